import { href, useAddress } from "../address";
import { useEffect } from "preact/hooks";
import { askAgain, type Schemas, useGet } from "../api";
import { counted } from "../labels";
import { Months } from "../charts/months";
import { Figure } from "../parts/figure";
import { Filters } from "../parts/filters";
import { Heading } from "../parts/heading";
import { Day, pairPage, seeRow } from "../parts/names";
import { EventCard, HappeningCard, ReportCard, StatementCard } from "../parts/rowlist";
import { Answered, Empty } from "../parts/states";
import { sheetOf, Table, type Column } from "../parts/table";
import { told } from "../text/days";

type Page = Schemas["Overview"];
type Pair = Schemas["Pair"];

/** What each count of the record is called, and the page that lists it; counts for machines are left out. */
const COUNTS: Readonly<Record<string, readonly [string, string]>> = {
  report: ["reports", "/reports"], statement: ["statements", "/statements"], mention: ["tellings of events", "/events"],
  tie: ["tellings of standing things", "/histories"], actor: ["actors", "/actors"],
};

/** What thin figures can be looked at more closely. */
const THIN: Readonly<Record<string, string>> = {
  "largest outlet": "/sources", "single origin": "/events", "no date": "/events", copies: "/sources", undated: "/reports",
  "read in part": "/reports", refused: "/sources",
};

export function Overview() {
  const { query } = useAddress();
  const { actor, type, status, since, until, outlet, text } = query;
  const answer = useGet("/api/overview", { actor, with: query.with, type, status, since, until, outlet, text });
  const waits = answer.data?.overdue_total === null;
  useEffect(() => {
    if (!waits) return;
    const again = setInterval(askAgain, 5000);
    return () => clearInterval(again);
  }, [waits]);
  return <Answered of={answer} what="the overview">{(page) => <Whole page={page} />}</Answered>;
}

const FILTERS = ["actor", "with", "type", "status", "since", "until", "outlet", "text"] as const;

function Whole({ page }: { page: Page }) {
  const { query } = useAddress();
  const { ground } = page;
  const limited = FILTERS.some((name) => query[name]);
  return (
    <>
      <Heading title="What the record holds">
        {ground.first ? <>Reports from {told(ground.first)} to {told(ground.last)}, {counted(ground.outlets, "outlet")}.</> : "No report in it has a day of publishing."}
      </Heading>
      <details class="narrow" open={limited}>
        <summary>{limited ? "Limited: pairs, overdue promises and what is new keep to these filters" : "Limit what is shown"}</summary>
        <Filters names={FILTERS} />
      </details>
      <ul class="counts">
        {ground.counts.filter((c) => COUNTS[c.name]).map((c) => (
          <li key={c.name}><a href={COUNTS[c.name]![1]}><strong>{c.number.toLocaleString("en")}</strong>{COUNTS[c.name]![0]}</a></li>
        ))}
      </ul>
      <div class="columns">
        <div>
          <Figure title="Most active pairs" note={`Events that name both, each counted once however many reports tell it.${unnamed(page.unnamed)}`} sheet={() => sheetOf(PAIRS, page.pairs)}>
            {page.pairs.length ? <Table caption="Most active pairs" columns={PAIRS} rows={page.pairs} /> : <Empty>No event in the record names two actors.</Empty>}
          </Figure>
          <Figure title="Reports by month" drawn sheet={() => ({ columns: ["month", "reports"], rows: ground.months.map((m) => [m.name, m.number]) })}>
            {ground.months.length ? <Months counts={ground.months} table="reports" filters={{}} what="reports" /> : <Empty>No report has a day of publishing.</Empty>}
          </Figure>
        </div>
        <div>
          <Figure title="Overdue" note={<>Promises whose day has passed without a word. <a href={href("/promises", { outcome: "overdue" })}>{page.overdue_total === null ? "All" : `All ${page.overdue_total.toLocaleString("en")}`}</a></>}>
            {page.overdue.length ? <ol class="rows">{page.overdue.slice(0, 4).map((r) => <li key={r.id}><EventCard row={{ ...r, date: r.due }} /></li>)}</ol> : <Empty>{page.overdue_total === null ? "What became of the promises of this large record is being worked out; it shows here in a few minutes." : "No promise in the record is overdue."}</Empty>}
          </Figure>
          <Thin page={page} />
        </div>
      </div>
      <h2 class="divider">What is new</h2>
      <div class="columns three">
        <Newest title="Events" all="/events">{page.happenings.map((r) => <li key={r.id}><HappeningCard row={r} /></li>)}</Newest>
        <Newest title="Statements" all="/statements">{page.statements.map((r) => <li key={r.id}><StatementCard row={r} /></li>)}</Newest>
        <Newest title="Reports" all="/reports">{page.reports.map((r) => <li key={r.id}><ReportCard row={r} /></li>)}</Newest>
      </div>
    </>
  );
}

/** What a figure of pairs leaves out. */
export const unnamed = (events: number) =>
  events ? ` ${events.toLocaleString("en")} ${events === 1 ? "event has" : "events have"} a party that is nobody in particular (“we”, “media”), who is left out.` : "";

function Newest({ title, all, children }: { title: string; all: string; children: preact.ComponentChildren[] }) {
  return (
    <section class="newest">
      <header><h3>{title}</h3><a href={all}>All {title.toLowerCase()}</a></header>
      {children.length ? <ol class="rows">{children.slice(0, 5)}</ol> : <Empty>None yet.</Empty>}
    </section>
  );
}

function Thin({ page }: { page: Page }) {
  return (
    <Figure title="Where the record is thin" note="What a figure drawn from it has to be read with." sheet={() => ({ columns: ["number", "of", "what"], rows: page.ground.thin.map((t) => [t.number, t.of, t.text]) })}>
      <ul class="thin">
        {page.ground.thin.map((t) => {
          const words = <><strong>{t.number.toLocaleString("en")}</strong> of {t.of.toLocaleString("en")} {t.text}</>;
          return (
            <li key={t.name}>
              <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="lane" width="100" height="4" /><rect class="warn" width={t.of ? (100 * t.number) / t.of : 0} height="4" /></svg>
              {THIN[t.name] ? <a href={THIN[t.name]}>{words}</a> : <span>{words}</span>}
            </li>
          );
        })}
      </ul>
    </Figure>
  );
}

const PAIRS: readonly Column<Pair>[] = [
  {
    name: "pair", value: (p) => `${p.one.name} – ${p.other.name}`,
    show: (p) => <a class="pair" href={pairPage(p.one.id, p.other.id)}><bdi>{p.one.name}</bdi> – <bdi>{p.other.name}</bdi></a>,
  },
  { name: "events", number: true, value: (p) => p.events, show: (p) => <a class="n" href={pairPage(p.one.id, p.other.id)}>{p.events}</a> },
  { name: "facts", number: true, value: (p) => p.facts, show: (p) => p.facts },
  {
    name: "cooperation / conflict", value: (p) => `${p.cooperation} / ${p.conflict}`,
    show: (p) => <Balance help={p.cooperation} harm={p.conflict} />,
  },
  { name: "last told", value: (p) => p.newest, show: (p) => <a href={seeRow(p.newest_event)}><Day of={p.newest} /></a> },
];

export function Balance({ help, harm }: { help: number; harm: number }) {
  const all = Math.max(1, help + harm);
  return (
    <span class="balance">
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="help" width={(100 * help) / all} height="10" /><rect class="harm" x={(100 * help) / all} width={(100 * harm) / all} height="10" /></svg>
      <span>{help} / {harm}</span>
    </span>
  );
}

