import { here } from "../address";

export function Pager({ total, limit, offset }: { total: number; limit: number; offset: number }) {
  if (total <= limit && offset === 0) return null;
  const last = Math.min(total, offset + limit);
  return (
    <nav class="pager" aria-label="Pages of this list">
      {offset > 0 ? <a href={here({ offset: Math.max(0, offset - limit) || null })} rel="prev">← Earlier rows</a> : <span />}
      <span>{(offset + 1).toLocaleString("en")} to {last.toLocaleString("en")} of {total.toLocaleString("en")}</span>
      {last < total ? <a href={here({ offset: offset + limit })} rel="next">Further rows →</a> : <span />}
    </nav>
  );
}

export const offsetOf = (query: Readonly<Record<string, string>>) => Math.max(0, Number.parseInt(query.offset ?? "0", 10) || 0);
