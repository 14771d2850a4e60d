/** The head of a page: its title, a line on what it tells, and the brief of what it shows. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { addressOf, askFile } from "../api";
import { useAddress } from "../address";
import { save } from "../keep/files";

const BRIEFED = ["actor", "with", "group", "corridor", "since", "until", "outlet", "text"] as const;

export function Heading({ title, children, brief }: { title: ComponentChildren; children?: ComponentChildren; brief?: Record<string, string> | null }) {
  return (
    <header class="heading">
      <div>
        <h1 dir="auto">{title}</h1>
        {children && <p class="lead">{children}</p>}
      </div>
      {brief !== null && <BriefLinks more={brief ?? {}} />}
    </header>
  );
}

const SHAPES: readonly (readonly [string, string, string])[] = [["markdown", "Markdown", "md"], ["html", "HTML", "html"], ["pdf", "PDF", "pdf"]];

/** The brief of what the page shows: the same filters. Of a large part of a large record it takes time, and says so. */
function BriefLinks({ more }: { more: Record<string, string> }) {
  const { query } = useAddress();
  const [making, make] = useState<string | null>(null);
  const [trouble, fail] = useState<string | null>(null);
  const filters = Object.fromEntries(BRIEFED.flatMap((n) => (query[n] ? [[n, query[n]]] : [])));
  const of = (format: string) => addressOf("/api/brief", { ...filters, ...more, format });
  const keep = async (e: MouseEvent, format: string, words: string, ending: string) => {
    if (e.ctrlKey || e.metaKey || e.shiftKey) return; // in a tab of its own
    e.preventDefault();
    if (making) return;
    make(words);
    fail(null);
    try {
      save(`brief.${ending}`, await askFile(of(format)));
    } catch (error) {
      fail(error instanceof Error ? error.message : String(error));
    } finally {
      make(null);
    }
  };
  return (
    <div class="brief" role="group" aria-label="Brief of this view" aria-busy={making !== null}>
      {making ? <span class="making" role="status">The brief is being made as {making} …</span> : (
        <>
          <span aria-hidden="true">Brief</span>
          {SHAPES.map(([format, words, ending]) => <a key={format} href={of(format)} download={`brief.${ending}`} onClick={(e) => void keep(e, format, words, ending)}>{words}</a>)}
          {trouble && <span class="making trouble" role="alert">{trouble}</span>}
        </>
      )}
    </div>
  );
}
