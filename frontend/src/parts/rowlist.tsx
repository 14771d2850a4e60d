/** Rows of a table within filters, each as its sentence. */
import { addressOf, type Schemas, useAsked } from "../api";
import { counted, type Labels, plain, stateName, titled, useKnown } from "../labels";
import { periodTold, told } from "../text/days";
import { EventType, Kind, Names, seeRow, Status } from "./names";
import { readerPage, Sentence, Source } from "./sentence";
import { Answered, Empty, NotStated } from "./states";
import { type Thing, ThingCard } from "./things";

type Happening = Schemas["HappeningRow"];
type Event = Schemas["EventRow"];
type Tie = Schemas["TieRow"];
type Statement = Schemas["StatementRow"];
type Report = Schemas["ReportRow"];
type Promise = Schemas["PromiseRow"];
type Row = Happening | Event | Tie | Statement | Report | Promise | Thing;

const MOST = "100";
const TITLES: Readonly<Record<string, string>> = {
  events: "Tellings of events", happenings: "Events", ties: "Tellings of standing things", statements: "Statements",
  reports: "Reports", promises: "Promises", "happenings/in": "Events", "partnership/events": "Events", "meets/events": "Meetings", "orbit/events": "Events",
  "forum/meetings": "Meetings of a forum", "forum/memberships": "Memberships",
};
const TABLES = Object.keys(TITLES);

export function RowList({ see }: { see: string }) {
  const [table = "", search = ""] = see.split("?");
  const filters = Object.fromEntries(new URLSearchParams(search));
  const known = TABLES.includes(table);
  const answer = useAsked<{ items: Row[]; total: number }>(
    known ? addressOf(`/api/${table}` as "/api/events", { ...filters, limit: MOST }) : null,
  );
  if (!known) return <Empty>There is no table “{table}”.</Empty>;
  const { labels } = useKnown();
  const limits = Object.entries(filters).filter(([k]) => k !== "by").map(([k, v]) => `${plain(k)}: ${named(labels, k, v)}`).join(" · ");
  return (
    <>
      <h2>{TITLES[table]}</h2>
      {limits && <p class="note">{limits}</p>}
      <Answered of={answer} what="the sentences">
        {({ items, total }) => (
          <>
            <p class="note">{total > items.length ? `${items.length} of ${total.toLocaleString("en")}` : `${total}`} {total === 1 ? "row" : "rows"}</p>
            {total === 0 && <Empty>Nothing in the record fits these filters.</Empty>}
            <ol class="rows">{items.map((row) => <li key={row.id}><OneRow table={table} row={row} /></li>)}</ol>
          </>
        )}
      </Answered>
    </>
  );
}

/** A filter as people read it: names of states, days, words for types. */
function named(labels: Labels, filter: string, value: string): string {
  if (filter === "since" || filter === "until") return told(value) ?? value;
  if (filter === "period") return periodTold(value);
  if (filter === "type") return titled(value);
  return value.split(",").map((v) => stateName(labels, v)).join(", ");
}

function OneRow({ table, row }: { table: string; row: Row }) {
  if (table.startsWith("happenings") || table.endsWith("/events")) return <HappeningCard row={row as Happening} />;
  if (table === "events") return <EventCard row={row as Event} />;
  if (table === "promises") return <EventCard row={{ ...(row as Promise), date: (row as Promise).due }} />;
  if (table.startsWith("forum/")) return <ThingCard of={row as Thing} />;
  if (table === "ties") return <TieCard row={row as Tie} />;
  if (table === "statements") return <StatementCard row={row as Statement} />;
  return <ReportCard row={row as Report} />;
}

export function HappeningCard({ row }: { row: Happening }) {
  return (
    <article class="card">
      <p class="card-head">
        <EventType of={row.type} mode={row.mode} /> <Status of={row.status} />
        {row.contested && <span class="flag">contested</span>}
        <span class="when">{told(row.date) ?? <NotStated what="day not stated" />}</span>
      </p>
      <p class="who"><Who row={row} /></p>
      <Sentence words={row.sentence} report={row.report} at={row.mention} lead="first told" published={row.first_told} />
      <p class="card-foot">
        <a href={seeRow(row.id)}>{row.tellings} {row.tellings === 1 ? "telling" : "tellings"}, {row.voices} independent {row.voices === 1 ? "origin" : "origins"}: why</a>
      </p>
    </article>
  );
}

