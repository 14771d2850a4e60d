/** What stands beside the page: the sentences behind a number, or why a row is what it is. */
import { useEffect, useRef } from "preact/hooks";
import { here } from "../address";
import { RowList } from "./rowlist";
import { WhyRow } from "./why";
import { go } from "../address";

/** `see` is "why:ID", or a table with its filters: "events?actor=IRN&type=AGREE". */
export function Panel({ see }: { see: string }) {
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    frame.current?.focus({ preventScroll: true });
    const leave = (e: KeyboardEvent) => {
      if (e.key === "Escape" && !e.defaultPrevented) go(here({ see: null }));
    };
    addEventListener("keydown", leave);
    return () => {
      removeEventListener("keydown", leave);
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  useEffect(() => frame.current?.scrollTo(0, 0), [see]);
  return (
    <aside class="panel" ref={frame} tabIndex={-1} aria-label="Sentences behind this">
      <a class="close" href={here({ see: null })} aria-label="Close">✕</a>
      {see.startsWith("why:") ? <WhyRow id={see.slice(4)} /> : <RowList see={see} />}
    </aside>
  );
}
