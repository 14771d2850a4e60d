/** A table whose rows are all there; a click on a heading sorts them. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Cell } from "../keep/files";

export interface Column<R> {
  readonly name: string;
  /** What is shown. */
  readonly show: (row: R) => ComponentChildren;
  /** What is kept in a file, and sorted by. */
  readonly value: (row: R) => Cell;
  readonly number?: boolean;
  readonly wide?: boolean;
}

interface TableProps<R> {
  readonly caption: string;
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  readonly sortable?: boolean;
}

export function Table<R>({ caption, columns, rows, sortable = true }: TableProps<R>) {
  const [by, sortBy] = useState<{ column: string; up: boolean } | null>(null);
  const sorted = by ? inOrder(rows, columns.find((c) => c.name === by.column), by.up) : rows;
  return (
    <div class={stacks(columns) ? "table-frame stacks" : "table-frame"} role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption class="sr">{caption}</caption>
        <thead>
          <tr>
            {columns.map((c) => (
              <th key={c.name} scope="col" class={c.number ? "number" : undefined} aria-sort={by?.column === c.name ? (by.up ? "ascending" : "descending") : undefined}>
                {sortable ? (
                  <button type="button" onClick={() => sortBy({ column: c.name, up: by?.column === c.name ? !by.up : !c.number })}>
                    {c.name}<span aria-hidden="true">{by?.column === c.name ? (by.up ? " ▴" : " ▾") : ""}</span>
                  </button>
                ) : c.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row, i) => (
            <tr key={i}>
              {columns.map((c) => <td key={c.name} data-column={c.name} class={c.number ? "number" : c.wide ? "wide" : undefined}>{c.show(row)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Whether a row becomes a block of its own on a narrow screen, where the columns would not stand side by side. */
const stacks = <R,>(columns: readonly Column<R>[]) => columns.length > 4 || (columns.length > 3 && columns.some((c) => c.wide));

function inOrder<R>(rows: readonly R[], column: Column<R> | undefined, up: boolean): readonly R[] {
  if (!column) return rows;
  return [...rows].sort((a, b) => compared(column.value(a), column.value(b)) * (up ? 1 : -1));
}

function compared(a: Cell, b: Cell): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a ?? "").localeCompare(String(b ?? ""));
}

export function sheetOf<R>(columns: readonly Column<R>[], rows: readonly R[]) {
  return { columns: columns.map((c) => c.name), rows: rows.map((r) => columns.map((c) => c.value(r))) };
}
