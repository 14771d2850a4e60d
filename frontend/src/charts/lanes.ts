/** Where the marks of a time line stand: a lane a type, and in a lane as many rows as marks would cover each other. */
import type { ScaleTime } from "d3-scale";
import type { Schemas } from "../api";
import { type Stretch, stretchOf } from "../text/days";

export type Happening = Schemas["HappeningRow"];

export interface Dated {
  readonly row: Happening;
  readonly when: Stretch;
  /** Nobody tells a day of it: it stands where it was first told. */
  readonly undated: boolean;
}

export interface Placed extends Dated {
  readonly x: number;
  readonly width: number;
  readonly level: number;
}

export interface Lane {
  readonly type: string;
  readonly marks: readonly Placed[];
  readonly levels: number;
}

export const SIZE = 12;
const GAP = 3;

export function dated(rows: readonly Happening[]): Dated[] {
  return rows.flatMap((row) => {
    const own = stretchOf(row.date);
    const when = own ?? stretchOf(row.first_told);
    return when ? [{ row, when, undated: !own }] : [];
  });
}

export function lanes(all: readonly Dated[], types: readonly string[], x: ScaleTime<number, number>): Lane[] {
  const [left, right] = x.range() as [number, number];
  return types.flatMap((type) => {
    const ends: number[] = [];
    const marks = all.filter((d) => d.row.type === type).map((d) => ({ d, ...extent(d, x) }))
      .filter((m) => m.x + m.width > left && m.x < right).sort((a, b) => a.x - b.x);
    const placed = marks.map(({ d, x: at, width }) => {
      const free = ends.findIndex((end) => end + GAP <= at);
      const level = free < 0 ? ends.length : free;
      ends[level] = at + width;
      return { ...d, x: at, width, level };
    });
    return all.some((d) => d.row.type === type) ? [{ type, marks: placed, levels: Math.max(1, ends.length) }] : [];
  });
}

function extent(d: Dated, x: ScaleTime<number, number>): { x: number; width: number } {
  const [from, to] = [x(d.when.from), x(d.when.to)];
  if (d.undated || d.when.precision === "day" || to - from < SIZE) return { x: (from + to) / 2 - SIZE / 2, width: SIZE };
  return { x: from, width: to - from };
}

/** The time in which nearly all marks stand: a lone date long before does not press the others together. */
export function focus(all: readonly Dated[]): [Date, Date] {
  const full = whole(all);
  const middles = all.map((d) => (+d.when.from + +d.when.to) / 2).sort((a, b) => a - b);
  const cut = Math.floor(middles.length * 0.04);
  const [from, to] = [middles[cut], middles[middles.length - 1 - cut]];
  if (from === undefined || to === undefined || middles.length < 8) return full;
  const room = Math.max(20 * 86_400_000, (to - from) * 0.08);
  if ((+full[1] - +full[0]) / (to - from + 2 * room) < 1.6) return full;
  return [new Date(Math.max(+full[0], from - room)), new Date(Math.min(+full[1], to + room))];
}

/** The whole time of the marks, with a little room. */
export function whole(all: readonly Dated[]): [Date, Date] {
  const from = Math.min(...all.map((d) => +d.when.from));
  const to = Math.max(...all.map((d) => +d.when.to));
  const room = Math.max(86_400_000, (to - from) * 0.03);
  return [new Date(from - room), new Date(to + room)];
}
