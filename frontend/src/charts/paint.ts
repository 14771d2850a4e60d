/** The strokes of the network: on a canvas for the page, as SVG for a file. */
import type { ZoomTransform } from "d3-zoom";
import type { Bond, Layout, Spot } from "./graph";

export interface Ink {
  readonly text: string;
  readonly paper: string;
  readonly help: string;
  readonly harm: string;
  readonly groups: readonly string[];
}

const GROUPS = 8;

/** The colours of the page, as they are now. */
export function ink(): Ink {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(name).trim();
  return {
    text: of("--ink"), paper: of("--surface"), help: of("--quad-2"), harm: of("--quad-4"),
    groups: Array.from({ length: GROUPS }, (_, i) => of(`--group-${i + 1}`)),
  };
}

export const groupColour = (inks: Ink, community: number) => inks.groups[Math.min(community, GROUPS - 1)] ?? inks.text;

const bondColour = (b: Bond, inks: Ink) => (b.pair.index < 0 ? inks.harm : inks.help);
const bondWidth = (b: Bond) => 0.8 + Math.sqrt(b.pair.events);

export function paint(brush: CanvasRenderingContext2D, { spots, bonds }: Layout, view: ZoomTransform, dense: number, inks: Ink, over: Spot | null): void {
  brush.setTransform(dense, 0, 0, dense, 0, 0);
  brush.clearRect(0, 0, brush.canvas.width, brush.canvas.height);
  brush.translate(view.x, view.y);
  brush.scale(view.k, view.k);
  for (const b of bonds) {
    const touched = !over || b.source === over || b.target === over;
    brush.globalAlpha = touched ? (over ? 0.85 : 0.4) : 0.08;
    brush.strokeStyle = bondColour(b, inks);
    brush.lineWidth = bondWidth(b);
    brush.setLineDash(b.pair.facts === 0 ? [6, 5] : []);
    brush.beginPath();
    brush.moveTo(b.source.x, b.source.y);
    brush.lineTo(b.target.x, b.target.y);
    brush.stroke();
  }
  brush.setLineDash([]);
  const near = over ? new Set(bonds.flatMap((b) => (b.source === over || b.target === over ? [b.source, b.target] : []))) : null;
  for (const s of spots) dot(brush, s, inks, !near || near.has(s) || s === over);
  names(brush, spots, view, inks, near, over);
}

function dot(brush: CanvasRenderingContext2D, s: Spot, inks: Ink, clear: boolean): void {
  brush.globalAlpha = clear ? 1 : 0.2;
  brush.fillStyle = groupColour(inks, s.community);
  brush.strokeStyle = inks.paper;
  brush.lineWidth = 1.5;
  brush.beginPath();
  brush.arc(s.x, s.y, s.radius, 0, 2 * Math.PI);
  brush.fill();
  brush.stroke();
}

/** Names that have room, the busiest first. */
function names(brush: CanvasRenderingContext2D, spots: readonly Spot[], view: ZoomTransform, inks: Ink, near: Set<Spot> | null, over: Spot | null): void {
  const size = 12.5 / view.k;
  brush.font = `${size}px system-ui, sans-serif`;
  brush.textAlign = "center";
  brush.lineJoin = "round";
  const taken: [number, number, number][] = [];
  const [left] = view.invert([0, 0]);
  const [right] = view.invert([Number.parseFloat(brush.canvas.style.width) || brush.canvas.width, 0]);
  for (const s of [...spots].sort((a, b) => Number(b === over) - Number(a === over) || b.events - a.events)) {
    if (near && !near.has(s) && s !== over) continue;
    const wide = brush.measureText(s.name).width / 2 + size / 2;
    const within = ([x, y]: [number, number]): [number, number] => [s.x < left || s.x > right ? x : Math.max(left + wide, Math.min(right - wide, x)), y];
    const at = around(s, wide, size).map(within).find(([x, y]) => !taken.some(([tx, ty, tw]) => Math.abs(ty - y) < size * 1.2 && Math.abs(tx - x) < tw + wide));
    if (!at) continue;
    const [x, y] = at;
    taken.push([x, y, wide]);
    brush.globalAlpha = 1;
    brush.strokeStyle = inks.paper;
    brush.lineWidth = size / 3.5;
    brush.strokeText(s.name, x, y);
    brush.fillStyle = inks.text;
    brush.fillText(s.name, x, y);
  }
}

/** Where a name may stand, the best place first: below its circle, above, to the left, to the right. */
function around(s: Spot, wide: number, size: number): [number, number][] {
  const beside = s.y + size * 0.35;
  return [[s.x, s.y + s.radius + size], [s.x, s.y - s.radius - size * 0.45], [s.x - s.radius - wide, beside], [s.x + s.radius + wide, beside]];
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** The whole network as a drawing that stands alone. */
export function networkSvg({ spots, bonds }: Layout, about: string): string | null {
  if (!spots.length) return null;
  const inks = ink();
  const [left, top] = [Math.min(...spots.map((s) => s.x)) - 80, Math.min(...spots.map((s) => s.y)) - 50];
  const [wide, high] = [Math.max(...spots.map((s) => s.x)) + 80 - left, Math.max(...spots.map((s) => s.y)) + 60 - top];
  const lines = bonds.map((b) => `<line x1="${b.source.x}" y1="${b.source.y}" x2="${b.target.x}" y2="${b.target.y}" stroke="${bondColour(b, inks)}" stroke-width="${bondWidth(b)}" stroke-opacity="0.4"${b.pair.facts === 0 ? ' stroke-dasharray="6 5"' : ""}/>`);
  const dots = spots.map((s) => `<circle cx="${s.x}" cy="${s.y}" r="${s.radius}" fill="${groupColour(inks, s.community)}"/><text x="${s.x}" y="${s.y + s.radius + 13}" fill="${inks.text}">${escaped(s.name)}</text>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.round(wide)}" height="${Math.round(high)}" viewBox="${left} ${top} ${wide} ${high}" font-family="sans-serif" font-size="12" text-anchor="middle"><desc>${escaped(about)}</desc><rect x="${left}" y="${top}" width="100%" height="100%" fill="${inks.paper}"/>${lines.join("")}${dots.join("")}</svg>`;
}
