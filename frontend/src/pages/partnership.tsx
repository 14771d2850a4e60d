import { carried, go, href, useAddress } from "../address";
import { addressOf, everyRow, type Schemas, useGet } from "../api";
import { Bars } from "../charts/bars";
import { EventTime } from "../charts/eventtime";
import { counted } from "../labels";
import { Figure } from "../parts/figure";
import { Filters } from "../parts/filters";
import { Heading } from "../parts/heading";
import { Dossier, groupPage, Measures } from "../parts/measures";
import { actorPage, Day, pairPage, seeList } from "../parts/names";
import { offsetOf, Pager } from "../parts/pager";
import { StatementCard } from "../parts/rowlist";
import { Answered, Empty } from "../parts/states";
import { type Column, sheetOf, Table } from "../parts/table";
import { THING_COLUMNS, ThingList } from "../parts/things";
import { Group } from "./group";
import { Balance } from "./overview";

type Page = Schemas["PartnershipPage"];
type Pair = Schemas["Pair"];
type Limits = Record<string, string>;
/** Rows of each list that the page begins with. */
const SHOWN = 6;

export function Partnership() {
  const { query } = useAddress();
  return (
    <>
      {query.group ? <Group group={query.group} /> : query.actor && query.with ? <Two /> : <Choose />}
    </>
  );
}

function Choose() {
  const { query } = useAddress();
  const { since, until, text } = query;
  const answer = useGet("/api/network", { actor: query.actor, since, until, text, edges: 100 });
  return (
    <>
      <Heading title="Partnerships">Name two actors, or a group of states; or open a pair that the record tells of.</Heading>
      <Filters names={["actor", "with", "since", "until", "text"]} />
      <ChooseGroup />
      <Answered of={answer} what="the pairs">
        {(net) => (
          <Figure title="Pairs" sheet={() => sheetOf(PAIRS, net.edges)} note={net.cut ? "The busiest hundred." : undefined}>
            {net.edges.length ? <Table caption="Pairs" columns={PAIRS} rows={net.edges} /> : <Empty>No event within the filters names two actors.</Empty>}
          </Figure>
        )}
      </Answered>
    </>
  );
}

function ChooseGroup() {
  const answer = useGet("/api/groups", { limit: 500 });
  const submit = (e: SubmitEvent) => {
    e.preventDefault();
    const group = String(new FormData(e.currentTarget as HTMLFormElement).get("group") ?? "").trim();
    if (group) go(href("/partnership", { ...carried(), group }));
  };
  const named = answer.data?.items ?? [];
  return (
    <form class="filters" onSubmit={submit} aria-label="Group">
      <div class="field f-group">
        <label for="group">Group, body or states (IRN,AZE,RUS)</label>
        <input id="group" name="group" list="groups" maxLength={400} autocomplete="off" required />
        <datalist id="groups">{named.map((g) => <option key={g.id} value={g.id}>{g.name}</option>)}</datalist>
      </div>
      <button type="submit">Open</button>
      <span class="note">{SHORT.map((g, i) => <span key={g}>{i > 0 && " · "}<a href={groupPage(g)}>{named.find((n) => n.id === g || n.short.includes(g))?.name ?? g}</a></span>)}</span>
    </form>
  );
}

const SHORT = ["caspian-five", "central-asia", "south-caucasus", "gcc", "eaeu", "sco", "brics", "eu", "visegrad"];

const PAIRS: readonly Column<Pair>[] = [
  { name: "pair", wide: true, value: (p) => `${p.one.name} – ${p.other.name}`, show: (p) => <a href={pairPage(p.one.id, p.other.id)}><bdi>{p.one.name}</bdi> – <bdi>{p.other.name}</bdi></a> },
  { name: "events", number: true, value: (p) => p.events, show: (p) => <a class="n" href={seeList("happenings", { actor: p.one.id, with: p.other.id })}>{p.events}</a> },
  { name: "facts", number: true, value: (p) => p.facts, show: (p) => p.facts },
  { name: "cooperation / conflict", value: (p) => `${p.cooperation} / ${p.conflict}`, show: (p) => <Balance help={p.cooperation} harm={p.conflict} /> },
  { name: "last told", value: (p) => p.newest, show: (p) => <Day of={p.newest} /> },
];

function Two() {
  const { query } = useAddress();
  const within = carried(query);
  const answer = useGet("/api/partnership", { actor: query.actor, with: query.with, ...within, limit: SHOWN, months: "false" });
  return (
    <Answered of={answer} what="the two actors">
      {(page) => <Whole page={page} within={{ ...within, actor: page.pair.one.id, with: page.pair.other.id }} />}
    </Answered>
  );
}

