/** The map: land, borders as chosen, and the routes of the record coloured by how firmly they are told. */
import { geoAzimuthalEqualArea, geoGraticule10, geoPath, type GeoProjection } from "d3-geo";
import { useMemo, useState } from "preact/hooks";
import { useWidth } from "../charts/scale";
import { plain } from "../labels";
import { seeRow } from "../parts/names";
import { useZoom } from "./zoom";
import type { Point, Route, Stop } from "./legs";
import { type Drawn, middles } from "./world";

interface MapProps {
  readonly world: Drawn;
  readonly routes: readonly Route[];
}

export function WorldMap({ world, routes }: MapProps) {
  const { frame, width } = useWidth();
  const height = Math.round(Math.min(620, Math.max(320, width * 0.62)));
  const stops = useMemo(() => unique(routes.flatMap((r) => r.places)), [routes]);
  const project = useMemo(() => fitted(framed(stops), width, height), [stops, width, height]);
  const path = useMemo(() => geoPath(project), [project]);
  const lines = useMemo(() => ({
    sphere: path({ type: "Sphere" }) ?? "", net: path(geoGraticule10()) ?? "",
    land: world.countries.map((c) => path(c.shape) ?? "").join(""),
    borders: path(world.borders) ?? "", contested: path(world.contested) ?? "",
  }), [path, world]);
  const { zoom, target, by, reset } = useZoom(width, height);
  const [lit, light] = useState<string | null>(null);
  const place = (at: Point) => zoom.apply((project(at as [number, number]) ?? [-99, -99]) as [number, number]);
  return (
    <div ref={frame} class="map">
      <div class="zoom" role="group" aria-label="Part of the map">
        <button type="button" onClick={() => by(1.6)} aria-label="Closer">+</button>
        <button type="button" onClick={() => by(1 / 1.6)} aria-label="Wider">−</button>
        <button type="button" onClick={reset}>All</button>
      </div>
      <svg ref={target} class="chart" width={width} height={height} role="group" aria-label={`Map of ${routes.length} routes and facilities; the list below has the same`}>
        <defs>{["fact", "intention", "possibility", "refuted"].map((as) => (
          <marker key={as} id={`tip-${as}`} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0,0.5L8,4L0,7.5Z" class={`tip ${as}`} /></marker>
        ))}</defs>
        <rect class="sea" width={width} height={height} />
        <g transform={zoom.toString()}>
          <path class="net" d={lines.net} vector-effect="non-scaling-stroke" />
          <path class="land" d={lines.land} vector-effect="non-scaling-stroke" />
          <path class="border" d={lines.borders} vector-effect="non-scaling-stroke" />
          <path class="border contested" d={lines.contested} vector-effect="non-scaling-stroke" />
        </g>
        {routes.map((r) => <RouteLines key={r.thing.id} route={r} all={routes} place={place} lit={lit} light={light} />)}
        <StateNames world={world} place={place} stops={stops} wide={(shape) => widthOf(path.bounds(shape)) * zoom.k} width={width} height={height} />
        <Stops stops={stops} routes={routes} place={place} width={width} height={height} />
      </svg>
    </div>
  );
}

function RouteLines({ route, all, place, lit, light }: {
  route: Route; all: readonly Route[]; place: (at: Point) => [number, number]; lit: string | null; light: (id: string | null) => void;
}) {
  const { thing, as } = route;
  const about = `${plain(thing.kind)}, ${plain(thing.status)}: ${thing.name}`;
  const state = lit === null ? "" : lit === thing.id ? " lit" : " dim";
  return (
    <a href={seeRow(thing.id)} aria-label={about} class={`route ${as}${state}`} onMouseEnter={() => light(thing.id)} onMouseLeave={() => light(null)}
      onFocus={() => light(thing.id)} onBlur={() => light(null)}>
      <title>{`${about}\n${thing.text}`}</title>
      {route.legs.map(([a, b], i) => {
        const d = curve(place(a.at), place(b.at), turn(route, i, all));
        const last = b === route.legs.at(-1)?.[1];
        return <g key={i}><path d={d} class="reach" /><path d={d} class="leg" marker-end={last ? `url(#tip-${as})` : undefined} /></g>;
      })}
      {!route.legs.length && route.places.map((s) => {
        const [x, y] = place(s.at);
        const nth = all.filter((r) => !r.legs.length && r.places.some((p) => p.party.id === s.party.id)).indexOf(route);
        return <rect key={s.party.id} x={x - 5 + 13 * nth} y={y - 18} width={10} height={10} rx={2} class="facility" />;
      })}
    </a>
  );
}

