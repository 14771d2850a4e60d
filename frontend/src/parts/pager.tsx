import { here } from "../address";

/** The pages of a list; `name` is the parameter of the address that says how many rows are passed over. */
export function Pager({ total, limit, offset, name = "offset", earlier = "Earlier rows", further = "Further rows" }: {
  total: number; limit: number; offset: number; name?: string; earlier?: string; further?: string;
}) {
  if (total <= limit && offset === 0) return null;
  const last = Math.min(total, offset + limit);
  return (
    <nav class="pager" aria-label="Pages of this list">
      {offset > 0 ? <a href={here({ [name]: Math.max(0, offset - limit) || null })} rel="prev">← {earlier}</a> : <span />}
      <span>{(offset + 1).toLocaleString("en")} to {last.toLocaleString("en")} of {total.toLocaleString("en")}</span>
      {last < total ? <a href={here({ [name]: offset + limit })} rel="next">{further} →</a> : <span />}
    </nav>
  );
}

export const offsetOf = (query: Readonly<Record<string, string>>, name = "offset") => Math.max(0, Number.parseInt(query[name] ?? "0", 10) || 0);
