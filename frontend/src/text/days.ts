/** Dates as the record holds them: ISO, cut to what a text tells ("2023", "2023-04", "2023-04-11"), or two with a slash. */
import { timeFormat } from "d3-time-format";

export interface Stretch {
  readonly from: Date;
  /** The first moment after it. */
  readonly to: Date;
  readonly precision: "day" | "month" | "year";
}

/** The stretch of time that a date stands for; null for what is no date. */
export function stretchOf(date: string | null | undefined): Stretch | null {
  const [first, last] = (date ?? "").split("/");
  const from = bounds(first);
  const to = last ? bounds(last) : from;
  return from && to ? { from: from.from, to: to.to, precision: from.precision } : null;
}

function bounds(date: string | undefined): Stretch | null {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(date ?? "");
  if (!parts) return null;
  const [year, month, day] = [Number(parts[1]), parts[2] ? Number(parts[2]) - 1 : null, parts[3] ? Number(parts[3]) : null];
  if (month === null) return { from: new Date(year, 0, 1), to: new Date(year + 1, 0, 1), precision: "year" };
  if (day === null) return { from: new Date(year, month, 1), to: new Date(year, month + 1, 1), precision: "month" };
  return { from: new Date(year, month, day), to: new Date(year, month, day + 1), precision: "day" };
}

const DAY = timeFormat("%-d %b %Y");
const MONTH = timeFormat("%b %Y");
export const ISO = timeFormat("%Y-%m-%d");

/** A date for people, no finer than the record knows it. */
export function told(date: string | null | undefined): string | null {
  if (!date) return null;
  const [first, last] = date.split("/");
  const one = single(first);
  return last && last !== first ? `${one} to ${single(last)}` : one;
}

/** A period of a series for people: "2023-04", "2023-Q2" or "2023-W14". */
export function periodTold(period: string): string {
  const parts = /^(\d{4})-([QW])(\d+)$/.exec(period);
  if (!parts) return told(period) ?? period;
  return `${parts[2] === "Q" ? "Q" : "week "}${Number(parts[3])} ${parts[1]}`;
}

/** A sentence of ours with its dates as people write them. */
export const datesTold = (text: string) => text.replace(/\b\d{4}-\d{2}(-\d{2})?(\/\d{4}-\d{2}(-\d{2})?)?\b/g, (d) => told(d) ?? d);

function single(date: string | undefined): string {
  const found = bounds(date);
  if (!found) return date ?? "";
  if (found.precision === "year") return String(found.from.getFullYear());
  return (found.precision === "month" ? MONTH : DAY)(found.from);
}