/** Routes between the same two places bend each in its own way, so that all are seen. */
function turn(route: Route, leg: number, all: readonly Route[]): number {
  const key = (l: readonly [Stop, Stop]) => [l[0].party.id, l[1].party.id].sort().join("|");
  const mine = key(route.legs[leg]!);
  const same = all.filter((r) => r.legs.some((l) => key(l) === mine));
  const nth = same.indexOf(route);
  return (0.1 + 0.09 * Math.floor(nth / 2)) * (nth % 2 ? -1 : 1);
}

function curve([ax, ay]: [number, number], [bx, by]: [number, number], bend: number): string {
  const [mx, my] = [(ax + bx) / 2 - (by - ay) * bend, (ay + by) / 2 + (bx - ax) * bend];
  return `M${ax},${ay}Q${mx},${my} ${bx},${by}`;
}

interface StopsProps {
  readonly stops: readonly Stop[];
  readonly routes: readonly Route[];
  readonly place: (at: Point) => [number, number];
  readonly width: number;
  readonly height: number;
}

/** Places that routes name; one beyond the edge (a sea has no end) is named at the edge, with the way to it. */
function Stops({ stops, routes, place, width, height }: StopsProps) {
  const taken: [number, number, number][] = [];
  return (
    <>
      {stops.filter((s) => s.party.kind !== "state").map((s) => {
        const [x, y] = place(s.at);
        if (x < 0 || x > width || y < 0 || y > height) return <Beyond key={s.party.id} stop={s} at={exit([x, y], s, routes, place, width, height)} beyond={[x, y]} width={width} height={height} />;
        const wide = s.party.name.length * 6.4;
        const free = taken.every(([tx, ty, tw]) => Math.abs(ty - y) > 13 || x > tx + tw || x + wide < tx);
        if (free) taken.push([x, y, wide]);
        return (
          <a key={s.party.id} href={seeRow(s.party.id)} class={s.coarse ? "stop coarse" : "stop"} aria-label={s.party.name}>
            <circle cx={x} cy={y} r={4} /><title>{s.coarse ? `${s.party.name} (its middle)` : s.party.name}</title>
            {free && <text x={x + 7} y={y + 4}>{s.party.name}</text>}
          </a>
        );
      })}
    </>
  );
}

type Spot = [number, number];

/** Where the first route to a place beyond the edge leaves the map. */
function exit(to: Spot, stop: Stop, routes: readonly Route[], place: (at: Point) => Spot, width: number, height: number): Spot {
  for (const route of routes) {
    for (const [i, [a, b]] of route.legs.entries()) {
      if (a.party.id !== stop.party.id && b.party.id !== stop.party.id) continue;
      const points = along(place(a.at), place(b.at), turn(route, i, routes));
      const seen = (b.party.id === stop.party.id ? points : points.reverse()).filter(([x, y]) => x >= 0 && x <= width && y >= 0 && y <= height);
      if (seen.length) return seen.at(-1)!;
    }
  }
  return to;
}

/** Points on the curve of a leg. */
function along([ax, ay]: Spot, [bx, by]: Spot, bend: number): Spot[] {
  const [mx, my] = [(ax + bx) / 2 - (by - ay) * bend, (ay + by) / 2 + (bx - ax) * bend];
  return Array.from({ length: 101 }, (_, n) => {
    const [t, u] = [n / 100, 1 - n / 100];
    return [u * u * ax + 2 * u * t * mx + t * t * bx, u * u * ay + 2 * u * t * my + t * t * by];
  });
}

