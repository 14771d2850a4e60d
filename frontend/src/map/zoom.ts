/** Closer and wider, by buttons, by dragging, by a pinch, and by the wheel with Ctrl or Shift. */
import { select } from "d3-selection";
import { zoom as zooming, type ZoomBehavior, zoomIdentity, type ZoomTransform } from "d3-zoom";
import { useEffect, useRef, useState } from "preact/hooks";

export function useZoom(width: number, height: number) {
  const target = useRef<SVGSVGElement>(null);
  const behaviour = useRef<ZoomBehavior<SVGSVGElement, unknown> | null>(null);
  const [zoom, setZoom] = useState<ZoomTransform>(zoomIdentity);
  useEffect(() => {
    if (!target.current) return;
    behaviour.current = zooming<SVGSVGElement, unknown>().scaleExtent([0.4, 24])
      .filter((e: Event) => !(e instanceof WheelEvent) || e.ctrlKey || e.shiftKey)
      .on("zoom", (e: { transform: ZoomTransform }) => setZoom(e.transform));
    const svg = select(target.current);
    svg.call(behaviour.current);
    return () => void svg.on(".zoom", null);
  }, []);
  const act = (change: (b: ZoomBehavior<SVGSVGElement, unknown>) => void) => behaviour.current && change(behaviour.current);
  return {
    target, zoom,
    by: (factor: number) => act((b) => target.current && b.scaleBy(select(target.current), factor, [width / 2, height / 2])),
    reset: () => act((b) => target.current && b.transform(select(target.current), zoomIdentity)),
  };
}
