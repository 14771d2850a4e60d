/** How to cite a figure, a table or a sentence: what it is, which record in which state, when, and where. */
import type { Meta } from "../labels";

/** One line for a footnote. The record's version tells its state: the same version shows the same. */
export function citation(meta: Meta, title: string, day: string, address: string): string {
  const counts = Object.fromEntries(meta.counts.map((c) => [c.name, c.number]));
  const size = counts.report === undefined ? "" : `, ${counts.report.toLocaleString("en")} reports`;
  return `“${title}”, record ${meta.record} (version ${meta.version}${size}), Dragoman ${meta.program}, ${day}, ${address}`;
}

/** The address without what is only open beside the page. */
export function citedAddress(): string {
  const at = new URL(location.href);
  at.searchParams.delete("see");
  return at.href;
}