function Beyond({ stop, at, beyond, width, height }: { stop: Stop; at: Spot; beyond: Spot; width: number; height: number }) {
  const [x, y] = beyond;
  const sign = y > height ? "↓" : y < 0 ? "↑" : x > width ? "→" : "←";
  const name = stop.party.name;
  const spot = { x: Math.min(Math.max(at[0] + 8, 8), width - 8), y: Math.min(Math.max(at[1], 16), height - 10) };
  return (
    <a href={seeRow(stop.party.id)} class="stop" aria-label={`${name}, beyond the edge of the map`}>
      <text {...spot} text-anchor={spot.x > width - name.length * 8 ? "end" : "start"}>{sign} {name}</text>
    </a>
  );
}

/** States that a route names are written darker; others when there is room. */
function StateNames({ world, place, stops, wide, width, height }: {
  world: Drawn; place: (at: Point) => [number, number]; stops: readonly Stop[]; wide: (shape: Drawn["countries"][number]["shape"]) => number;
  width: number; height: number;
}) {
  const at = useMemo(() => [...middles(world.countries)], [world]);
  const shapes = useMemo(() => new Map(world.countries.map((c) => [c.code, c.shape])), [world]);
  const told = new Set(stops.flatMap((s) => (s.party.kind === "state" ? [s.party.country ?? s.party.id] : [])));
  const taken: [number, number, number][] = stops.filter((s) => s.party.kind !== "state").map((s) => {
    const [x, y] = place(s.at);
    return [x + 7 + s.party.name.length * 3.1, y + 4, s.party.name.length * 3.1];
  });
  const order = at.sort(([a], [b]) => Number(told.has(b)) - Number(told.has(a)));
  return (
    <>
      {order.map(([code, middle]) => {
        const [x, top] = place(middle);
        const y = told.has(code) ? top + 17 : top;
        const shape = shapes.get(code);
        const name = String(shape?.properties?.name ?? "");
        const half = name.length * (told.has(code) ? 3.9 : 3.1);
        const shown = x > half && x < width - half && y > 12 && y < height - 8;
        const room = taken.every(([tx, ty, tw]) => Math.abs(ty - y) > 13 || Math.abs(tx - x) > tw + half);
        if (!shown || !shape || !room || (!told.has(code) && wide(shape) < 2 * half)) return null;
        taken.push([x, y, half]);
        return <text key={code} x={x} y={y} text-anchor="middle" class={told.has(code) ? "state-name told" : "state-name"}>{name}</text>;
      })}
    </>
  );
}

const widthOf = ([[left], [right]]: [[number, number], [number, number]]) => right - left;

function unique(stops: readonly Stop[]): Stop[] {
  return [...new Map(stops.map((s) => [s.party.id, s])).values()];
}

/** The places that the map is drawn around: seas and regions, which have no edge here, only where there is nothing else. */
function framed(stops: readonly Stop[]): Point[] {
  const firm = stops.filter((s) => !s.coarse || s.party.kind === "state");
  return (firm.length ? firm : stops).map((s) => s.at);
}

/** A projection around the middle of the places, so that shapes there are little bent. */
function fitted(points: readonly Point[], width: number, height: number): GeoProjection {
  const [west, east] = [Math.min(...points.map((p) => p[0])), Math.max(...points.map((p) => p[0]))];
  const [south, north] = [Math.min(...points.map((p) => p[1])), Math.max(...points.map((p) => p[1]))];
  const middle: [number, number] = points.length ? [(west + east) / 2, (south + north) / 2] : [55, 36];
  const room = Math.max(8, ((east - west) + (north - south)) * 0.1);
  const corners = points.length ? [[west - room, south - room], [east + room, north + room], [west - room, north + room], [east + room, south - room]] : [[10, 5], [100, 65]];
  return geoAzimuthalEqualArea().rotate([-middle[0], -middle[1]]).clipAngle(120)
    .fitExtent([[10, 10], [width - 10, height - 10]], { type: "MultiPoint", coordinates: corners }).precision(0.4);
}
