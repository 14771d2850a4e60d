/** The head of a page: its title, a line on what it tells, and the brief of what it shows. */
import type { ComponentChildren } from "preact";
import { addressOf } from "../api";
import { useAddress } from "../address";

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

/** The brief of what the page shows: the same filters. */
function BriefLinks({ more }: { more: Record<string, string> }) {
  const { query } = useAddress();
  const filters = Object.fromEntries(BRIEFED.flatMap((n) => (query[n] ? [[n, query[n]]] : [])));
  const of = (format: string) => addressOf("/api/brief", { ...filters, ...more, format });
  return (
    <div class="brief" role="group" aria-label="Brief of this view">
      <span aria-hidden="true">Brief</span>
      <a href={of("markdown")} download>Markdown</a>
      <a href={of("html")} download>HTML</a>
      <a href={of("pdf")} download>PDF</a>
    </div>
  );
}
