/** What a page shows while it waits, where there is nothing, and where something went wrong. */
import type { ComponentChildren } from "preact";
import type { Answer, Trouble } from "../api";

export function Loading({ what }: { what: string }) {
  return (
    <div class="state loading" role="status">
      <span class="bones" aria-hidden="true"><i /><i /><i /></span>
      Asking for {what} …
    </div>
  );
}

export function Problem({ trouble }: { trouble: Trouble }) {
  return (
    <div class="state problem" role="alert">
      <strong>{trouble.title}</strong>
      <p>{trouble.message}</p>
    </div>
  );
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="state empty">{children}</p>;
}

/** The answer, or what stands in its place. The former answer stays, faded, while a new one is under way. */
export function Answered<T>({ of, what, children }: { of: Answer<T>; what: string; children: (data: T) => ComponentChildren }) {
  if (of.trouble) return <Problem trouble={of.trouble} />;
  if (of.data === null) return <Loading what={what} />;
  return <div class={of.loading ? "answered stale" : "answered"} aria-busy={of.loading}>{children(of.data)}</div>;
}

/** A hole of the record, said. */
export function NotStated({ what = "not stated" }: { what?: string }) {
  return <span class="hole">{what}</span>;
}
