/** The frame of every chart and table: its title, what it shows, how to keep it and how to cite it. */
import type { ComponentChildren } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { asPng, csv, fileName, save, type Sheet, standalone } from "../keep/files";
import { citation, citedAddress } from "../keep/citation";
import { useKnown } from "../labels";
import { ISO } from "../text/days";

export interface FigureProps {
  readonly title: string;
  readonly note?: ComponentChildren;
  /** The figures as a table (asked for first, where the page shows only a part), or the address of a file of the server. */
  readonly sheet?: () => Sheet | Promise<Sheet>;
  readonly download?: string;
  readonly drawn?: boolean;
  readonly picture?: () => string | null;
  readonly tools?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function Figure(props: FigureProps) {
  const frame = useRef<HTMLElement>(null);
  const heading = useId();
  return (
    <section class="figure" ref={frame} aria-labelledby={heading}>
      <header>
        <h2 id={heading}>{props.title}</h2>
        <div class="tools">
          {props.tools}
          <Keep {...props} frame={frame} />
        </div>
      </header>
      {props.note && <p class="note">{props.note}</p>}
      {props.children}
    </section>
  );
}

function Keep(props: FigureProps & { frame: { current: HTMLElement | null } }) {
  const { meta } = useKnown();
  const [cited, cite] = useState<string | null>(null);
  const [failed, fail] = useState<string | null>(null);
  const menu = useRef<HTMLDetailsElement>(null);
  const line = () => citation(meta, props.title, ISO(new Date()), citedAddress());
  const keepTable = () => {
    Promise.resolve(props.sheet!()).then(
      (sheet) => save(fileName(props.title, "csv"), new Blob([csv(sheet)], { type: "text/csv" })),
      (e: unknown) => fail(`The table could not be made: ${e instanceof Error ? e.message : String(e)}`),
    );
  };
  const drawing = () => props.picture?.() ?? drawingIn(props.frame.current, line());
  const keepSvg = () => {
    const text = drawing();
    if (text) save(fileName(props.title, "svg"), new Blob([text], { type: "image/svg+xml" }));
  };
  const keepPng = () => {
    const text = drawing();
    const size = /width="(\d+)" height="(\d+)"/.exec(text ?? "");
    const box = { width: Number(size?.[1] ?? 800), height: Number(size?.[2] ?? 500) };
    if (text) {
      asPng(text, box.width, box.height).then(
        (b) => save(fileName(props.title, "png"), b),
        (e: unknown) => fail(`The picture could not be made: ${String(e)}`),
      );
    }
  };
  const leave = (e: KeyboardEvent) => {
    if (e.key === "Escape" && menu.current?.open) {
      e.stopPropagation();
      menu.current.open = false;
      menu.current.querySelector("summary")?.focus();
    }
  };
  return (
    <details class="keep" ref={menu} onKeyDown={leave}>
      <summary aria-label={`Keep or cite: ${props.title}`}>Keep, cite</summary>
      <div class="sheet">
        {props.download && <a href={props.download} download>Table as CSV</a>}
        {props.sheet && !props.download && (
          <button type="button" onClick={keepTable}>Table as CSV</button>
        )}
        {props.drawn && <button type="button" onClick={keepSvg}>Drawing as SVG</button>}
        {props.drawn && <button type="button" onClick={keepPng}>Picture as PNG</button>}
        <button type="button" onClick={() => cite(line())}>Citation</button>
        {cited && <Cited text={cited} />}
        {failed && <p role="alert">{failed}</p>}
      </div>
    </details>
  );
}

function Cited({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const copy = () => {
    field.current?.select();
    navigator.clipboard?.writeText(text).then(() => setCopied(true), () => setCopied(false));
  };
  return (
    <div class="cited">
      <textarea ref={field} readOnly rows={5} aria-label="Citation">{text}</textarea>
      <button type="button" onClick={copy}>{copied ? "Copied" : "Copy"}</button>
    </div>
  );
}

function drawingIn(frame: HTMLElement | null, about: string): string | null {
  const svg = frame?.querySelector<SVGSVGElement>("svg.chart");
  return svg ? standalone(svg, about) : null;
}
