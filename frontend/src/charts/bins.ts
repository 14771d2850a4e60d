/** Counts by period as columns: where each stands, and of what it is made up. */
import type { ScaleTime } from "d3-scale";
import type { Schemas } from "../api";
import { type CountsAs, countsAs, type Labels } from "../labels";
import { type Stretch, stretchOf } from "../text/days";

export type Bin = Schemas["Bin"];
type Range = readonly [Date, Date];

/** A part of a column: events told so firmly, with a day of their own or without. */
export interface Piece {
  readonly as: CountsAs;
  readonly undated: boolean;
  readonly number: number;
}

/** The events of one type in one period; `coarse`: it is wider than the step, as of their day no more is told. */
export interface Column {
  readonly type: string;
  readonly period: string;
  readonly when: Stretch;
  readonly coarse: boolean;
  readonly number: number;
  readonly pieces: readonly Piece[];
}

const LENGTH: Readonly<Record<string, number>> = { year: 4, month: 7, day: 10 };
const ORDER: readonly CountsAs[] = ["fact", "intention", "possibility", "refuted"];

export function columns(bins: readonly Bin[], by: string, labels: Labels): Column[] {
  const found = new Map<string, Bin[]>();
  for (const bin of bins) {
    const key = `${bin.type} ${bin.period}`;
    found.set(key, [...(found.get(key) ?? []), bin]);
  }
  return [...found.values()].flatMap((same) => {
    const { type, period } = same[0]!;
    const when = stretchOf(period);
    return when ? [{ type, period, when, coarse: period.length < LENGTH[by]!, number: sum(same), pieces: pieces(same, labels) }] : [];
  });
}

function pieces(same: readonly Bin[], labels: Labels): Piece[] {
  return [false, true].flatMap((undated) => ORDER.flatMap((as) => {
    const number = sum(same.filter((b) => b.undated === undated && countsAs(labels, b.status) === as));
    return number ? [{ as, undated, number }] : [];
  }));
}

export const sum = (bins: readonly { number: number }[]) => bins.reduce((n, b) => n + b.number, 0);

export const within = (when: Stretch, [from, to]: Range) => when.to > from && when.from < to;

/** The whole time of the counts, and that in which nearly all of them stand. */
export function spans(bins: readonly Bin[]): { full: Range; most: Range } {
  const placed = bins.flatMap((b) => { const when = stretchOf(b.period); return when ? [{ when, number: b.number }] : []; })
    .sort((a, b) => +a.when.from - +b.when.from);
  const from = placed[0]?.when.from ?? new Date();
  const to = new Date(Math.max(...placed.map((p) => +p.when.to), +from + 86_400_000));
  const total = sum(placed);
  let passed = 0;
  const inner = placed.filter((p) => { passed += p.number; return passed > total * 0.01 && passed - p.number < total * 0.99; });
  return { full: [from, to], most: [inner[0]?.when.from ?? from, new Date(Math.max(...inner.map((p) => +p.when.to), +from + 86_400_000))] };
}

/** Where a column stands between the sides of the drawing. */
export function extent(column: Column, x: ScaleTime<number, number>, left: number, right: number): { x: number; width: number } {
  const begin = Math.max(left, x(column.when.from));
  return { x: begin, width: Math.max(1, Math.min(right, x(column.when.to)) - begin - 1) };
}
