/** What is measured between two actors or within a group: the same figures on both pages. */
import type { ComponentChildren } from "preact";
import { here, href, useAddress } from "../address";
import { everyRow, type Schemas, useGet } from "../api";
import { Measured } from "../charts/measured";
import { counted, plain, titled, useKnown } from "../labels";
import { Figure } from "./figure";
import { Day, EventType, PartyLink, seeList, seeRow, Status } from "./names";
import { offsetOf, Pager } from "./pager";
import { readerPage } from "./sentence";
import { Answered, Empty, NotStated } from "./states";
import { type Column, sheetOf, Table } from "./table";
import { datesTold, periodTold } from "../text/days";

type Whole = Schemas["Whole"];
type Point = Schemas["Point"];
type Share = Schemas["Share"];
/** Two actors (actor, with) or a group, and the time. */
export type Between = Readonly<Record<string, string | undefined>>;

const STEPS = ["week", "month", "quarter"];
const MEASURES: Readonly<Record<string, string>> = {
  index: "Scores times weights, added up", mean: "The same by the sum of weights: −10 harm to +10 help", events: "How many events", reports: "How many reports tell of them",
  per_report: "The index by the number of reports published in the period that tell of them",
};
const EVENTS = "partnership/events";

export function Measures({ between, head }: { between: Between; head?: (whole: Whole) => ComponentChildren }) {
  const { query } = useAddress();
  const step = STEPS.includes(query.step ?? "") ? query.step! : "month";
  const measure = query.measure && query.measure in MEASURES ? query.measure : "index";
  const answer = useGet("/api/partnership/index", { ...between, step, measure });
  return (
    <Answered of={answer} what="the index">
      {(whole) => (
        <>
          {head?.(whole)}
          <Index whole={whole} between={between} />
          <div class="columns">
            <TypesByStatus whole={whole} between={between} />
            <Topics whole={whole} between={between} />
          </div>
          <div class="columns even">
            <Reciprocity whole={whole} between={between} />
            <Voices whole={whole} between={between} />
          </div>
        </>
      )}
    </Answered>
  );
}

function Index({ whole, between }: { whole: Whole; between: Between }) {
  const { course } = whole;
  return (
    <Figure title="Cooperation over time" drawn sheet={() => sheetOf(POINTS, course.points)}
      tools={<><Choice name="measure" among={Object.keys(MEASURES)} now={course.measure} meanings={MEASURES} /><Choice name="step" among={STEPS} now={course.step} /></>}
      note={<>PLOVER’s scores weighted by status and independent origins, on the events’ own dates. <Apart course={course} between={between} /> Outlets and words do not limit it.</>}>
      <p class={course.known ? "told" : "caution"}>{datesTold(course.told)}</p>
      {course.points.length ? <Measured course={course} between={between} /> : <Empty>The record has no report with a day of its own within the filters.</Empty>}
      {course.changes.length > 0 && <Table caption="Changes" columns={CHANGES} rows={course.changes} />}
    </Figure>
  );
}

/** What has no place in the series: said, with the way to it. */
function Apart({ course, between }: { course: Whole["course"]; between: Between }) {
  const parts: [number, string, string][] = [
    [course.dated, "", "in the series"], [course.undated, "undated", "of no date"], [course.coarse, "coarse", `of no single ${course.step}`],
    [course.earlier, "earlier", "before the first report"], [course.later, "later", "after the last"],
  ];
  return (
    <>
      {parts.filter(([n, period]) => n > 0 || !period).map(([n, period, words], i) => (
        <span key={words}>{i > 0 && ", "}{n > 0 && period ? <a href={seeList(EVENTS, { ...between, step: course.step, period })}>{n} {words}</a> : `${n} ${words}`}</span>
      ))}.
    </>
  );
}

export function Choice({ name, among, now, meanings = {}, label }: {
  name: string; among: readonly string[]; now: string; meanings?: Readonly<Record<string, string>>; label?: string;
}) {
  return (
    <nav class="choice small" aria-label={titled(name)}>
      {label && <span>{label}</span>}
      {among.map((a) => <a key={a} href={here({ [name]: a })} title={meanings[a]} aria-current={a === now ? "true" : undefined}>{plain(a)}</a>)}
    </nav>
  );
}

