/** The network as a drawing: where each stands, those of a community together. */
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationLinkDatum, type SimulationNodeDatum } from "d3-force";
import type { Schemas } from "../api";

export type Network = Schemas["Network"];
export type Pair = Schemas["Bond"];

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
/** The community of those in none: behind all others, so that it has the last colour, grey. */
export const NONE = 999;

export function layout(network: Network): Layout {
  // Who is in no community stands behind all of them.
  const groups = new Map(network.nodes.map((n) => [n.party.id, n.community ?? NONE]));
  const most = Math.max(1, ...network.nodes.map((n) => n.events));
  const random = steady(3);
  const spots: Spot[] = network.nodes.map((n, i) => ({
    id: n.party.id, name: n.party.name, kind: n.party.kind ?? "", events: n.events, radius: 4 + 18 * Math.sqrt(n.events / most),
    community: groups.get(n.party.id) ?? NONE, x: Math.cos(i * 2.4) * 12 * Math.sqrt(i), y: Math.sin(i * 2.4) * 12 * Math.sqrt(i),
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
  return { spots, bonds, communities: network.communities };
}

/** Numbers that look random and are the same each time (Park and Miller 1988). */
function steady(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
