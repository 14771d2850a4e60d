/** The width of a chart is that of its frame; what is written in it stays within. */
import { useEffect, useRef, useState } from "preact/hooks";

export function useWidth(initial = 720) {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(initial);
  useEffect(() => {
    if (!frame.current) return;
    const watch = new ResizeObserver((found) => {
      const wide = Math.floor(found[0]?.contentRect.width ?? initial);
      if (wide > 0) setWidth(wide);
    });
    watch.observe(frame.current);
    return () => watch.disconnect();
  }, []);
  return { frame, width };
}

export interface Label {
  readonly x: number;
  readonly "text-anchor": "start" | "middle" | "end";
}

/** Where a label below a point is written, so that neither end of the chart cuts it; `half`: half its width at most. */
export function within(middle: number, width: number, half: number): Label {
  if (middle + half > width) return { x: width - 1, "text-anchor": "end" };
  if (middle - half < 0) return { x: 1, "text-anchor": "start" };
  return { x: middle, "text-anchor": "middle" };
}

/** Which of so many evenly spaced labels are written, counted from the last, so that none of this width touches the next. */
export function sparse(count: number, room: number, wide: number): (i: number) => boolean {
  const every = Math.max(1, Math.ceil(count / Math.max(1, Math.floor(room / wide))));
  return (i) => (count - 1 - i) % every === 0;
}
