/** The bars of a verdict: each stretch of time or side with its interval, the claimed ones marked; a click shows their events. */
import { scaleBand, scaleLinear } from "d3-scale";
import { here } from "../address";
import type { Schemas } from "../api";
import { told } from "../text/days";
import { useWidth, within } from "./scale";

type Bar = Schemas["Bar"];
const HEIGHT = 230;
const PAD = { top: 14, right: 8, bottom: 42, left: 52 };

/** "2022-07/2023-06" as people read it; the name of a side stays as it is. */
export const spanOf = (name: string) => (/^\d{4}/.test(name) ? name.split("/").map((d) => told(d)).join(" to ") : name);

export function VerdictChart({ verdict }: { verdict: Schemas["VerdictTold"] }) {
  const { frame, width } = useWidth();
  const { bars, scale } = verdict;
  const x = scaleBand(bars.map((b) => b.name), [PAD.left, width - PAD.right]).padding(0.22);
  const ends = bars.flatMap((b) => [b.low * scale, b.high * scale, b.rate * scale]);
  const y = scaleLinear([Math.min(0, ...ends), Math.max(0.001, ...ends)], [HEIGHT - PAD.bottom, PAD.top]).nice(4);
  const every = Math.max(1, Math.ceil(bars.length / Math.max(1, Math.floor(width / 130))));
  const tight = every > 1 || (width - PAD.left) / Math.max(1, bars.length) < 170;
  return (
    <div ref={frame}>
      <svg class="chart verdict-chart" width={width} height={HEIGHT} role="group" aria-label={`For each ${verdict.unit}, with 95 % intervals`}>
        {y.ticks(4).map((t) => (
          <g key={t}><line class={t === 0 ? "grid zero" : "grid"} x1={PAD.left} x2={width - PAD.right} y1={y(t)} y2={y(t)} /><text class="tick" x={PAD.left - 6} y={y(t)} text-anchor="end" dominant-baseline="middle">{t.toLocaleString("en")}</text></g>
        ))}
        {bars.map((b, i) => <OneBar key={b.name} bar={b} scale={scale} left={x(b.name) ?? 0} width={x.bandwidth()} y={y} named={i % every === 0 || b.side === "claimed"} whole={width} low={tight && Math.floor(i / every) % 2 === 1} />)}
      </svg>
      <ul class="key verdict-key" aria-label="What the bars are">
        {[...new Set(bars.map((b) => b.side))].map((s) => <li key={s}><svg width="11" height="11" aria-hidden="true"><rect class={`vbar ${s}`} width="11" height="11" /></svg> {SIDES[s] ?? s}</li>)}
      </ul>
    </div>
  );
}

const SIDES: Readonly<Record<string, string>> = { claimed: "what is claimed", before: "before", after: "after, not compared", other: "others" };

function OneBar({ bar, scale, left, width, y, named, low, whole }: {
  bar: Bar; scale: number; left: number; width: number; y: (v: number) => number; named: boolean; low: boolean; whole: number;
}) {
  const [top, bottom] = [y(Math.max(0, bar.rate * scale)), y(Math.min(0, bar.rate * scale))];
  const middle = left + width / 2;
  const says = `${spanOf(bar.name)}: ${bar.events.toLocaleString("en")} ${bar.events === 1 ? "event" : "events"}, ${(bar.rate * scale).toFixed(1)} (${(bar.low * scale).toFixed(1)} to ${(bar.high * scale).toFixed(1)})`;
  return (
    <g>
      <a href={here({ level: bar.name })} aria-label={`${says}: show the events`}>
        <rect class="vreach" x={left} width={width} y={PAD.top} height={HEIGHT - PAD.bottom - PAD.top} />
        <rect class={`vbar ${bar.side}`} x={left} width={width} y={top} height={Math.max(1, bottom - top)}><title>{says}</title></rect>
        <line class="whisker" x1={middle} x2={middle} y1={y(bar.low * scale)} y2={y(bar.high * scale)} />
      </a>
      {named && <text class={bar.side === "claimed" ? "tick marked" : "tick"} {...within(middle, whole, 68)} y={HEIGHT - (low ? 8 : 24)}>{spanOf(bar.name)}</text>}
    </g>
  );
}
