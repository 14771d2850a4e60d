import { everyRow, type Schemas, useGet } from "../api";
import { plain, stateName, useKnown } from "../labels";
import { Figure } from "../parts/figure";
import { Heading } from "../parts/heading";
import { actorPage, Day, seeList } from "../parts/names";
import { offsetOf, Pager } from "../parts/pager";
import { Answered, Empty, NotStated } from "../parts/states";
import { type Column, sheetOf, Table } from "../parts/table";
import { useAddress } from "../address";

type Row = Schemas["Source"];
const LIMIT = 200;
const FEW = 20;

export function Sources() {
  const { query } = useAddress();
  const answer = useGet("/api/outlets", { limit: LIMIT, offset: offsetOf(query) });
  return (
    <>
      <Heading title="Sources">The outlets that the record rests on: how much, whose they are, and what of it is copied.</Heading>
      <Answered of={answer} what="the outlets">
        {(page) => (
          <Figure title="Outlets" sheet={async () => sheetOf([...COLUMNS, ...FILE], await everyRow("/api/outlets", {}))} note="State-run and country as the atlas knows the outlet; “not known” where it does not.">
            {page.total ? <Table caption="Outlets" columns={COLUMNS} rows={page.items} sortable={page.total <= LIMIT} /> : <Empty>The record holds no report.</Empty>}
            <Pager {...page} />
          </Figure>
        )}
      </Answered>
      <Refused />
    </>
  );
}

/** What an outlet is and where; nothing where the atlas does not know it. */
function What({ of }: { of: Row }) {
  const { labels } = useKnown();
  if (!of.kind && !of.country) return null;
  return <small class="block">{of.kind && plain(of.kind)}{of.kind && of.country && ", "}{of.country && <a href={actorPage(of.country)}>{stateName(labels, of.country)}</a>}</small>;
}

type Refusal = Record<string, string | null>;

/** What could not be read, with the sentence that says why. */
function Refused() {
  const { query } = useAddress();
  const answer = useGet("/api/refused", { limit: FEW, offset: offsetOf(query, "refused") });
  return (
    <Answered of={answer} what="what could not be read">
      {(page) => (
        <Figure title={`What could not be read (${page.total.toLocaleString("en")})`} sheet={async () => sheetOf(REFUSED, (await everyRow("/api/refused", {})) as Refusal[])}
          note="Files and reports of which nothing stands in the record, and why.">
          {page.total ? <Table caption="What could not be read" columns={REFUSED} rows={page.items as Refusal[]} /> : <Empty>Everything that was given to the program was read.</Empty>}
          <Pager {...page} name="refused" />
        </Figure>
      )}
    </Answered>
  );
}

const REFUSED: readonly Column<Refusal>[] = [
  { name: "what", wide: true, value: (r) => r.origin ?? null, show: (r) => <bdi class="path">{r.origin}</bdi> },
  { name: "why", wide: true, value: (r) => r.reason ?? null, show: (r) => r.reason },
];

const FILE: readonly Column<Row>[] = [
  { name: "kind", value: (o) => o.kind, show: () => null }, { name: "country", value: (o) => o.country, show: () => null },
];

const list = (n: number, table: string, outlet: string) => (outlet && n ? <a class="n" href={seeList(table, { outlet })}>{n}</a> : n);

const COLUMNS: readonly Column<Row>[] = [
  { name: "outlet", wide: true, value: (o) => o.name, show: (o) => <>{o.name ? <bdi>{o.name}</bdi> : <NotStated />}<What of={o} /></> },
  { name: "reports", number: true, value: (o) => o.reports, show: (o) => list(o.reports, "reports", o.name) },
  { name: "share", number: true, value: (o) => o.share, show: (o) => <Share of={o.share} /> },
  { name: "copies", number: true, value: (o) => o.copies, show: (o) => o.copies },
  { name: "state-run", value: (o) => o.state_run, show: (o) => o.state_run === null ? <NotStated what="not known" /> : o.state_run ? <span class="flag">state-run</span> : "no" },
  { name: "statements", number: true, value: (o) => o.statements, show: (o) => list(o.statements, "statements", o.name) },
  { name: "events", number: true, value: (o) => o.events, show: (o) => list(o.events, "events", o.name) },
  { name: "first", value: (o) => o.first, show: (o) => <Day of={o.first} /> },
  { name: "last", value: (o) => o.last, show: (o) => <Day of={o.last} /> },
];

function Share({ of }: { of: number }) {
  return (
    <span class="share">
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="lane" width="100" height="10" /><rect class="plain" width={Math.min(100, 100 * of)} height="10" /></svg>
      {Math.round(of * 100)} %
    </span>
  );
}
