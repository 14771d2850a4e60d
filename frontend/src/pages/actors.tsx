import { useAddress } from "../address";
import { addressOf, type Schemas, useGet } from "../api";
import { kindName, stateName, useKnown } from "../labels";
import { Figure } from "../parts/figure";
import { Filters } from "../parts/filters";
import { Heading } from "../parts/heading";
import { Figures, actorPage } from "../parts/names";
import { offsetOf, Pager } from "../parts/pager";
import { Answered, Empty, NotStated } from "../parts/states";
import { type Column, Table } from "../parts/table";

type Row = Schemas["ActorRow"];
const LIMIT = 100;

export function Actors() {
  const { query } = useAddress();
  const { labels } = useKnown();
  const asked = { type: query.kind, since: query.since, until: query.until, outlet: query.outlet, text: query.text };
  const answer = useGet("/api/actors", { ...asked, limit: LIMIT, offset: offsetOf(query) });
  return (
    <>
      <Heading title="Actors">States, bodies, offices, persons, organisations and outlets that reports name or cite.</Heading>
      <Filters names={["kind", "since", "until", "outlet", "text"]} kinds={labels.actor_kinds} />
      <Answered of={answer} what="the actors">
        {(page) => (
          <Figure title="Actors" download={addressOf("/api/download/actors.{format}", asked, "csv")} note="The counts are of the whole record.">
            {page.total === 0 ? <Empty>No actor fits these filters.</Empty> : <Table caption="Actors" columns={COLUMNS} rows={page.items} sortable={page.total <= LIMIT} />}
            <Pager {...page} />
          </Figure>
        )}
      </Answered>
    </>
  );
}

function StateOf({ of }: { of: Row }) {
  const { labels } = useKnown();
  if (!of.country) return <NotStated what="none" />;
  return of.kind === "state" ? <>{of.country}</> : <a href={actorPage(of.country)}>{stateName(labels, of.country)}</a>;
}

const COLUMNS: readonly Column<Row>[] = [
  { name: "name", wide: true, value: (a) => a.name, show: (a) => <a href={actorPage(a.id)} dir="auto">{a.name}</a> },
  { name: "kind", value: (a) => a.kind, show: (a) => kindName(a.kind ?? "") },
  { name: "state", value: (a) => a.country, show: (a) => <StateOf of={a} /> },
  { name: "reports", number: true, value: (a) => a.reports, show: (a) => a.kind === "state" ? <Figures n={a.reports} table="reports" filters={{ actor: a.id }} what="reports" /> : a.reports },
  { name: "statements", number: true, value: (a) => a.statements, show: (a) => <Figures n={a.statements} table="statements" filters={{ actor: a.id }} what="statements" /> },
  { name: "events", number: true, value: (a) => a.events, show: (a) => <Figures n={a.events} table="events" filters={{ actor: a.id }} what="tellings of events" /> },
  { name: "standing things", number: true, value: (a) => a.ties, show: (a) => <Figures n={a.ties} table="ties" filters={{ actor: a.id }} what="tellings of standing things" /> },
];
