/** What a person decides of a finding: accept, correct, reject, merge, each with its key. */
import { useEffect, useId, useState } from "preact/hooks";
import { useGet } from "../api";
import { plain, useKnown } from "../labels";
import { decide, reviewer, setReviewer, type Verb } from "../review";
import { CorrectForm } from "./correct";
import { MergeForm } from "./merge";

interface ReviewProps {
  readonly id: string;
  readonly kind: string;
  readonly row: Record<string, unknown>;
  /** Whether the keys a, c, r and m are heard. */
  readonly keys?: boolean;
}

const KEYS: Readonly<Record<string, Verb>> = { a: "accept", c: "correct", r: "reject", m: "merge" };

export function Review({ id, kind, row, keys = true }: ReviewProps) {
  const { meta } = useKnown();
  const [open, setOpen] = useState<Verb | null>(null);
  const [said, say] = useState<string | null>(null);
  const [name, setName] = useState(reviewer());
  const verbs = (Object.entries(KEYS) as [string, Verb][]).filter(([, v]) => (v === "merge" ? kind === "event" || kind === "happening" : kind !== "happening"));
  const done = (verb: Verb, asked: Record<string, unknown>) => {
    decide(verb, asked).then(
      (kept) => { setOpen(null); say(`Kept: ${plain(kept.verb)}, by ${kept.author}.${kept.shown ? "" : " It shows in a moment."}`); },
      (error: unknown) => say(error instanceof Error ? error.message : String(error)),
    );
  };
  const start = (verb: Verb) => {
    if (verb === "accept" && name) done("accept", { id });
    else setOpen(open === verb ? null : verb);
  };
  useKeys(keys && !meta.read_only, verbs, start);
  useEffect(() => { setOpen(null); say(null); }, [id]);
  if (meta.read_only) return null;
  return (
    <div class="reviewing">
      <div class="review" role="group" aria-label="Decide">
        {verbs.map(([key, verb]) => (
          <button key={verb} type="button" onClick={() => start(verb)} aria-expanded={open === verb ? "true" : undefined} aria-keyshortcuts={key}>
            {verb.charAt(0).toUpperCase() + verb.slice(1)} <kbd aria-hidden="true">{key}</kbd>
          </button>
        ))}
      </div>
      {open && !name && <Name then={() => { setName(reviewer()); say(null); if (open === "accept") done("accept", { id }); }} />}
      {open === "reject" && name && <Reject then={(because) => done("reject", { id, because })} />}
      {open === "correct" && name && <CorrectForm id={id} then={(changes, because) => done("correct", { id, changes, because })} />}
      {open === "merge" && name && <MergeForm id={id} row={row} then={(other, because) => done("merge", { ids: [id, other], because })} />}
      {said && <p class="note" role="status">{said}</p>}
      <Decisions id={id} undo={(decision) => done("undo", { id: decision })} />
    </div>
  );
}

function useKeys(heard: boolean, verbs: readonly [string, Verb][], start: (verb: Verb) => void) {
  useEffect(() => {
    if (!heard) return;
    const pressed = (e: KeyboardEvent) => {
      if (e.ctrlKey || e.metaKey || e.altKey || (e.target instanceof Element && e.target.closest("input, textarea, select"))) return;
      const verb = verbs.find(([key]) => key === e.key)?.[1];
      if (!verb) return;
      e.preventDefault();
      start(verb);
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  });
}

function Name({ then }: { then: () => void }) {
  const id = useId();
  const submit = (e: SubmitEvent) => {
    e.preventDefault();
    setReviewer(String(new FormData(e.currentTarget as HTMLFormElement).get("by")).trim());
    then();
  };
  return (
    <form class="decide" onSubmit={submit}>
      <label for={id}>Your name, kept with every decision</label>
      <input id={id} name="by" required pattern=".*\S.*" maxLength={400} autocomplete="name" ref={(e) => e?.focus()} />
      <button type="submit">Go on</button>
    </form>
  );
}

function Reject({ then }: { then: (because: string) => void }) {
  const id = useId();
  const submit = (e: SubmitEvent) => {
    e.preventDefault();
    then(String(new FormData(e.currentTarget as HTMLFormElement).get("because")));
  };
  return (
    <form class="decide" onSubmit={submit}>
      <label for={id}>Why it is wrong (may stay empty)</label>
      <input id={id} name="because" maxLength={10000} dir="auto" ref={(e) => e?.focus()} />
      <button type="submit">Reject it</button>
    </form>
  );
}

function Decisions({ id, undo }: { id: string; undo: (decision: string) => void }) {
  const answer = useGet("/api/review/decisions", { of: id });
  const rows = answer.data?.filter((r) => r.verb !== "undo") ?? [];
  if (!rows.length) return null;
  return (
    <ul class="decisions" aria-label="Decisions">
      {rows.map((r) => (
        <li key={r.id}>
          <span class={r.stands ? "" : "gone"}>{plain(r.verb ?? "")} by <bdi>{r.author}</bdi>{r.changes && <>: <bdi>{r.changes}</bdi></>}{r.reason && <> — <bdi>{r.reason}</bdi></>}</span>
          {r.stands && <button type="button" onClick={() => undo(r.id)}>Undo</button>}
        </li>
      ))}
    </ul>
  );
}
