import { useEffect, useMemo, useRef } from "preact/hooks";
import { go, here, queryNow, useAddress } from "../address";
import { type Schemas, useGet } from "../api";
import { Figure } from "../parts/figure";
import { Heading } from "../parts/heading";
import { readerPage } from "../parts/sentence";
import { Answered, Empty, NotStated } from "../parts/states";
import { Finding } from "../reader/finding";
import { findings, LAYERS, type Layer } from "../reader/findings";
import { MarkedText } from "../reader/marked";
import { told } from "../text/days";
import { plain } from "../labels";

type Page = Schemas["dragoman__faces__api__shapes__ReportPage"];

export function Reader() {
  const { query } = useAddress();
  const answer = useGet("/api/reports/{report}", query.id ? {} : null, query.id ?? "");
  if (!query.id) return <Empty>No report is named in the address. The <a href="/reports">list of reports</a> has them all.</Empty>;
  return <Answered of={answer} what="the report">{(page) => <Whole page={page} />}</Answered>;
}

function Whole({ page }: { page: Page }) {
  const { query } = useAddress();
  const { report } = page;
  const hidden = new Set((query.hide ?? "").split(",").filter(Boolean));
  const all = useMemo(() => findings(page), [page]);
  const at = query.at ?? null;
  useKeys(all.map((f) => f.id));
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const chosen = list.current?.querySelector<HTMLElement>("[aria-current]");
    const box = list.current;
    if (chosen && box && box.scrollHeight > box.clientHeight) box.scrollTo({ top: chosen.offsetTop - box.clientHeight / 3 });
  }, [at]);
  return (
    <>
      <Heading title={report.title ?? "(no title)"} brief={null}>
        <bdi>{report.outlet ?? "outlet not stated"}</bdi>, {told(report.published) ?? "day not stated"}
        {report.author && <>, by <bdi>{report.author}</bdi></>}
        {safeLink(report.url) && <> · <a href={safeLink(report.url)!} target="_blank" rel="noopener noreferrer">where it was published</a></>}
      </Heading>
      <Cautions page={page} />
      <div class="reader">
        <Figure title="Text" sheet={() => ({ columns: ["owner", "id", "part", "start", "end", "words"], rows: page.marks.map((m) => [m.owner, m.id, m.part, m.start, m.end, m.words]) })}
          tools={<Layers hidden={hidden} />}>
          <MarkedText page={page} at={at} hidden={hidden} known={all} />
        </Figure>
        <section class="found-in" aria-label="Found in this report">
          <header><h2>Found here <small>{all.length}</small></h2><p class="note"><kbd>j</kbd> next <kbd>k</kbd> previous</p></header>
          {all.length ? (
            <ol ref={list}>{all.map((f) => <li key={f.id}><Finding of={f} chosen={f.id === at} report={report.id} /></li>)}</ol>
          ) : <Empty>Nothing was found in this report.</Empty>}
        </section>
      </div>
    </>
  );
}

function Layers({ hidden }: { hidden: ReadonlySet<string> }) {
  const toggled = (layer: Layer) => LAYERS.filter((l) => (l === layer ? !hidden.has(l) : hidden.has(l))).join(",") || null;
  return (
    <div class="layers" role="group" aria-label="What is marked">
      {LAYERS.map((l) => (
        <button key={l} type="button" class={`layer ${l}`} aria-pressed={!hidden.has(l)} onClick={() => go(here({ hide: toggled(l) }), true)}>{plain(l)}s</button>
      ))}
    </div>
  );
}

function Cautions({ page }: { page: Page }) {
  const { origin, notes, copies } = page;
  return (
    <>
      {notes.map((n) => <p key={n} class="caution">{n}</p>)}
      {origin?.first && origin.first !== page.report.id && (
        <p class="caution">Its text is from <a href={readerPage(origin.first)}>an earlier report</a> ({plain(origin.kind)}): {origin.because}</p>
      )}
      {copies.length > 0 && (
        <p class="note">Copied by {copies.map((c, i) => <span key={c.report}>{i > 0 && ", "}<a href={readerPage(c.report)}>{c.outlet ?? <NotStated what="an outlet not stated" />}</a></span>)}</p>
      )}
    </>
  );
}

/** The address of a report is the word of a stranger: only web addresses are followed. */
function safeLink(url: string | null | undefined): string | null {
  return url && /^https?:\/\//i.test(url) ? url : null;
}

function useKeys(ids: readonly string[]) {
  useEffect(() => {
    const pressed = (e: KeyboardEvent) => {
      if (e.ctrlKey || e.metaKey || e.altKey || (e.target instanceof Element && e.target.closest("input, textarea, select"))) return;
      const now = ids.indexOf(queryNow().at ?? "");
      const to = e.key === "j" ? Math.min(ids.length - 1, now + 1) : e.key === "k" ? Math.max(0, now - 1) : null;
      if (to !== null && ids[to]) go(here({ at: ids[to] }), true);
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [ids.join()]);
}
