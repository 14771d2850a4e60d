/** Counts by month as columns, each opening what it counts. */
import { scaleBand, scaleLinear } from "d3-scale";
import { seeList } from "../parts/names";
import { told } from "../text/days";
import { sparse, useWidth, within } from "./scale";

const HEIGHT = 120;
const PAD = { top: 8, right: 6, bottom: 22, left: 30 };

export function Months({ counts, table, filters, what }: {
  counts: readonly { name: string; number: number }[]; table: string; filters: Record<string, string | undefined>; what: string;
}) {
  const { frame, width } = useWidth();
  const x = scaleBand(counts.map((c) => c.name), [PAD.left, width - PAD.right]).padding(0.18);
  const y = scaleLinear([0, Math.max(1, ...counts.map((c) => c.number))], [HEIGHT - PAD.bottom, PAD.top]).nice(3);
  const ticks = y.ticks(3).filter(Number.isInteger);
  const named = sparse(counts.length, width - PAD.left - PAD.right, 72);
  return (
    <div ref={frame}>
      <svg class="chart" width={width} height={HEIGHT} role="group" aria-label={`${what} by month`}>
        {ticks.map((t) => (
          <g key={t}><line class="grid" x1={PAD.left} x2={width - PAD.right} y1={y(t)} y2={y(t)} /><text class="tick" x={PAD.left - 6} y={y(t)} text-anchor="end" dominant-baseline="middle">{t}</text></g>
        ))}
        {counts.map((c, i) => (
          <g key={c.name}>
            {c.number > 0 ? (
              <a href={seeList(table, { ...filters, since: c.name, until: c.name })} aria-label={`${told(c.name)}: ${c.number} ${what}`}>
                <rect class="column" x={x(c.name)} width={x.bandwidth()} y={y(c.number)} height={y(0) - y(c.number)}><title>{`${told(c.name)}: ${c.number}`}</title></rect>
              </a>
            ) : <line class="silent" x1={x(c.name)} x2={(x(c.name) ?? 0) + x.bandwidth()} y1={y(0)} y2={y(0)}><title>{`${told(c.name)}: none`}</title></line>}
            {named(i) && <text class="tick" {...within((x(c.name) ?? 0) + x.bandwidth() / 2, width, 30)} y={HEIGHT - 6}>{told(c.name)}</text>}
          </g>
        ))}
      </svg>
    </div>
  );
}
