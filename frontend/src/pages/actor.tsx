import { carried, href, useAddress } from "../address";
import { addressOf, everyRow, type Schemas, useGet } from "../api";
import { Bars } from "../charts/bars";
import { EventTime } from "../charts/eventtime";
import { kindName, stateName, useKnown } from "../labels";
import { Figure } from "../parts/figure";
import { Filters } from "../parts/filters";
import { Heading } from "../parts/heading";
import { actorPage, Day, PartyLink, pairPage, seeList } from "../parts/names";
import { StatementCard } from "../parts/rowlist";
import { Answered, Empty } from "../parts/states";
import { type Column, sheetOf, Table } from "../parts/table";
import { THING_COLUMNS, ThingList } from "../parts/things";
import { Balance } from "./overview";

type Dossier = Schemas["Dossier"];
type Partner = Schemas["Partner"];

export function Actor() {
  const { query } = useAddress();
  const id = query.id ?? "";
  const within = carried(query);
  const answer = useGet("/api/actors/{actor}", within, id);
  if (!id) return <Empty>No actor is named in the address. The <a href="/actors">list of actors</a> has them all.</Empty>;
  return <Answered of={answer} what="the actor">{(d) => <Whole d={d} within={within} />}</Answered>;
}

function Whole({ d, within }: { d: Dossier; within: Record<string, string> }) {
  const { actor } = d;
  const { labels } = useKnown();
  const home = actor.country ?? actor.id;
  const columns = partnerColumns(home);
  return (
    <>
      <Heading title={actor.name} brief={{ actor: actor.id }}>
        {kindName(actor.kind ?? "")}{actor.country && actor.country !== actor.id && <>, of <a href={actorPage(actor.country)}>{stateName(labels, actor.country)}</a></>}
        {d.names.length > 0 && <>; named as {d.names.slice(0, 6).map((n, i) => <span key={n.name}>{i > 0 && ", "}<bdi>“{n.name}”</bdi> ({n.number})</span>)}</>}
        {" · "}<a href={href("/network", { ...within, actor: actor.id })}>in the network</a>
      </Heading>
      <Filters names={["since", "until", "outlet", "text"]} />
      <ActorTime id={actor.id} within={within} />
      <div class="columns">
        <Figure title="Whom it acts with" note="Events, each counted once; facts are those told as done or going on." sheet={() => sheetOf(columns, d.partners)}>
          {d.partners.length ? <Table caption="Partners" columns={columns} rows={d.partners} /> : <Empty>No event within the filters names another party.</Empty>}
        </Figure>
        <div>
          <Figure title="Who speaks for it" sheet={() => ({ columns: ["id", "name", "kind"], rows: d.members.map((m) => [m.id, m.name, m.kind]) })}>
            {d.members.length ? <ul class="plain two">{d.members.map((m) => <li key={m.id}><PartyLink party={m} /> <small>{kindName(m.kind ?? "")}</small></li>)}</ul> : <Empty>The record names nobody who belongs to it.</Empty>}
          </Figure>
          <Figure title="Outlets that name it" sheet={() => ({ columns: ["outlet", "reports"], rows: d.outlets.map((o) => [o.name, o.number]) })}>
            <Bars caption="Outlets" unit="Reports" rows={d.outlets.map((o) => ({
              key: o.name, name: <bdi>{o.name || "not stated"}</bdi>, number: o.number,
              shown: o.name ? <a class="n" href={seeList("reports", { outlet: o.name, actor: actor.id })}>{o.number}</a> : o.number,
            }))} />
          </Figure>
        </div>
      </div>
      <ActorThings id={actor.id} within={within} />
      <Says id={actor.id} within={within} name={actor.name} />
    </>
  );
}

function ActorTime({ id, within }: { id: string; within: Record<string, string> }) {
  const { since, until, text } = within;
  return <EventTime asked={{ actor: id, since, until, text }} title="Events over time" none="No event within the filters names it." />;
}

function ActorThings({ id, within }: { id: string; within: Record<string, string> }) {
  const answer = useGet("/api/agreements", { actor: id, ...within, limit: 20 });
  return (
    <Answered of={answer} what="the agreements">
      {(page) => (
        <Figure title="Agreements" tools={<a href={href("/agreements", { ...within, actor: id })}>All {page.total}</a>} sheet={page.total ? async () => sheetOf(THING_COLUMNS, await everyRow("/api/agreements", { actor: id, ...within })) : undefined}>
          <ThingList items={page.items.slice(0, 6)} none="No agreement within the filters names it." within={{ ...within, actor: id }} />
        </Figure>
      )}
    </Answered>
  );
}

function Says({ id, within, name }: { id: string; within: Record<string, string>; name: string }) {
  const answer = useGet("/api/statements", { actor: id, ...within, limit: 10 });
  return (
    <Answered of={answer} what="the statements">
      {(page) => (
        <Figure title={`What ${name} says`} tools={<a href={href("/statements", { ...within, actor: id })}>All {page.total}</a>} download={page.total ? addressOf("/api/download/statements.{format}", { actor: id, ...within }, "csv") : undefined}>
          {page.total ? <ol class="rows grid">{page.items.map((r) => <li key={r.id}><StatementCard row={r} /></li>)}</ol> : <Empty>Within the filters it is cited for nothing.</Empty>}
        </Figure>
      )}
    </Answered>
  );
}

const partnerColumns = (home: string): readonly Column<Partner>[] => [
  { name: "with", wide: true, value: (p) => p.other.name, show: (p) => <a href={pairPage(home, p.other.id)}><bdi>{p.other.name}</bdi></a> },
  { name: "events", number: true, value: (p) => p.events, show: (p) => <a class="n" href={seeList("happenings", { actor: home, with: p.other.id })}>{p.events}</a> },
  { name: "facts", number: true, value: (p) => p.facts, show: (p) => p.facts },
  { name: "cooperation / conflict", value: (p) => `${p.cooperation} / ${p.conflict}`, show: (p) => <Balance help={p.cooperation} harm={p.conflict} /> },
  { name: "last told", value: (p) => p.newest, show: (p) => <Day of={p.newest} /> },
];
