/** The network as a graph: who belongs together, and where each stands. */
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationLinkDatum, type SimulationNodeDatum } from "d3-force";
import Graph from "graphology";
import louvain from "graphology-communities-louvain";
import type { Schemas } from "../api";

export type Network = Schemas["Network"];
export type Pair = Schemas["Pair"];

export interface Spot extends SimulationNodeDatum {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly events: number;
  readonly radius: number;
  readonly community: number;
  x: number;
  y: number;
}

export interface Bond extends SimulationLinkDatum<Spot> {
  source: Spot;
  target: Spot;
  readonly pair: Pair;
}

export interface Layout {
  readonly spots: readonly Spot[];
  readonly bonds: readonly Bond[];
  readonly communities: number;
}

const STEPS = 300;

/** Communities by Louvain's method, weighted by events and counted from the largest; the same network gives the same. */
export function communities(network: Network): ReadonlyMap<string, number> {
  const graph = new Graph({ type: "undirected" });
  for (const n of network.nodes) graph.mergeNode(n.party.id);
  for (const e of network.edges) graph.mergeEdge(e.one.id, e.other.id, { weight: e.events });
  if (graph.size === 0) return new Map(network.nodes.map((n, i) => [n.party.id, i]));
  const found = louvain(graph, { getEdgeWeight: "weight", rng: steady(7) });
  const sizes = new Map<number, number>();
  for (const c of Object.values(found)) sizes.set(c, (sizes.get(c) ?? 0) + 1);
  const order = [...sizes].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([c]) => c);
  return new Map(Object.entries(found).map(([id, c]) => [id, order.indexOf(c)]));
}

export function layout(network: Network): Layout {
  const groups = communities(network);
  const most = Math.max(1, ...network.nodes.map((n) => n.events));
  const random = steady(3);
  const spots: Spot[] = network.nodes.map((n, i) => ({
    id: n.party.id, name: n.party.name, kind: n.party.kind ?? "", events: n.events, radius: 4 + 18 * Math.sqrt(n.events / most),
    community: groups.get(n.party.id) ?? 0, x: Math.cos(i * 2.4) * 12 * Math.sqrt(i), y: Math.sin(i * 2.4) * 12 * Math.sqrt(i),
  }));
  const by = new Map(spots.map((s) => [s.id, s]));
  const bonds = network.edges.flatMap((pair): Bond[] => {
    const [source, target] = [by.get(pair.one.id), by.get(pair.other.id)];
    return source && target ? [{ source, target, pair }] : [];
  });
  const force = forceLink<Spot, Bond>(bonds).distance((b) => 60 + b.source.radius + b.target.radius + (b.source.community === b.target.community ? 0 : 50))
    .strength((b) => 0.12 + 0.5 * Math.min(1, b.pair.events / 10));
  forceSimulation(spots).randomSource(random).force("link", force).force("charge", forceManyBody<Spot>().strength((s) => -90 - 8 * s.radius).distanceMax(900))
    .force("collide", forceCollide<Spot>().radius((s) => s.radius + 8)).force("x", forceX(0).strength(0.04)).force("y", forceY(0).strength(0.06))
    .stop().tick(spots.length > 1500 ? STEPS / 3 : STEPS);
  return { spots, bonds, communities: new Set(spots.map((s) => s.community)).size };
}

/** Numbers that look random and are the same each time (Park and Miller 1988). */
function steady(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
