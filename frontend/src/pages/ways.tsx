/** Ways between two places over the atlas of corridors, against a baseline and under assumptions; who gains or loses access. */
import { go, here, href, useAddress } from "../address";
import { addressOf, useAsked } from "../api";
import { plain, stateName, useKnown } from "../labels";
import { Drawn } from "../charts/drawn";
import { assumedOf, type Called, legOf, placeOf, useCalled } from "../called";
import { Figure } from "../parts/figure";
import { Heading } from "../parts/heading";
import { Day, seeRow, Status } from "../parts/names";
import { Answered, Empty, NotStated } from "../parts/states";
import { type Column, sheetOf, Table } from "../parts/table";

interface Leg {
  readonly leg: string; readonly from: string; readonly to: string; readonly mode: string;
  readonly km: number; readonly length: string; readonly length_sources: readonly string[];
  readonly status: string; readonly since: string | null; readonly says: string | null; readonly standing: string; readonly status_sources: readonly string[];
}
interface Way {
  readonly role: string; readonly way: string; readonly km: number; readonly km_low: number; readonly km_high: number; readonly days_low: number; readonly days_high: number;
  readonly usd_low: number; readonly usd_high: number; readonly cost: number; readonly cost_low: number; readonly cost_high: number; readonly mode_changes: number; readonly gauge_breaks: number; readonly borders: number;
  readonly known_length: number; readonly sourced_status: number; readonly warnings: readonly string[]; readonly legs: readonly Leg[]; readonly atlas: string;
}
interface Access { readonly state: string; readonly port: string; readonly port_state: string; readonly change: string; readonly km_before: number | null; readonly km_after: number | null; readonly cost_before: number | null; readonly cost_after: number | null }
interface Claim { readonly of: string; readonly reads: string | null; readonly agrees: boolean | null; readonly tie: string; readonly status: string; readonly speaker: string | null; readonly outlet: string | null; readonly published: string | null; readonly sentence: string }

const OBJECTIVES = ["cost", "usd", "days", "km"];
const range = (low: number, high: number) => `${Math.round(low).toLocaleString("en")} to ${Math.round(high).toLocaleString("en")}`;
/** What a way stands for: the best ones, the one that an assumed leg opens, the one as things are, the baseline. */
const roleOf = (role: string, called: Called) => {
  const [kind = "", ...rest] = role.split(" ");
  const of = rest.join(" ");
  if (/^\d+$/.test(role)) return `way ${role}`;
  return kind === "over" ? `the way over ${legOf(called, of)}` : kind === "baseline" ? `the baseline, ${of.charAt(0).toUpperCase()}${of.slice(1)}` : kind === "before" ? "the way as things are" : role;
};

export function Ways() {
  const { query } = useAddress();
  const { from, to, baseline, assume, objective } = query;
  const legs = useAsked<Leg[]>("/api/corridor/legs");
  const named = useCalled();
  return (
    <>
      <Heading title="Ways and what-if" brief={null}>Ways of freight between two places over the atlas’s legs, by dollars and days; what opens or closes if a leg does. Worked out from the atlas and its sources, not from the reports of this record; what those tell of a leg stands beside it.</Heading>
      <Answered of={named} what="the atlas of corridors">
        {(called) => (
          <>
            <Answered of={legs} what="the atlas of corridors">{(all) => <Form legs={all} called={called} />}</Answered>
            {from && to ? <Found asked={{ from, to, baseline, assume, objective }} called={called} /> : <Beginning />}
            {assume && <Opens assume={assume} called={called} />}
            <Told called={called} />
          </>
        )}
      </Answered>
    </>
  );
}

const Beginning = () => (
  <Empty>Name two places, for instance <a href={href("/ways", { from: "Moscow", to: "Mumbai", baseline: "suez" })}>Moscow to Mumbai against the way by Suez</a>, or <a href={href("/ways", { from: "Moscow", to: "Mumbai", assume: "rasht-astara=open" })}>with the railway from Rasht to Astara open</a>.</Empty>
);

