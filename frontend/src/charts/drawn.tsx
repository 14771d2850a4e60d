/** A drawing that the server makes, put into the page: it takes the page's colours, can be kept as SVG and PNG, and is read aloud. */
import { useEffect, useRef, useState } from "preact/hooks";
import { Trouble } from "../api";
import type { Sheet } from "../keep/files";
import { Figure } from "../parts/figure";
import { Loading, Problem } from "../parts/states";

/** `sheet`: the figures that are drawn, to be kept as a table. */
export function Drawn({ title, address, note, sheet }: { title: string; address: string; note?: string; sheet?: () => Sheet }) {
  const frame = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<"loading" | "there" | Trouble>("loading");
  useEffect(() => {
    const stop = new AbortController();
    setState("loading");
    drawing(address, stop.signal).then(
      (svg) => {
        frame.current?.replaceChildren(svg);
        setState("there");
      },
      (error: unknown) => {
        if (!stop.signal.aborted) setState(error instanceof Trouble ? error : new Trouble("Not drawn", String(error), null));
      },
    );
    return () => stop.abort();
  }, [address]);
  return (
    <Figure title={title} note={note} sheet={sheet} drawn={state === "there"}>
      {state === "loading" && <Loading what="the drawing" />}
      {state instanceof Trouble && <Problem trouble={state} />}
      <div class="drawn" ref={frame} role="region" aria-label={title} tabIndex={0} hidden={state !== "there"} />
    </Figure>
  );
}

/** The drawing at an address, as an element of this page. */
async function drawing(address: string, signal: AbortSignal): Promise<SVGSVGElement> {
  const answer = await fetch(address, { signal });
  if (!answer.ok) throw new Trouble("Not drawn", `The server answered with status ${answer.status}.`, answer.status);
  const found = new DOMParser().parseFromString(await answer.text(), "image/svg+xml").documentElement;
  if (!(found instanceof SVGSVGElement)) throw new Trouble("Not drawn", "The server's answer is no drawing.", answer.status);
  found.classList.add("chart");
  return document.importNode(found, true);
}
