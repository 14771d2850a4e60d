/** Decisions of people, sent to the server; every page asks anew when one is kept. */
import { ask, askAgain, type Schemas } from "./api";

export type Verb = "accept" | "correct" | "reject" | "merge" | "undo";
const KEY = "dragoman-reviewer";

/** Under which name decisions are kept; asked once in a browser. */
export const reviewer = () => localStorage.getItem(KEY) ?? "";
export const setReviewer = (name: string) => localStorage.setItem(KEY, name);

export async function decide(verb: Verb, asked: Record<string, unknown>): Promise<Schemas["Kept"]> {
  const kept = await ask<Schemas["Kept"]>(`/api/review/${verb}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Dragoman": "1" },
    body: JSON.stringify({ by: reviewer(), ...asked }),
  });
  if (kept.shown) askAgain();
  else setTimeout(askAgain, 3000);
  return kept;
}
