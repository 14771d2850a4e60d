import { useRef, useState } from "preact/hooks";
import { useAddress } from "../address";
import { type Schemas, useGet } from "../api";
import { type Layout, NONE, type Spot } from "../charts/graph";
import { NetworkView } from "../charts/network";
import { groupColour, ink, networkSvg } from "../charts/paint";
import { citation, citedAddress } from "../keep/citation";
import { useKnown } from "../labels";
import { Figure } from "../parts/figure";
import { Filters } from "../parts/filters";
import { Heading } from "../parts/heading";
import { actorPage, Day, pairPage, seeList } from "../parts/names";
import { Answered, Empty } from "../parts/states";
import { type Column, sheetOf, Table } from "../parts/table";
import { ISO } from "../text/days";
import { OrbitOf } from "./orbit";
import { Balance, unnamed } from "./overview";

type Pair = Schemas["Bond"];
const EDGES = 2000;

export function Network() {
  const { query } = useAddress();
  const { actor, type, status, since, until, text } = query;
  const limits = { type, status, since, until, text };
  const answer = useGet("/api/network", { actor, ...limits, edges: EDGES });
  return (
    <>
      <Heading title="Network">Who acts with whom. A line is a pair that events name together: its width how many, dashed where none of them is a fact. Below: communities, and what a state does outside the orbit of a power.</Heading>
      <Filters names={["actor", "type", "status", "since", "until", "text"]} />
      <Answered of={answer} what="the network">
        {(net) => (net.nodes.length ? <Whole net={net} limits={limits} /> : <Empty>No event within the filters names two parties.</Empty>)}
      </Answered>
    </>
  );
}

function Whole({ net, limits }: { net: Schemas["Network"]; limits: Record<string, string | undefined> }) {
  const { meta } = useKnown();
  const placed = useRef<Layout | null>(null);
  const [spots, setSpots] = useState<readonly Spot[]>([]);
  const keep = (l: Layout) => {
    placed.current = l;
    setSpots(l.spots);
  };
  const columns = pairColumns(limits);
  const about = () => citation(meta, "Network", ISO(new Date()), citedAddress());
  return (
    <>
      <Figure title="Who is tied to whom" drawn picture={() => placed.current && networkSvg(placed.current, about())} sheet={() => sheetOf(columns, net.edges)}
        note={<>Blue lines: an index above zero; red: below. Colours of circles: communities (Louvain’s method, weighted by the index of bonds that are above zero; grey: none).{net.cut && ` Cut to the ${EDGES} busiest pairs.`}{unnamed(net.unnamed)}</>}>
        <NetworkView network={net} kept={keep} />
      </Figure>
      <OrbitOf />
      <div class="columns turned">
        <Figure title={`Communities (${net.communities})`} sheet={() => ({ columns: ["community", "id", "name", "events", "index", "steady"], rows: net.nodes.map((n) => [n.community == null ? null : n.community + 1, n.party.id, n.party.name, n.events, n.index, n.steady ?? null]) })}
          note={<>Who does more good than harm to each other. {net.modularity == null ? "No bond is above zero." : `Modularity ${net.modularity.toFixed(2)}: ${net.modularity < 0.2 ? "hardly more than one whole" : net.modularity < 0.4 ? "weakly parted" : "clearly parted"}.`}{net.strain != null && ` ${Math.round(net.strain * 100)} % of all conflict lies within communities.`} Beside a name: how often it stays with these in ten runs.</>}>
          <Communities spots={spots} net={net} />
        </Figure>
        <Figure title={`Pairs (${net.edges.length})`} sheet={() => sheetOf(columns, net.edges)}>
          <Table caption="Pairs" columns={columns} rows={net.edges.slice(0, 200)} />
        </Figure>
      </div>
    </>
  );
}

function Communities({ spots, net }: { spots: readonly Spot[]; net: Schemas["Network"] }) {
  const steady = new Map(net.nodes.map((n) => [n.party.id, n.steady]));
  const inks = ink();
  const groups = [...new Set(spots.map((s) => s.community))].sort((a, b) => a - b);
  return (
    <ol class="communities">
      {groups.map((g) => (
        <li key={g}>
          <svg width="12" height="12" aria-hidden="true"><circle cx="6" cy="6" r="6" fill={groupColour(inks, g)} /></svg>
          <span>{spots.filter((s) => s.community === g).map((s, i) => <span key={s.id}>{i > 0 && ", "}<a href={actorPage(s.id)} dir="auto">{s.name}</a>{steady.get(s.id) != null && steady.get(s.id)! < 0.995 && <small> {Math.round(steady.get(s.id)! * 100)} %</small>}</span>)}{g === NONE && <small> (in none: no bond above zero)</small>}</span>
        </li>
      ))}
    </ol>
  );
}

const pairColumns = (limits: Record<string, string | undefined>): readonly Column<Pair>[] => [
  { name: "pair", wide: true, value: (p) => `${p.one.name} – ${p.other.name}`, show: (p) => <a href={pairPage(p.one.id, p.other.id)}><bdi>{p.one.name}</bdi> – <bdi>{p.other.name}</bdi></a> },
  { name: "events", number: true, value: (p) => p.events, show: (p) => <a class="n" href={seeList("happenings", { ...limits, actor: p.one.id, with: p.other.id })}>{p.events}</a> },
  { name: "facts", number: true, value: (p) => p.facts, show: (p) => p.facts },
  { name: "cooperation / conflict", value: (p) => `${p.cooperation} / ${p.conflict}`, show: (p) => <Balance help={p.cooperation} harm={p.conflict} /> },
  { name: "index", number: true, value: (p) => p.index, show: (p) => p.index.toFixed(1) },
  { name: "mean", number: true, value: (p) => p.mean ?? null, show: (p) => p.mean?.toFixed(1) ?? "" },
  { name: "last told", value: (p) => p.newest ?? null, show: (p) => <Day of={p.newest} /> },
];