function Form({ legs, called }: { legs: readonly Leg[]; called: Called }) {
  const { query } = useAddress();
  const places = [...new Set(legs.flatMap((l) => [l.from, l.to]))].map((p) => placeOf(called, p)).sort();
  const submit = (e: SubmitEvent) => {
    e.preventDefault();
    const given = new FormData(e.currentTarget as HTMLFormElement);
    go(here(Object.fromEntries(["from", "to", "baseline", "assume", "objective"].map((n) => [n, String(given.get(n) ?? "").trim() || null]))));
  };
  const field = (name: string, title: string, list: string, hint: string, required = false) => (
    <div class={name === "assume" ? "field wide" : "field"}><label for={`way-${name}`}>{title}</label><input id={`way-${name}`} name={name} defaultValue={query[name] ?? ""} list={list} maxLength={400} placeholder={hint} required={required} autocomplete="off" /></div>
  );
  return (
    <form class="filters" onSubmit={submit} aria-label="Ways" key={JSON.stringify(query)}>
      {field("from", "From", "way-places", "Moscow", true)}
      {field("to", "To", "way-places", "Mumbai", true)}
      {field("baseline", "Against", "way-none", "suez or cape")}
      {field("assume", "What if", "way-legs", "rasht-astara=open")}
      <div class="field"><label for="way-objective">Least of</label><select id="way-objective" name="objective" defaultValue={query.objective ?? "cost"}>{OBJECTIVES.map((o) => <option key={o} value={o} selected={o === (query.objective ?? "cost")}>{o === "cost" ? "all costs" : o === "usd" ? "dollars" : o}</option>)}</select></div>
      <button type="submit">Find ways</button>
      <datalist id="way-places">{places.map((p) => <option key={p} value={p} />)}</datalist>
      <datalist id="way-legs">{legs.map((l) => <option key={l.leg} value={`${l.leg}=${turned(l)}`} label={`${legOf(called, l.leg)}: ${turned(l)}`} />)}</datalist>
      <datalist id="way-none">{Object.entries(called.baselines).map(([id, says]) => <option key={id} value={id} label={says} />)}</datalist>
    </form>
  );
}

const turned = (leg: Leg) => (leg.status === "open" ? "closed" : "open");

const waysOf = (called: Called): readonly Column<Way>[] => [
  { name: "which", value: (w) => roleOf(w.role, called), show: (w) => roleOf(w.role, called) },
  { name: "way", wide: true, value: (w) => w.way, show: (w) => w.way },
  { name: "km", number: true, value: (w) => w.km, show: (w) => <>{w.km.toLocaleString("en")}<small class="block">{range(w.km_low, w.km_high)}</small></> },
  { name: "days", number: true, value: (w) => w.days_low, show: (w) => range(w.days_low, w.days_high) },
  { name: "US$ a container", number: true, value: (w) => w.usd_low, show: (w) => range(w.usd_low, w.usd_high) },
  { name: "all costs", number: true, value: (w) => w.cost, show: (w) => <>{w.cost.toLocaleString("en")}<small class="block">{range(w.cost_low, w.cost_high)}</small></> },
  { name: "changes", value: (w) => w.mode_changes, show: (w) => <><span class="day">of mode: {w.mode_changes}</span><small class="block day">of gauge: {w.gauge_breaks}</small><small class="block day">borders: {w.borders}</small></> },
  { name: "sourced", number: true, value: (w) => w.sourced_status, show: (w) => <>{Math.round(w.known_length * 100)} % of length<small class="block">{Math.round(w.sourced_status * 100)} % of statuses</small></> },
];

function Found({ asked, called }: { asked: Readonly<Record<string, string | undefined>>; called: Called }) {
  const columns = waysOf(called);
  const answer = useAsked<Way[]>(addressOf("/api/corridor" as "/api/meta", asked));
  return (
    <Answered of={answer} what="the ways">
      {(ways) => (
        <>
          <Figure title={`Ways from ${placeOf(called, asked.from!)} to ${placeOf(called, asked.to!)} (${ways.length})`} sheet={() => sheetOf(columns, ways)}
            note="All costs: dollars for a twenty-foot container, and what the days cost the owner of the goods. Most assumptions behind days and dollars are unsourced, and wide: the order of ways is no finding, the intervals are.">
            {ways.length ? <Table caption="Ways" columns={columns} rows={ways} sortable={false} /> : <Empty>The atlas knows no way between them.</Empty>}
            {ways[0] && <p class="note">{ways[0].atlas}</p>}
          </Figure>
          {ways.length > 0 && <Drawn title="The ways on the map" address={addressOf("/api/corridor/map.svg" as "/api/meta", asked)} sheet={() => legSheet(ways, called)} />}
          {ways.map((w) => <Legs key={w.role} of={w} called={called} />)}
        </>
      )}
    </Answered>
  );
}

function Sources({ of }: { of: readonly string[] }) {
  if (!of.length) return null;
  return <small class="block">{of.map((s, i) => <span key={s}>{i > 0 && ", "}{/^https?:/.test(s) ? <a href={s} rel="noreferrer" target="_blank">{new URL(s).hostname.replace(/^www\./, "")}</a> : s}</span>)}</small>;
}

const legsOf = (called: Called): readonly Column<Leg>[] => [
  { name: "leg", wide: true, value: (l) => l.leg, show: (l) => `${placeOf(called, l.from)} – ${placeOf(called, l.to)}` },
  { name: "mode", value: (l) => l.mode, show: (l) => plain(l.mode) },
  { name: "km", number: true, value: (l) => l.km, show: (l) => <>{Math.round(l.km).toLocaleString("en")}<small class="block">{l.length}</small></> },
  { name: "status", value: (l) => l.status, show: (l) => <>{plain(l.status)}<small class="block">{l.standing}{l.since && <>, since <Day of={l.since} /></>}</small></> },
  { name: "what sources say", wide: true, value: (l) => l.says, show: (l) => <>{l.says ?? <NotStated what="nothing found" />}<Sources of={[...l.status_sources, ...l.length_sources]} /></> },
];

