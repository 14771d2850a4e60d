/** Cooperation over time: PLOVER's scores of the facts of each quarter, above the line help, below it harm. */
import { scaleBand, scaleLinear } from "d3-scale";
import type { Schemas } from "../api";
import { seeList } from "../parts/names";
import { useWidth } from "./scale";

type Quarter = Schemas["Quarter"];
const HEIGHT = 190;
const PAD = { top: 12, right: 8, bottom: 26, left: 36 };

export function Course({ quarters, filters }: { quarters: readonly Quarter[]; filters: Record<string, string | undefined> }) {
  const { frame, width } = useWidth();
  const all = everyQuarter(quarters);
  const x = scaleBand(all.map((q) => q.period), [PAD.left, width - PAD.right]).padding(0.25);
  const y = scaleLinear([-10, 10], [HEIGHT - PAD.bottom, PAD.top]);
  const every = Math.max(1, Math.ceil(all.length / Math.max(1, Math.floor(width / 64))));
  return (
    <div ref={frame}>
      <svg class="chart" width={width} height={HEIGHT} role="group" aria-label="Mean score of facts by quarter, from -10 (harm) to +10 (help)">
        {[-10, -5, 0, 5, 10].map((t) => (
          <g key={t}>
            <line class={t === 0 ? "grid zero" : "grid"} x1={PAD.left} x2={width - PAD.right} y1={y(t)} y2={y(t)} />
            <text class="tick" x={PAD.left - 6} y={y(t)} text-anchor="end" dominant-baseline="middle">{t > 0 ? `+${t}` : t}</text>
          </g>
        ))}
        {all.map((q, i) => (
          <g key={q.period}>
            {q.events > 0 && (
              <a href={seeList("happenings", { ...filters, ...spanOf(q.period) })} aria-label={`${q.period}: ${q.events} facts, mean score ${q.mean.toFixed(1)}`}>
                <rect class={q.mean >= 0 ? "help" : "harm"} x={x(q.period)} width={x.bandwidth()} y={Math.min(y(0), y(q.mean))} height={Math.max(2, Math.abs(y(q.mean) - y(0)))}>
                  <title>{`${q.period}: ${q.events} facts, mean ${q.mean.toFixed(1)}, sum ${q.score.toFixed(1)}`}</title>
                </rect>
                <text class="count" x={(x(q.period) ?? 0) + x.bandwidth() / 2} y={q.mean >= 0 ? y(q.mean) - 4 : y(q.mean) + 12} text-anchor="middle">{q.events}</text>
              </a>
            )}
            {i % every === 0 && <text class="tick" x={(x(q.period) ?? 0) + x.bandwidth() / 2} y={HEIGHT - 8} text-anchor="middle">{q.period.replace("-", " ")}</text>}
          </g>
        ))}
      </svg>
    </div>
  );
}

/** Quarters without facts stand as gaps, not closed up. */
function everyQuarter(found: readonly Quarter[]): Quarter[] {
  const known = new Map(found.map((q) => [q.period, q]));
  const numbers = found.map((q) => Number(q.period.slice(0, 4)) * 4 + Number(q.period.slice(-1)) - 1);
  if (!numbers.length) return [];
  const all: Quarter[] = [];
  for (let n = Math.min(...numbers); n <= Math.max(...numbers); n++) {
    const period = `${Math.floor(n / 4)}-Q${(n % 4) + 1}`;
    all.push(known.get(period) ?? { period, events: 0, score: 0, mean: 0 });
  }
  return all;
}

function spanOf(quarter: string): { since: string; until: string } {
  const year = quarter.slice(0, 4);
  const first = (Number(quarter.slice(-1)) - 1) * 3 + 1;
  const month = (n: number) => `${year}-${String(n).padStart(2, "0")}`;
  return { since: month(first), until: month(first + 2) };
}