function Whole({ page, within }: { page: Page; within: Limits }) {
  const { one, other } = page.pair;
  const { since, until, text } = within;
  const pair = { actor: one.id, with: other.id, since, until, text };
  return (
    <>
      <Heading title={<><bdi>{one.name}</bdi> and <bdi>{other.name}</bdi></>}>
        {counted(page.agreements.total, "agreement")}, {counted(page.meetings.total, "meeting or membership", "meetings and memberships")}, {counted(page.routes.total, "corridor, swap or facility", "corridors, swaps and facilities")}.{" "}
        <a href={actorPage(one.id)}>{one.name}</a> · <a href={actorPage(other.id)}>{other.name}</a> · <a href={href("/word", { actor: one.id, with: other.id })}>whose word it rests on</a>
      </Heading>
      <Filters names={["actor", "with", "since", "until", "outlet", "text"]} />
      <Time pair={pair} />
      <Measures between={{ actor: one.id, with: other.id, since, until }} />
        <Figure title="The outlets this rests on" note="Tellings of events by outlet." sheet={() => ({ columns: ["outlet", "tellings"], rows: page.pair.outlets.map((o) => [o.name, o.number]) })}>
          {page.pair.outlets.length ? (
            <Bars caption="Outlets" unit="Tellings" rows={page.pair.outlets.map((o) => ({
              key: o.name, name: <bdi>{o.name || "not stated"}</bdi>, number: o.number,
              shown: o.name ? <a class="n" href={seeList("events", { ...within, outlet: o.name })}>{o.number}</a> : o.number,
            }))} />
          ) : <Empty>No telling within the filters.</Empty>}
        </Figure>
      <Dossier between={{ actor: one.id, with: other.id, since, until }} />
      <Part title="Agreements and their stages" of={page.agreements} path="/api/agreements" within={within} all={href("/agreements", within)} none="No agreement between them is told." />
      <Part title="Swaps, corridors and facilities" of={page.routes} path="/api/routes" within={within} all={href("/corridors", within)} none="No swap, corridor or facility between them is told." />
      <Part title="Meetings and memberships" of={page.meetings} path="/api/meetings" within={within} none="No meeting of both is told." />
      <Part title="As lasting relations" of={page.relations} path="/api/relations" within={within} none="Nobody calls them partners or rivals as a fact." />
      <Part title="Only claimed" of={page.claims} path="/api/claims" within={within} all={href("/claims", within)} none="Nothing between them stands as a claim alone." />
      <div class="columns">
        <Says who={one.name} of={other.name} rows={page.says} total={page.says_total} all={href("/statements", within)} file={within} />
        <Says who={other.name} of={one.name} rows={page.is_told} total={page.is_told_total} all={href("/statements", { ...within, actor: other.id, with: one.id })} file={{ ...within, actor: other.id, with: one.id }} />
      </div>
    </>
  );
}

function Time({ pair }: { pair: Record<string, string | undefined> }) {
  return (
    <EventTime asked={pair} title="Events by type and status" none="No event within the filters names both."
      note="Faded marks have no day of their own and stand where they were first told. Drag to move, double-click or hold Ctrl and turn the wheel to zoom." />
  );
}

/** A list of things: the first with the page, further ones asked for, all of them to keep. */
function Part({ title, of, path, within, all, none }: {
  title: string; of: Schemas["Things"]; path: "/api/agreements" | "/api/meetings" | "/api/routes" | "/api/relations" | "/api/claims"; within: Limits; all?: string; none: string;
}) {
  const { query } = useAddress();
  const name = `${path.slice("/api/".length)}_offset`;
  const offset = offsetOf(query, name);
  const further = useGet(path, offset ? { ...within, limit: SHOWN, offset } : null);
  return (
    <Figure title={`${title} (${of.total.toLocaleString("en")})`} sheet={of.total ? async () => sheetOf(THING_COLUMNS, await everyRow(path, within)) : undefined}
      tools={all && of.total > 0 ? <a href={all}>All of them</a> : undefined}>
      {offset ? <Answered of={further} what="further ones">{(page) => <ThingList items={page.items} none={none} within={within} />}</Answered> : <ThingList items={of.items} none={none} within={within} />}
      <Pager total={of.total} limit={SHOWN} offset={offset} name={name} earlier="Before these" further="Further ones" />
    </Figure>
  );
}

function Says({ who, of, rows, total, all, file }: {
  who: string; of: string; rows: readonly Schemas["StatementRow"][]; total: number; all: string; file: Limits;
}) {
  return (
    <Figure title={`What ${who} says of ${of}`} tools={total > rows.length && <a href={all}>All {total}</a>} download={total ? addressOf("/api/download/statements.{format}", file, "csv") : undefined}>
      {rows.length ? <ol class="rows">{rows.map((r) => <li key={r.id}><StatementCard row={r} /></li>)}</ol> : <Empty>Nothing within the filters.</Empty>}
    </Figure>
  );
}
