/** A group of states: a body, a fixed group or a list of one's own. */
import { carried, useAddress } from "../address";
import type { Schemas } from "../api";
import { Attendance } from "../parts/attendance";
import { Figure } from "../parts/figure";
import { Filters } from "../parts/filters";
import { Heading } from "../parts/heading";
import { Dossier, Measures, Opens } from "../parts/measures";
import { pairPage, PartyLink } from "../parts/names";
import { Empty } from "../parts/states";
import { type Column, sheetOf, Table } from "../parts/table";
import { told } from "../text/days";

type Whole = Schemas["Whole"];

export function Group({ group }: { group: string }) {
  const { query } = useAddress();
  const { since, until, outlet, text } = carried(query);
  const between = { group, since, until };
  return (
    <>
      <Measures between={between} head={(whole) => <Head whole={whole} between={between} />} />
      <Attendance forum={group} limits={{ since, until, outlet, text }} />
      <Dossier between={between} />
    </>
  );
}

function Head({ whole, between }: { whole: Whole; between: Record<string, string | undefined> }) {
  const names = new Map(whole.parties.map((p) => [p.id, p]));
  const columns: Column<Schemas["PairCount"]>[] = [
    { name: "pair", wide: true, value: (p) => `${p.one}, ${p.other}`, show: (p) => <a href={pairPage(p.one, p.other)}><bdi>{names.get(p.one)?.name ?? p.one}</bdi> – <bdi>{names.get(p.other)?.name ?? p.other}</bdi></a> },
    { name: "events", number: true, value: (p) => p.events, show: (p) => <Opens n={p.events} filters={{ ...between, pair: `${p.one},${p.other}` }} /> },
    { name: "facts", number: true, value: (p) => p.facts, show: (p) => p.facts },
    { name: "index", number: true, value: (p) => p.index, show: (p) => p.index.toFixed(1) },
  ];
  return (
    <>
      <Heading title={whole.title} brief={null}>
        {whole.terms.map(([state, since, until], i) => {
          const party = names.get(state!);
          return <span key={`${state}${since}`}>{i > 0 && ", "}{party ? <PartyLink party={party} /> : state}{(since || until) && <small> {since && `since ${told(since)}`}{until && ` until ${told(until)}`}</small>}</span>;
        })}.{" "}
        {whole.source ? `Source: ${whole.source}. ` : ""}An event counts if two of them take part that belonged on its day; an event of several counts once.
      </Heading>
      <Filters names={["since", "until"]} />
      <Figure title={`Pairs of the group (${whole.events} events, ${whole.reports} reports)`} sheet={() => sheetOf(columns, whole.pairs)} note="An event of several states counts for each two of them.">
        {whole.pairs.length ? <Table caption="Pairs of the group" columns={columns} rows={whole.pairs} /> : <Empty>No event within the filters joins two of them.</Empty>}
      </Figure>
    </>
  );
}
