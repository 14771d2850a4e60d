/** The address holds everything that a page shows, so that a link shows the same to somebody else. */
import { useEffect, useState } from "preact/hooks";

export type Query = Readonly<Record<string, string>>;

export interface Address {
  readonly path: string;
  readonly query: Query;
}

/** Filters that go along from page to page. */
export const CARRIED = ["since", "until", "outlet", "text"] as const;

const listeners = new Set<() => void>();
let current = read();

function read(): Address {
  return { path: location.pathname, query: Object.fromEntries(new URLSearchParams(location.search)) };
}

function moved(): void {
  current = read();
  for (const tell of listeners) tell();
}

/** An address within the app; empty values are left out. */
export function href(path: string, query: Record<string, string | number | null | undefined> = {}): string {
  const kept = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const search = new URLSearchParams(kept.map(([name, value]) => [name, String(value)])).toString();
  return search ? `${path}?${search}` : path;
}

/** The present address with some values changed; null takes a value out. */
export function here(changes: Record<string, string | number | null | undefined>): string {
  return href(current.path, { ...current.query, ...changes });
}

/** The present query, for what happens between two renderings. */
export const queryNow = (): Query => current.query;

/** Only the filters that go along. */
export function carried(query: Query = current.query): Record<string, string> {
  return Object.fromEntries(CARRIED.flatMap((name) => (query[name] ? [[name, query[name]]] : [])));
}

export function go(address: string, replace = false): void {
  if (replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  moved();
}

export function useAddress(): Address {
  const [, again] = useState(0);
  useEffect(() => {
    const tell = () => again((n) => n + 1);
    listeners.add(tell);
    return () => void listeners.delete(tell);
  }, []);
  return current;
}

/** Follow links of the app without loading the page anew. */
export function followLinks(): void {
  addEventListener("popstate", moved);
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!link || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const to = new URL(link.getAttribute("href") ?? "", location.href);
    const outside = to.origin !== location.origin || to.pathname.startsWith("/api/");
    if (outside || link.hasAttribute("download") || link.hasAttribute("target")) return;
    if (to.hash && to.pathname === location.pathname && to.search === location.search) return;
    event.preventDefault();
    const samePage = to.pathname === location.pathname;
    go(to.pathname + to.search + to.hash);
    if (!samePage) scrollTo(0, 0);
  });
}
