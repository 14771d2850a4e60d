/** The width of a chart is that of its frame. */
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
