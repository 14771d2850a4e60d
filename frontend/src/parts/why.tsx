/** Why a row is what it is: the words in their paragraphs, the rule that decided, and every telling. */
import { href } from "../address";
import { type Schemas, useGet } from "../api";
import { plain, stateName, titled, useKnown } from "../labels";
import { told } from "../text/days";
import { EventType, Kind, seeRow, Status } from "./names";
import { Review } from "./review";
import { Sentence } from "./sentence";
import { Answered, Empty, NotStated } from "./states";

type Why = Schemas["Why"];
type Passage = Schemas["Passage"];

/** Columns that stand elsewhere on the panel, or are for machines. */
const ELSEWHERE = new Set([
  "id", "because", "sentence", "content", "start", "end", "report", "title", "url", "mention", "name", "type", "kind", "status",
  "actors", "recipients", "parties", "source", "sources", "joint", "place", "via", "statement", "within", "other_places", "outlet", "published", "mode",
]);
/** What fields are called where their names are for machines. */
const FIELDS: Readonly<Record<string, string>> = {
  actor_names: "who", recipient_names: "towards whom", party_names: "parties", place_name: "place", source_words: "named as", joint_with: "said together with", speaker_kind: "kind of speaker",
  speaker_country: "state of the speaker", date_to: "until", date_text: "date in words", deadline_from: "due from", deadline_to: "due by", deadline_text: "deadline in words",
  voices: "independent origins", origins: "origins that tell it so", other_dates: "told for other days", country: "state", reciprocal: "done together",
};
/** Days and stretches of days; without one they say nothing that the date does not say. */
const DAYS = new Set(["date", "date_to", "deadline_from", "deadline_to", "first_told", "last_told", "dates", "other_dates"]);
const STATES = new Set(["country", "speaker_country"]);
const MINUTIAE = new Set(["characters", "added", "program", "origin", "language", "notes", "author"]);

/** What the record calls otherwise than people do. */
const CALLED: Readonly<Record<string, string>> = { happening: "Event", event: "Telling of an event", tie: "Telling of a standing thing" };

export function WhyRow({ id }: { id: string }) {
  const answer = useGet("/api/why/{id}", {}, id);
  return <Answered of={answer} what="what it stands on">{(why) => <Reasons why={why} />}</Answered>;
}

function Reasons({ why }: { why: Why }) {
  const row = why.row as Record<string, unknown>;
  const text = (name: string) => (typeof row[name] === "string" ? (row[name] as string) : null);
  return (
    <>
      <p class="over">{CALLED[why.kind] ?? titled(why.kind)}</p>
      <h2 dir="auto">{text("name") ?? text("title") ?? (why.kind === "statement" ? (text("speaker") ?? "A source that is not named") : heading(row))}</h2>
      <p class="card-head">
        {text("type") && ["event", "happening"].includes(why.kind) && <EventType of={text("type")!} mode={text("mode")} />}
        {text("kind") && (why.kind === "tie" ? <Kind of={text("kind")!} /> : <span class="kind">{plain(text("kind")!)}</span>)}
        {text("status") && <Status of={text("status")!} />}
      </p>
      {why.because && <p class="because"><strong>Why</strong> <span dir="auto">{why.because}</span></p>}
      {["event", "tie", "statement", "happening"].includes(why.kind) && <Review id={String(row.id)} kind={why.kind} row={row} />}
      {["event", "tie", "statement", "happening"].includes(why.kind) && <p class="card-foot"><a href={href("/word", { of: String(row.id) })}>Whose word it rests on</a></p>}
      <Fields row={row} />
      {why.tellings.length > 0 && <Tellings rows={why.tellings as Record<string, unknown>[]} />}
      <h3>The words</h3>
      {why.passages.length === 0 && <Empty>No words are kept for it: it was worked out from other rows.</Empty>}
      <Passages of={why.passages} />
      {why.cut && <p class="note">There are more passages; the tables list them all.</p>}
    </>
  );
}

function heading(row: Record<string, unknown>): string {
  const names = (of: string) => (Array.isArray(row[of]) ? (row[of] as string[]).join(", ") : "");
  const [one, other] = [names("actor_names") || "Somebody not named", names("recipient_names")];
  return other && other !== one ? `${one} → ${other}` : one;
}

function Fields({ row }: { row: Record<string, unknown> }) {
  const { labels } = useKnown();
  const empty = (v: unknown) => v === null || v === "" || (Array.isArray(v) && v.length === 0);
  // One end of a stretch is enough where the other is the same, and a list of days where it holds more than the date.
  const again = (k: string, v: unknown) => (k === "date_to" && v === row.date) || (k === "dates" && String(v) === String(row.date));
  const shown = Object.entries(row).filter(([k, v]) => !ELSEWHERE.has(k) && !MINUTIAE.has(k) && !again(k, v) && !(empty(v) && DAYS.has(k) && k !== "date"));
  const said = (name: string, value: unknown) => {
    if (typeof value === "string" && DAYS.has(name)) return told(value);
    if (Array.isArray(value) && DAYS.has(name)) return value.map((d) => told(String(d))).join(", ");
    return typeof value === "string" && STATES.has(name) ? stateName(labels, value) : valueOf(value);
  };
  return (
    <dl class="fields">
      {shown.map(([name, value]) => (
        <div key={name}><dt>{FIELDS[name] ?? plain(name)}</dt><dd dir="auto">{empty(value) ? <NotStated /> : said(name, value)}</dd></div>
      ))}
    </dl>
  );
}

function valueOf(value: unknown) {
  if (Array.isArray(value)) return value.map(String).join(", ");
  if (typeof value === "boolean") return value ? "yes" : "no";
  return String(value);
}

function Tellings({ rows }: { rows: Record<string, unknown>[] }) {
  return (
    <>
      <h3>{rows.length === 1 ? "One telling" : `${rows.length} tellings`}</h3>
      <ul class="tellings">
        {rows.map((r, i) => (
          <li key={i}>
            <a href={seeRow(String(r.mention ?? r.id))}>{String(r.outlet ?? "outlet not stated")}, {told(r.published as string | null) ?? "day not stated"}</a>
            {typeof r.status === "string" && <Status of={r.status} />}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Each sentence once: the widest words of a paragraph, with the parts that were read from it. */
function Passages({ of }: { of: readonly Passage[] }) {
  const whole = of.filter((p) => !of.some((q) => q !== p && holds(q, p)));
  return (
    <>
      {whole.map((p, i) => (
        <div key={i}>
          <Sentence words={p.evidence.words} report={p.evidence.report} at={p.id} before={p.before} after={p.after}
            outlet={p.outlet} published={p.published} title={p.title} />
          <ul class="pieces">
            {of.filter((q) => q !== p && holds(p, q)).map((q, j) => <li key={j}><span>{plain(q.part)}</span> <bdi>{q.evidence.words}</bdi></li>)}
          </ul>
        </div>
      ))}
    </>
  );
}

function holds(a: Passage, b: Passage): boolean {
  const [x, y] = [a.evidence, b.evidence];
  if (x.report !== y.report || x.start > y.start || x.end < y.end) return false;
  return x.end - x.start > y.end - y.start;
}