type Acting = Pick<Event, "actors" | "actor_names" | "recipients" | "recipient_names"> & { reciprocal?: boolean | null };

export function Who({ row }: { row: Acting }) {
  const mutual = row.actors.length > 1 && row.actors.length === row.recipients.length && row.actors.every((a) => row.recipients.includes(a));
  if (row.reciprocal || mutual) return <Names ids={row.actors} names={row.actor_names} />;
  return (
    <>
      <Names ids={row.actors} names={row.actor_names} />
      {row.recipient_names.length > 0 && <><span class="arrow" aria-label="towards"> → </span><Names ids={row.recipients} names={row.recipient_names} /></>}
    </>
  );
}

type Telling = Acting & Pick<Event, "id" | "type" | "mode" | "status" | "date" | "sentence" | "report" | "speaker" | "outlet" | "published">;

export function EventCard({ row }: { row: Omit<Telling, "status"> & { status?: string; outcome?: string } }) {
  return (
    <article class="card">
      <p class="card-head">
        <EventType of={row.type} mode={row.mode} /> {row.status && <Status of={row.status} />}
        {row.outcome && <span class={`outcome ${row.outcome}`}>{row.outcome}</span>}
        <span class="when">{told(row.date) ?? <NotStated what="day not stated" />}</span>
      </p>
      <p class="who"><Who row={row} /></p>
      <Sentence words={row.sentence} report={row.report} at={row.id} speaker={row.speaker} outlet={row.outlet} published={row.published} />
      <p class="card-foot"><a href={seeRow(row.id)}>why</a></p>
    </article>
  );
}

export function TieCard({ row }: { row: Tie }) {
  return (
    <article class="card">
      <p class="card-head"><Kind of={row.kind} /> <Status of={row.status} /> <bdi>{row.because.startsWith("verbs") ? row.party_names.join(", ") : row.name}</bdi></p>
      <Sentence words={row.sentence} report={row.report} at={row.id} speaker={row.speaker} outlet={row.outlet} published={row.published} />
      <p class="card-foot"><a href={seeRow(row.id)}>why</a></p>
    </article>
  );
}

/** A cue that begins its sentence in the report ("According to") as it stands within one. */
const withinSentence = (cue: string) => (/^\p{Lu}\p{Ll}/u.test(cue) ? cue[0]!.toLowerCase() + cue.slice(1) : cue);

export function StatementCard({ row }: { row: Statement }) {
  return (
    <article class="card">
      <p class="card-head">
        {row.speaker ? <Names ids={row.source ? [row.source] : []} names={[row.speaker]} /> : <NotStated what={row.source_words ?? "source not stated"} />}
        {row.joint_with.length > 0 && <small dir="auto"> together with {row.joint_with.join(", ")}</small>}
        {row.cue && <i dir="auto"> {withinSentence(row.cue)}</i>}
        <span class="kind">{row.kind}</span>
      </p>
      <blockquote dir="auto">{row.content}</blockquote>
      <p class="card-foot">
        <Source report={row.report} at={row.id} outlet={row.outlet} published={row.published} title={row.title} /> · <a href={seeRow(row.id)}>why</a>
      </p>
    </article>
  );
}

export function ReportCard({ row }: { row: Report }) {
  return (
    <article class="card">
      <h3 dir="auto"><a href={readerPage(row.id)}>{row.title ?? "(no title)"}</a></h3>
      <p class="note">
        <bdi>{row.outlet ?? "outlet not stated"}</bdi>, {told(row.published) ?? "day not stated"} · {counted(row.statements, "statement")}, {counted(row.events, "event")}, {counted(row.ties, "standing thing")}
      </p>
      {row.notes && <p class="caution">{row.notes}</p>}
    </article>
  );
}
