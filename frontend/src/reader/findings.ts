/** Everything that was found in a report, in the order of its text. */
import type { Schemas } from "../api";

type Page = Schemas["dragoman__faces__api__shapes__ReportPage"];

/** What can be marked, as people call it. */
export const LAYERS = ["statement", "event", "standing thing", "actor", "place"] as const;
export type Layer = (typeof LAYERS)[number];

/** The layer of each owner of marks. */
const OWNERS: Readonly<Record<string, Layer>> = {
  statement: "statement", mention: "event", tie: "standing thing", actor: "actor", place: "place",
};

export const layerOf = (owner: string): Layer => OWNERS[owner] ?? "standing thing";

export type Found =
  | { readonly layer: "statement"; readonly id: string; readonly start: number; readonly row: Schemas["StatementRow"] }
  | { readonly layer: "event"; readonly id: string; readonly start: number; readonly row: Schemas["EventRow"] }
  | { readonly layer: "standing thing"; readonly id: string; readonly start: number; readonly row: Schemas["TieRow"] };

export function findings(page: Page): Found[] {
  const first = new Map<string, number>();
  for (const m of page.marks) first.set(m.id, Math.min(first.get(m.id) ?? m.start, m.start));
  const start = (r: { id: string; start: number }) => first.get(r.id) ?? r.start;
  const all: Found[] = [
    ...page.statements.map((row): Found => ({ layer: "statement", id: row.id, start: start(row), row })),
    ...page.events.map((row): Found => ({ layer: "event", id: row.id, start: start(row), row })),
    ...page.ties.map((row): Found => ({ layer: "standing thing", id: row.id, start: start(row), row })),
  ];
  return all.sort((a, b) => a.start - b.start || a.layer.localeCompare(b.layer));
}
