/** Questions to the server; the types of its answers come from its own description (schema.d.ts). */
import { useEffect, useState } from "preact/hooks";
import type { components, paths } from "./schema";

export type Schemas = components["schemas"];
type Get<P extends keyof paths> = paths[P] extends { get: infer G } ? G : never;
type Content<G> = G extends { responses: { 200: { content: { "application/json": infer A } } } } ? A : never;
type Asked<G> = G extends { parameters: { query?: infer Q } } ? Q : never;

export type Path = {
  [P in keyof paths]: Get<P> extends never ? never : Content<Get<P>> extends never ? never : P;
}[keyof paths];
export type AnswerTo<P extends Path> = Content<Get<P>>;
export type Question<P extends Path> = { readonly [K in keyof NonNullable<Asked<Get<P>>>]?: string | number | null };

/** An answer that is no answer: a sentence of the server, or what stood in the way of asking it. */
export class Trouble extends Error {
  constructor(
    readonly title: string,
    detail: string,
    readonly status: number | null,
  ) {
    super(detail);
  }
}

/** The address of a question; `id` fills the place in braces. */
export function addressOf<P extends keyof paths & string>(path: P, query: object = {}, id?: string): string {
  const filled = id === undefined ? path : path.replace(/\{[^}]+\}/, encodeURIComponent(id));
  const pairs = Object.entries(query).filter(([, v]) => v !== null && v !== undefined && v !== "");
  const search = new URLSearchParams(pairs.map(([k, v]) => [k, String(v)])).toString();
  return search ? `${filled}?${search}` : filled;
}

export async function ask<T>(address: string, init?: RequestInit): Promise<T> {
  return (await (await answered(address, init)).json()) as T;
}

/** An answer that is a file to keep. */
export async function askFile(address: string): Promise<Blob> {
  return (await answered(address)).blob();
}

async function answered(address: string, init?: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(address, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Trouble("No answer", "The server does not answer. Is `dragoman serve` still running?", null);
  }
  if (!answer.ok) throw await troubleOf(answer);
  return answer;
}

/** What statuses of HTTP mean to people. */
const TITLES: Readonly<Record<number, string>> = { 404: "Not in this record", 422: "This cannot be asked", 500: "Something went wrong", 503: "Not ready yet" };

async function troubleOf(answer: Response): Promise<Trouble> {
  const kind = answer.headers.get("content-type") ?? "";
  if (kind.includes("json")) {
    const told = (await answer.json()) as { title?: string; detail?: string };
    return new Trouble(TITLES[answer.status] ?? told.title ?? "Not answered", told.detail ?? "The server gave no reason.", answer.status);
  }
  return new Trouble("Not answered", `The server answered with status ${answer.status} and no reason.`, answer.status);
}

const AT_ONCE = 500;

/** Every row of a list that is shown page by page. */
export async function everyRow<P extends Path & keyof paths & string>(path: P, query: Question<P>): Promise<ItemOf<P>[]> {
  const found: ItemOf<P>[] = [];
  for (;;) {
    const page = await ask<{ items: ItemOf<P>[]; total: number }>(addressOf(path, { ...query, limit: AT_ONCE, offset: found.length }));
    found.push(...page.items);
    if (page.items.length === 0 || found.length >= page.total) return found;
  }
}

type ItemOf<P extends Path> = AnswerTo<P> extends { items: (infer I)[] } ? I : never;

export interface Answer<T> {
  readonly data: T | null;
  readonly trouble: Trouble | null;
  /** The data are of the question before: the answer to this one is under way. */
  readonly loading: boolean;
}

const UNREADY = 503; // what is asked for is being made; so it is asked for again by itself
const SOON = 2500; // milliseconds

const seen = new Map<string, unknown>();
const KEPT = 60;

function keep(address: string, data: unknown): void {
  seen.delete(address);
  seen.set(address, data);
  const oldest = seen.keys().next();
  if (seen.size > KEPT && !oldest.done) seen.delete(oldest.value);
}

const waiting = new Set<() => void>();

/** Ask everything that is shown anew: the record has changed. */
export function askAgain(): void {
  seen.clear();
  for (const again of [...waiting]) again();
}

/** The answer at an address; asked anew when the address changes, null asks nothing. */
export function useAsked<T>(address: string | null): Answer<T> {
  const [held, hold] = useState<Answer<T> & { of: string | null }>({
    data: null, trouble: null, loading: address !== null, of: null,
  });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const again = () => setTurn((n) => n + 1);
    waiting.add(again);
    return () => void waiting.delete(again);
  }, []);
  useEffect(() => {
    if (address === null) return;
    const stop = new AbortController();
    let later: number | undefined;
    hold((old) => ({
      data: (seen.get(address) as T | undefined) ?? old.data,
      trouble: old.of === address && old.trouble?.status === UNREADY ? old.trouble : null,
      loading: true,
      of: address,
    }));
    ask<T>(address, { signal: stop.signal }).then(
      (data) => {
        keep(address, data);
        hold({ data, trouble: null, loading: false, of: address });
      },
      (error: unknown) => {
        if (stop.signal.aborted) return;
        const trouble = error instanceof Trouble ? error : new Trouble("Not shown", String(error), null);
        hold({ data: null, trouble, loading: false, of: address });
        if (trouble.status === UNREADY) later = window.setTimeout(() => setTurn((n) => n + 1), SOON);
      },
    );
    return () => {
      stop.abort();
      window.clearTimeout(later);
    };
  }, [address, turn]);
  return address !== held.of ? { data: held.data, trouble: null, loading: address !== null } : held;
}

export function useGet<P extends Path & string>(path: P, query: Question<P> | null, id?: string): Answer<AnswerTo<P>> {
  return useAsked<AnswerTo<P>>(query === null ? null : addressOf(path, query, id));
}
