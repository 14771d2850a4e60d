/** The land and the borders of the map: Natural Earth in the form of world-atlas, and what is drawn where it is contested. */
import codes from "i18n-iso-countries/codes.json";
import { geoArea, geoCentroid } from "d3-geo";
import type { Feature, MultiLineString, MultiPolygon, Polygon } from "geojson";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, GeometryObject, MultiPolygon as Arcs, Topology } from "topojson-specification";
import atlas from "world-atlas/countries-50m.json?url";
import { ask } from "../api";
import choices from "./borders.json";

export const BORDERS = ["ground", "united nations", "none"] as const;
export type Borders = (typeof BORDERS)[number];

export const MEANING: Readonly<Record<Borders, string>> = {
  ground: "as governed on the ground (Natural Earth), contested ones dashed",
  "united nations": "Crimea in Ukraine, northern Cyprus in Cyprus, Somaliland in Somalia, as United Nations resolutions and membership have it; other contested ones dashed",
  none: "no borders drawn",
};

type Land = Polygon | MultiPolygon;
const nameOf = (g: GeometryObject) => (g.properties as { name?: string } | undefined)?.name ?? "";
type World = Topology<{ countries: GeometryCollection<{ name: string }> }>;

export interface Drawn {
  readonly land: Feature;
  readonly countries: readonly { code: string | null; shape: Feature<Land> }[];
  readonly borders: MultiLineString;
  readonly contested: MultiLineString;
}

let asked: Promise<World> | null = null;

export function loadWorld(): Promise<World> {
  asked ??= ask<World>(atlas).catch((error: unknown) => {
    asked = null;
    throw error;
  });
  return asked;
}

const ALPHA3 = new Map((codes as string[][]).map(([, a3, number]) => [number!, a3!]));

export function drawn(world: World, view: Borders): Drawn {
  const countries = view === "united nations" ? joined(world) : world.objects.countries;
  
  const pairs = new Set(choices.contested.flatMap(([a, b]) => [`${a}|${b}`, `${b}|${a}`]));
  const isContested = (a: GeometryObject, b: GeometryObject) => pairs.has(`${nameOf(a)}|${nameOf(b)}`) || isCrimea(a, b);
  const lines = (wanted: boolean) => mesh(world, countries as GeometryObject, (a, b) => a !== b && isContested(a, b) === wanted);
  const none: MultiLineString = { type: "MultiLineString", coordinates: [] };
  return {
    land: feature(world, world.objects.countries as GeometryObject) as unknown as Feature,
    countries: countries.geometries.map((g) => ({ code: ALPHA3.get(String(g.id)) ?? null, shape: feature(world, g as GeometryObject) as Feature<Land> })),
    borders: view === "none" ? none : lines(false),
    contested: view === "none" ? none : lines(true),
  };
}

/** Between Russia and Ukraine Natural Earth draws one line, at Crimea too: all of it counts as contested. */
function isCrimea(a: GeometryObject, b: GeometryObject): boolean {
  const ids = [String(a.id), String(b.id)];
  return ids.includes(choices.crimea.drawn) && ids.includes(choices.crimea.held);
}

function joined(world: World): GeometryCollection<{ name: string }> {
  const all = world.objects.countries.geometries.map((g) => ({ ...g })) as (Arcs<{ name: string }> & { id?: string })[];
  const named = (n: string) => all.find((g) => g.properties?.name === n);
  for (const [part, whole] of choices.united_nations.joined) move(named(part!), named(whole!), () => true);
  const [west, south, east, north] = choices.crimea.within as [number, number, number, number];
  const russia = all.find((g) => String(g.id) === choices.crimea.drawn);
  const ukraine = all.find((g) => String(g.id) === choices.crimea.held);
  move(russia, ukraine, (arcs) => {
    const ring = (feature(world, { type: "Polygon", arcs } as GeometryObject) as Feature<Polygon>).geometry.coordinates[0]!;
    return ring.every(([x, y]) => x! > west && x! < east && y! > south && y! < north);
  });
  return { type: "GeometryCollection", geometries: all.filter((g) => arcsOf(g).length > 0) as never };
}

function arcsOf(g: { type: string; arcs: unknown }): number[][][] {
  return (g.type === "Polygon" ? [g.arcs] : g.arcs) as number[][][];
}

function move(from: { type: string; arcs: unknown } | undefined, to: { type: string; arcs: unknown } | undefined, which: (arcs: number[][]) => boolean): void {
  if (!from || !to) return;
  const [going, staying] = [arcsOf(from).filter(which), arcsOf(from).filter((a) => !which(a))];
  Object.assign(to, { type: "MultiPolygon", arcs: [...arcsOf(to), ...going] });
  Object.assign(from, { type: "MultiPolygon", arcs: staying });
}

/** Where the name of a state stands: the middle of its largest piece. */
export function middles(countries: Drawn["countries"]): ReadonlyMap<string, [number, number]> {
  return new Map(countries.flatMap(({ code, shape }) => (code ? [[code, geoCentroid(largest(shape.geometry))] as const] : [])));
}

function largest(land: Land): Polygon {
  if (land.type === "Polygon") return land;
  const pieces = land.coordinates.map((coordinates): Polygon => ({ type: "Polygon", coordinates }));
  return pieces.reduce((a, b) => (geoArea(b) > geoArea(a) ? b : a));
}