const CHANGES: readonly Column<Schemas["Change"]>[] = [
  { name: "from", value: (c) => c.period, show: (c) => periodTold(c.period) },
  { name: "before", number: true, value: (c) => c.before, show: (c) => c.before.toFixed(2) },
  { name: "after", number: true, value: (c) => c.after, show: (c) => c.after.toFixed(2) },
  { name: "p", number: true, value: (c) => c.p, show: (c) => c.p.toFixed(3) },
  { name: "reports before", number: true, value: (c) => c.reports_before, show: (c) => c.reports_before.toFixed(1) },
  { name: "reports after", number: true, value: (c) => c.reports_after, show: (c) => c.reports_after.toFixed(1) },
  { name: "all reports before", number: true, value: (c) => c.record_before, show: (c) => c.record_before.toFixed(1) },
  { name: "all after", number: true, value: (c) => c.record_after, show: (c) => c.record_after.toFixed(1) },
  { name: "of reporting alone?", value: (c) => (c.with_volume ? "may be" : "no"), show: (c) => (c.with_volume ? <span class="flag" title="Held against all reports of the record it is no more than chance">may be</span> : "no") },
];

const POINTS: readonly Column<Point>[] = (["period", "since", "until", "events", "facts", "index", "mean", "reports", "record", "per_report"] as const)
  .map((name) => ({ name, value: (p: Point) => p[name] ?? null, show: (p: Point) => p[name] ?? "" }));

function TypesByStatus({ whole, between }: { whole: Whole; between: Between }) {
  const { labels } = useKnown();
  const statuses = labels.statuses.map((s) => s.name).filter((s) => whole.types.some((t) => t.status === s));
  const types = [...new Set(whole.types.map((t) => t.type))];
  const number = (type: string, status: string) => whole.types.find((t) => t.type === type && t.status === status)?.number ?? 0;
  const columns: Column<string>[] = [
    { name: "type", value: (t) => t, show: (t) => <EventType of={t} /> },
    ...statuses.map((s): Column<string> => ({
      name: plain(s), number: true, value: (t) => number(t, s),
      show: (t) => <Opens n={number(t, s)} filters={{ ...between, type: t, status: s }} />,
    })),
  ];
  return (
    <Figure title={`Types by status (${counted(whole.events, "event")}, ${counted(whole.reports, "report")})`} sheet={() => sheetOf(columns, types)}
      note={whole.contested > 0 ? `${whole.contested} of them ${whole.contested === 1 ? "is contested: some tell it as a fact, others say that it is not so" : "are contested: some tell them as facts, others say that they are not so"}.` : undefined}>
      {types.length ? <Table caption="Types by status" columns={columns} rows={types} /> : <Empty>No event within the filters joins them.</Empty>}
    </Figure>
  );
}

export function Opens({ n, filters, table = EVENTS }: { n: number; filters: Between; table?: string }) {
  return n > 0 ? <a class="n" href={seeList(table, filters)}>{n.toLocaleString("en")}</a> : <span class="n zero">0</span>;
}

function Topics({ whole, between }: { whole: Whole; between: Between }) {
  const columns: Column<Schemas["TopicCount"]>[] = [
    { name: "topic", value: (t) => t.topic, show: (t) => plain(t.topic) },
    { name: "events", number: true, value: (t) => t.number, show: (t) => <Opens n={t.number} filters={{ ...between, topic: t.topic }} /> },
    { name: "facts", number: true, value: (t) => t.facts, show: (t) => t.facts },
    { name: "index", number: true, value: (t) => t.index, show: (t) => t.index.toFixed(1) },
  ];
  return (
    <Figure title="Topics" note="An event of several topics counts for each." sheet={() => sheetOf(columns, whole.topics)}>
      {whole.topics.length ? <Table caption="Topics" columns={columns} rows={whole.topics} /> : <Empty>No topic is told.</Empty>}
    </Figure>
  );
}

export const shareOf = (s: Share) => (s.share == null ? "not known" : `${Math.round(s.share * 100)} % (${Math.round((s.low ?? 0) * 100)} to ${Math.round((s.high ?? 0) * 100)})`);

export const Interval = ({ of }: { of: Share }) => <span class="day">{shareOf(of)}</span>;

function Reciprocity({ whole, between }: { whole: Whole; between: Between }) {
  const { reciprocity } = whole;
  const columns: Column<Schemas["Begun"]>[] = [
    { name: "who", value: (b) => b.party.name, show: (b) => <PartyLink party={b.party} /> },
    { name: "begins alone", number: true, value: (b) => b.number, show: (b) => <Opens n={b.number} filters={{ ...between, begun: b.party.id }} /> },
    { name: "share", value: (b) => b.share.share ?? null, show: (b) => <Interval of={b.share} /> },
    { name: "index", number: true, value: (b) => b.index, show: (b) => b.index.toFixed(1) },
    { name: "mean score", number: true, value: (b) => b.mean ?? null, show: (b) => b.mean?.toFixed(1) ?? <NotStated what="none" /> },
    { name: "receives", number: true, value: (b) => b.received, show: (b) => b.received },
  ];
  return (
    <Figure title="Who begins" sheet={() => sheetOf(columns, reciprocity.begun)}
      note={<>Events that one side does to the other alone. Beside them <Opens n={reciprocity.mutual} filters={{ ...between, begun: "mutual" }} /> done together, <Opens n={reciprocity.unclear} filters={{ ...between, begun: "unclear" }} /> of which it is not told who began.{reciprocity.balance != null && ` Evenness ${reciprocity.balance.toFixed(2)} (1: as many by each).`} Shares with their 95 % interval.</>}>
      <Table caption="Who begins" columns={columns} rows={reciprocity.begun} />
    </Figure>
  );
}

