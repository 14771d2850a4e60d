import { here, useAddress } from "../address";
import { everyRow, type Schemas, useGet } from "../api";
import { kindName } from "../labels";
import { Figure } from "../parts/figure";
import { Heading } from "../parts/heading";
import { actorPage, EventType, Kind, seeRow, Status } from "../parts/names";
import { offsetOf, Pager } from "../parts/pager";
import { readerPage, Source } from "../parts/sentence";
import { Answered, Empty } from "../parts/states";
import { type Column, sheetOf } from "../parts/table";
import { around } from "../text/around";

type Found = Schemas["Found"];

export function Search() {
  const { query } = useAddress();
  const q = query.q ?? "";
  const answer = useGet("/api/search", q ? { q, kind: query.kind, limit: 50, offset: offsetOf(query) } : null);
  return (
    <>
      <Heading title={q ? <>Search: <bdi>{q}</bdi></> : "Search"} brief={null}>Texts, names, statements and acts that hold all the words, whatever the script; “several words” in quotation marks stand together, word* is how words begin.</Heading>
      {!q && <Empty>Write words into the field at the top; the key / leads there.</Empty>}
      {q && (
        <Answered of={answer} what="what holds the words">
          {(page) => (
            <>
              <nav class="choice" aria-label="Kind">
                <a href={here({ kind: null, offset: null })} aria-current={query.kind ? undefined : "true"}>all {page.kinds.reduce((n, k) => n + k.number, 0)}</a>
                {page.kinds.map((k) => <a key={k.name} href={here({ kind: k.name, offset: null })} aria-current={query.kind === k.name ? "true" : undefined}>{kindName(k.name)} {k.number}</a>)}
              </nav>
              {page.cut && <p class="note">So much fits that only the newest of it is ranked: more words make it exact.</p>}
              {page.total === 0 && <Empty>Nothing in the record holds all of these words.</Empty>}
              {page.total > 0 && (
                <Figure title={`Found (${page.total.toLocaleString("en")})`} sheet={async () => sheetOf(FILE, await everyRow("/api/search", { q, kind: query.kind }))}>
                  <ol class="found">{page.items.map((f) => <li key={f.kind + f.id}><Find of={f} q={q} /></li>)}</ol>
                  <Pager {...page} />
                </Figure>
              )}
            </>
          )}
        </Answered>
      )}
    </>
  );
}

/** Who says or does it, and what it is: the same words may be found as several things. */
function What({ of }: { of: Found }) {
  if (of.kind === "statement") return <span><bdi>{of.who ?? "source not stated"}</bdi>{of.what && <i dir="auto"> {of.what}</i>}</span>;
  if (of.kind === "event" && of.what) return <span><EventType of={of.what} /> {of.status && <Status of={of.status} />} <bdi>{of.who}</bdi></span>;
  if (of.kind === "tie" && of.what) return <span><Kind of={of.what} /> {of.status && <Status of={of.status} />} <bdi>{of.who}</bdi></span>;
  return of.kind === "report" && of.title ? <bdi>{of.title}</bdi> : null;
}

const FILE: readonly Column<Found>[] = (["kind", "who", "what", "status", "text", "outlet", "published", "report", "id"] as const)
  .map((name) => ({ name, value: (f) => f[name] ?? null, show: () => null }));

function Find({ of, q }: { of: Found; q: string }) {
  const to = of.kind === "actor" ? actorPage(of.id) : of.kind === "report" ? readerPage(of.id) : seeRow(of.id);
  return (
    <article class="card">
      <p class="card-head">
        <span class="kind">{kindName(of.kind)}</span> <What of={of} />
        {of.report && <Source report={of.report} at={of.kind === "report" ? null : of.id} outlet={of.outlet} published={of.published} />}
      </p>
      <a class="words" href={to} dir="auto">{around(of.text, q).map((p, i) => (p.hit ? <mark key={i}>{p.words}</mark> : p.words))}</a>
    </article>
  );
}
