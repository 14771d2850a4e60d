/** Counts as a table with bars: names, bars, numbers that open what they count. */
import type { ComponentChildren } from "preact";

export interface Bar {
  readonly name: ComponentChildren;
  readonly key: string;
  readonly number: number;
  readonly shown?: ComponentChildren;
  readonly tone?: string;
}

export function Bars({ caption, rows, unit }: { caption: string; rows: readonly Bar[]; unit: string }) {
  const most = Math.max(1, ...rows.map((r) => r.number));
  return (
    <table class="bars">
      <caption class="sr">{caption}</caption>
      <thead class="sr"><tr><th scope="col">Name</th><th scope="col">Share</th><th scope="col">{unit}</th></tr></thead>
      <tbody>
        {rows.map((r) => (
          <tr key={r.key}>
            <th scope="row">{r.name}</th>
            <td class="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width={(100 * r.number) / most} height="10" class={r.tone ?? "plain"} /></svg></td>
            <td class="number">{r.shown ?? r.number}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