const SIDES: Readonly<Record<string, string>> = { own: "the reports’ own voice", third: "third parties" };

function Voices({ whole, between }: { whole: Whole; between: Between }) {
  const side = (v: Schemas["SideVoice"]) => SIDES[v.side] ?? whole.parties.find((p) => p.id === v.side)?.name ?? v.side;
  const columns: Column<Schemas["SideVoice"]>[] = [
    { name: "side", value: (v) => side(v), show: (v) => (v.speaker ? <small>{side(v)}</small> : <strong>{side(v)}</strong>) },
    { name: "who", value: (v) => v.speaker?.name ?? "", show: (v) => (v.speaker ? <PartyLink party={v.speaker} /> : "all of them") },
    { name: "events", number: true, value: (v) => v.number, show: (v) => <Opens n={v.number} filters={{ ...between, voice: v.speaker?.id ?? v.side }} /> },
    { name: "share", value: (v) => v.share.share ?? null, show: (v) => <Interval of={v.share} /> },
  ];
  return (
    <Figure title="On whose word" sheet={() => sheetOf(columns, whole.voices)} note="Events of which at least one telling cites them; one event may rest on several.">
      {whole.voices.length ? <Table caption="On whose word" columns={columns} rows={whole.voices} /> : <Empty>No telling within the filters.</Empty>}
    </Figure>
  );
}

const KINDS: Readonly<Record<string, string>> = {
  event: "events", agreement: "agreements", forum: "meetings and memberships", route: "corridors, swaps, facilities", relation: "lasting relations",
  promise: "promises", statement: "what they say of each other",
};
const ENTRIES = 30;

export function Dossier({ between }: { between: Between }) {
  const { query } = useAddress();
  const answer = useGet("/api/partnership/dossier", { ...between, kind: query.entries, limit: ENTRIES, offset: offsetOf(query) });
  return (
    <Answered of={answer} what="the dossier">
      {(page) => (
        <Figure title="Dossier: everything dated" sheet={async () => sheetOf(ENTRY, await everyRow("/api/partnership/dossier", { ...between, kind: query.entries }))}
          note={`By its own date; ${page.undated} of ${page.total} entries have none and stand at the end, by the day on which they were first told.`}>
          <nav class="choice small" aria-label="Kinds of entries">
            <a href={here({ entries: null, offset: null })} aria-current={query.entries ? undefined : "true"}>all</a>
            {Object.entries(KINDS).filter(([k]) => page.kinds[k]).map(([k, words]) => (
              <a key={k} href={here({ entries: k, offset: null })} aria-current={query.entries === k ? "true" : undefined}>{words} {page.kinds[k]}</a>
            ))}
          </nav>
          {page.items.length ? <Table caption="Dossier" columns={ENTRY} rows={page.items} sortable={false} /> : <Empty>Nothing between them is told within the filters.</Empty>}
          <Pager {...page} />
        </Figure>
      )}
    </Answered>
  );
}

const ENTRY: readonly Column<Schemas["Entry"]>[] = [
  { name: "date", value: (e) => e.date ?? null, show: (e) => (e.date ? <Day of={e.date} /> : <small>not dated; told <Day of={e.said} hole="on a day not stated" /></small>) },
  { name: "what", value: (e) => `${e.kind}: ${e.label}`, show: (e) => (e.kind === "statement" ? <span class="kind">said</span> : e.kind === "event" ? <EventType of={e.label} /> : <span class="kind">{e.kind}: {plain(e.label).toLowerCase()}</span>) },
  { name: "status", value: (e) => e.status, show: (e) => (e.kind === "promise" ? <span class={`outcome ${e.status}`}>{e.status}</span> : e.kind === "statement" ? "" : <Status of={e.status} />) },
  { name: "words", wide: true, value: (e) => e.text, show: (e) => <a href={seeRow(e.id)} dir="auto">{e.text}</a> },
  { name: "on whose word", value: (e) => e.speaker ?? null, show: (e) => <bdi>{e.speaker ?? "the report"}</bdi> },
  { name: "report", value: (e) => e.report, show: (e) => <a href={readerPage(e.report)}>{e.outlet ?? "read it"}</a> },
];

/** The group's page; a list of states is one too. */
export const groupPage = (id: string) => href("/partnership", { group: id });
