/** The network on a canvas, which holds thousands of nodes; the tables beside it tell the same to those who do not see it. */
import { select } from "d3-selection";
import { zoom as zooming, zoomIdentity, type ZoomTransform } from "d3-zoom";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { go } from "../address";
import { actorPage } from "../parts/names";
import { type Layout, type Network, layout, type Spot } from "./graph";
import { type Ink, ink, paint } from "./paint";
import { useWidth } from "./scale";

export function NetworkView({ network, kept }: { network: Network; kept: (layout: Layout) => void }) {
  const { frame, width } = useWidth();
  const height = Math.round(Math.min(640, Math.max(360, width * 0.6)));
  const canvas = useRef<HTMLCanvasElement>(null);
  const placed = useMemo(() => layout(network), [network]);
  const [over, setOver] = useState<Spot | null>(null);
  const [view, setView] = useState<ZoomTransform | null>(null);
  const [inks, setInks] = useState<Ink>(() => ink());
  const fit = useMemo(() => fitted(placed, width, height), [placed, width, height]);
  const now = view ?? fit;
  useEffect(() => kept(placed), [placed]);
  useEffect(() => {
    const again = () => setInks(ink());
    const dark = matchMedia("(prefers-color-scheme: dark)");
    addEventListener("themechange", again);
    dark.addEventListener("change", again);
    return () => {
      removeEventListener("themechange", again);
      dark.removeEventListener("change", again);
    };
  }, []);
  useEffect(() => {
    const target = canvas.current;
    if (!target) return;
    const dense = devicePixelRatio || 1;
    target.width = width * dense;
    target.height = height * dense;
    const brush = target.getContext("2d");
    if (brush) paint(brush, placed, now, dense, inks, over);
  }, [placed, now, width, height, over, inks]);
  useGrip(canvas, fit, setView);
  const under = (e: MouseEvent) => nearest(placed, now, e.offsetX, e.offsetY);
  return (
    <div ref={frame} class="network">
      <canvas ref={canvas} class={over ? "chart over" : "chart"} role="img" aria-label={`Network of ${network.nodes.length} parties and ${network.edges.length} pairs; the tables below hold the same`}
        onMouseMove={(e) => setOver(under(e))} onMouseLeave={() => setOver(null)} onClick={(e) => { const s = under(e); if (s) go(actorPage(s.id)); }} />
      <p class="hover" aria-hidden="true">{over ? `${over.name}: ${over.events} events` : "A circle is a party, its size the events it takes part in; a click opens it. Ctrl and the wheel zoom, dragging moves."}</p>
      <Sized canvas={canvas} width={width} height={height} />
    </div>
  );
}

function Sized({ canvas, width, height }: { canvas: { current: HTMLCanvasElement | null }; width: number; height: number }) {
  useEffect(() => {
    if (!canvas.current) return;
    canvas.current.style.width = `${width}px`;
    canvas.current.style.height = `${height}px`;
  }, [width, height]);
  return null;
}

function useGrip(canvas: { current: HTMLCanvasElement | null }, fit: ZoomTransform, set: (t: ZoomTransform) => void) {
  useEffect(() => {
    if (!canvas.current) return;
    const on = select(canvas.current);
    const grip = zooming<HTMLCanvasElement, unknown>().scaleExtent([0.1, 8])
      .filter((e: Event) => !(e instanceof WheelEvent) || e.ctrlKey || e.shiftKey)
      .on("zoom", (e: { transform: ZoomTransform }) => set(e.transform));
    on.call(grip).call(grip.transform, fit);
    return () => void on.on(".zoom", null);
  }, [fit]);
}

function nearest({ spots }: Layout, view: ZoomTransform, x: number, y: number): Spot | null {
  const [px, py] = view.invert([x, y]);
  let found: Spot | null = null;
  for (const s of spots) if (Math.hypot(s.x - px, s.y - py) <= Math.max(s.radius, 8 / view.k)) found = s;
  return found;
}

function fitted({ spots }: Layout, width: number, height: number): ZoomTransform {
  if (!spots.length) return zoomIdentity;
  const half = (s: Spot, k: number) => Math.max(s.radius, (s.name.length * 3.4) / k) + 8;
  const box = (k: number) => [
    Math.min(...spots.map((s) => s.x - half(s, k))), Math.max(...spots.map((s) => s.x + half(s, k))),
    Math.min(...spots.map((s) => s.y)) - 40, Math.max(...spots.map((s) => s.y)) + 40,
  ] as const;
  const scale = ([l, r, t, b]: ReturnType<typeof box>) => Math.min(2, width / (r - l), height / (b - t));
  // Names keep their size, so that they take the more room the smaller the drawing is.
  const first = scale(box(1));
  const [left, right, top, bottom] = box(first);
  const k = scale([left, right, top, bottom]);
  return zoomIdentity.translate(width / 2 - (k * (left + right)) / 2, height / 2 - (k * (top + bottom)) / 2).scale(k);
}
