/** What the record's names mean: asked once, from the ontology. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Schemas } from "./api";

export type Labels = Schemas["Labels"];
export type Meta = Schemas["Meta"];
export type CountsAs = "fact" | "intention" | "possibility" | "refuted";

export interface Known {
  readonly labels: Labels;
  readonly meta: Meta;
}

export const KnownContext = createContext<Known | null>(null);

export function useKnown(): Known {
  const known = useContext(KnownContext);
  if (!known) throw new Error("The labels are asked for before they are there.");
  return known;
}

/** "not_happened" as people write it. */
export function plain(name: string): string {
  return name.replaceAll("_", " ");
}

/** A number with its noun: "1 report", "2,000 reports". */
export function counted(n: number, one: string, several = `${one}s`): string {
  return `${n.toLocaleString("en")} ${n === 1 ? one : several}`;
}

const LANGUAGES = new Intl.DisplayNames(["en"], { type: "language", fallback: "code" });

/** The name of a language by its code: "English". */
export function languageName(code: string): string {
  try {
    return LANGUAGES.of(code) ?? code;
  } catch {
    return code; // no code at all
  }
}

/** The code of the state of this name, as questions have it; what is no state's name stays as it is. */
export function stateCode(labels: Labels, name: string): string {
  const wanted = name.trim().toLowerCase();
  return Object.entries(labels.states).find(([, known]) => known.toLowerCase() === wanted)?.[0] ?? name;
}

/** "COOPERATE" as a heading. */
export function titled(name: string): string {
  const words = plain(name).toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const KINDS: Readonly<Record<string, string>> = { igo: "intergovernmental body", tie: "standing thing", ties: "standing things" };

/** What a kind of actor or of row is called. */
export const kindName = (kind: string) => KINDS[kind] ?? plain(kind);

/** The name of a state by its ISO 3166 code; what is no state's code stays as it is. */
export const stateName = (labels: Labels, code: string) => labels.states[code] ?? code;

export function countsAs(labels: Labels, status: string): CountsAs {
  return (labels.statuses.find((s) => s.name === status)?.counts_as ?? "possibility") as CountsAs;
}

export function meaningOf(labels: Labels, name: string): string | undefined {
  return [...labels.events, ...labels.statuses, ...labels.topics, ...labels.contexts].find((l) => l.name === name)?.meaning
    ?? labels.ties.find((t) => t.kind === name)?.meaning;
}

/** PLOVER's quad of an event type: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict. */
export function quadOf(labels: Labels, type: string): number {
  return labels.events.find((e) => e.name === type)?.quad ?? 1;
}

export const QUADS: Readonly<Record<number, string>> = {
  1: "Verbal cooperation", 2: "Material cooperation", 3: "Verbal conflict", 4: "Material conflict",
};

export const FIRMNESS: readonly { as: CountsAs; sign: string; meaning: string }[] = [
  { as: "fact", sign: "●", meaning: "told as a fact" },
  { as: "intention", sign: "◐", meaning: "planned or wanted" },
  { as: "possibility", sign: "○", meaning: "possible or only claimed" },
  { as: "refuted", sign: "✕", meaning: "denied or did not happen" },
];
