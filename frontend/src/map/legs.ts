/** What of the record's routes can be drawn: from where over where to where, and what stands at one place. */
import type { Schemas } from "../api";
import type { CountsAs } from "../labels";
import roles from "./roles.json";

type Thing = Schemas["Thing"];
type Party = Schemas["Party"];
export type Point = readonly [number, number];

export interface Stop {
  readonly party: Party;
  readonly at: Point;
  /** The middle of a state or region stands for it: nothing finer is told. */
  readonly coarse: boolean;
}

export interface Route {
  readonly thing: Thing;
  readonly as: CountsAs;
  /** Each leg from stop to stop; none for what stands at one place. */
  readonly legs: readonly (readonly [Stop, Stop])[];
  readonly places: readonly Stop[];
}

/** Routes that can be drawn, and things of which too little is told to draw them. */
export function routes(things: readonly Thing[], middles: ReadonlyMap<string, Point>): { drawn: Route[]; untold: Thing[] } {
  const all = things.map((thing) => route(thing, middles));
  return {
    drawn: all.filter((r) => r.legs.length || r.places.length),
    untold: all.filter((r) => !r.legs.length && !r.places.length).map((r) => r.thing),
  };
}

function route(thing: Thing, middles: ReadonlyMap<string, Point>): Route {
  const stops = (names: readonly string[]) => names.flatMap((n) => thing.roles.filter((r) => r.role === n)).flatMap((r) => r.holders)
    .flatMap((p) => stop(p, middles) ?? []);
  const [start, along, end] = [stops(roles.start), stops(roles.along), stops(roles.end)];
  const as = thing.counts_as as CountsAs;
  const way = [start, ...along.map((a) => [a]), end].filter((s) => s.length);
  if (way.length > 1) {
    const legs = way.slice(1).flatMap((to, i) => way[i]!.flatMap((a) => to.map((b) => [a, b] as const)));
    return { thing, as, legs, places: [...start, ...along, ...end] };
  }
  const at = roles.at.map((r) => stops([r])).find((s) => s.length);
  return { thing, as, legs: [], places: at ?? [] };
}

function stop(party: Party, middles: ReadonlyMap<string, Point>): Stop | null {
  if (party.lat !== null && party.lon !== null && party.lat !== undefined && party.lon !== undefined) {
    return { party, at: [party.lon, party.lat], coarse: party.kind === "region" || party.kind === "waterbody" };
  }
  const at = party.kind === "state" ? middles.get(party.country ?? party.id) : undefined;
  return at ? { party, at, coarse: true } : null;
}