/** The legs of all ways, each with the way that it is of. */
function legSheet(ways: readonly Way[], called: Called) {
  const sheets = ways.map((w) => ({ role: roleOf(w.role, called), ...sheetOf(legsOf(called), w.legs) }));
  return { columns: ["way", ...(sheets[0]?.columns ?? [])], rows: sheets.flatMap((s) => s.rows.map((r) => [s.role, ...r])) };
}

function Legs({ of, called }: { of: Way; called: Called }) {
  const columns = legsOf(called);
  return (
    <Figure title={`${roleOf(of.role, called).replace(/^./, (c) => c.toUpperCase())}: ${of.way}`} sheet={() => sheetOf(columns, of.legs)}>
      {of.warnings.length > 0 && <ul class="beware">{of.warnings.map((w) => <li key={w} class="caution">{called.warnings[w] ?? plain(w)}</li>)}</ul>}
      <details class="told"><summary>{of.legs.length} {of.legs.length === 1 ? "leg" : "legs"} with status and sources</summary><Table caption="Legs" columns={columns} rows={of.legs} sortable={false} /></details>
    </Figure>
  );
}

function Opens({ assume, called }: { assume: string; called: Called }) {
  const { labels } = useKnown();
  const answer = useAsked<Access[]>(addressOf("/api/corridor/access" as "/api/meta", { assume }));
  const columns: Column<Access>[] = [
    { name: "state", value: (a) => a.state, show: (a) => stateName(labels, a.state) },
    { name: "port", value: (a) => a.port, show: (a) => `${placeOf(called, a.port)} (${stateName(labels, a.port_state)})` },
    { name: "change", value: (a) => a.change, show: (a) => a.change },
    { name: "km before", number: true, value: (a) => a.km_before, show: (a) => a.km_before?.toLocaleString("en") ?? "none" },
    { name: "km then", number: true, value: (a) => a.km_after, show: (a) => a.km_after?.toLocaleString("en") ?? "none" },
    { name: "costs before", number: true, value: (a) => a.cost_before, show: (a) => a.cost_before?.toLocaleString("en") ?? "none" },
    { name: "costs then", number: true, value: (a) => a.cost_after, show: (a) => a.cost_after?.toLocaleString("en") ?? "none" },
  ];
  return (
    <Answered of={answer} what="who gains or loses access">
      {(rows) => (
        <Figure title={`Access to the sea if ${assumedOf(called, assume)} (${rows.length})`} sheet={() => sheetOf(columns, rows)} note="Open-sea ports that states reach over land, whose way changes under the assumption.">
          {rows.length ? <Table caption="Access" columns={columns} rows={rows} /> : <Empty>No state’s way to an open-sea port changes.</Empty>}
        </Figure>
      )}
    </Answered>
  );
}

/** How a telling stands beside the atlas; nothing where one of them tells no state of the leg. */
function besideAtlas(claim: Claim): string | null {
  if (claim.agrees === null || claim.reads === null) return null;
  return claim.agrees ? "as the atlas has it" : `read as ${plain(claim.reads)}, unlike the atlas`;
}

const toldOf = (called: Called): readonly Column<Claim>[] => [
  { name: "leg or place", value: (c) => legOf(called, c.of), show: (c) => legOf(called, c.of) },
  { name: "told as", value: (c) => c.status, show: (c) => <><Status of={c.status} /><small class="block">{besideAtlas(c)}</small></> },
  { name: "words", wide: true, value: (c) => c.sentence, show: (c) => <a class="words" href={seeRow(c.tie)} dir="auto">{c.sentence}</a> },
  { name: "on whose word", value: (c) => c.speaker, show: (c) => <><bdi>{c.speaker ?? "the report"}</bdi><small class="block"><bdi>{c.outlet ?? "outlet not stated"}</bdi>, <Day of={c.published} /></small></> },
];

function Told({ called }: { called: Called }) {
  const columns = toldOf(called);
  const answer = useAsked<Claim[]>("/api/corridor/claims");
  return (
    <Answered of={answer} what="what reports tell of legs">
      {(rows) => (
        <Figure title={`What this record’s reports tell of legs (${rows.length})`} sheet={() => sheetOf(columns, rows)}>
          {rows.length ? <Table caption="Told of legs" columns={columns} rows={rows} /> : <Empty>No report of this record tells of a leg of the atlas.</Empty>}
        </Figure>
      )}
    </Answered>
  );
}
