/** Put one field of a finding right. */
import { useId, useState } from "preact/hooks";
import { type Schemas, useGet } from "../api";
import { type Labels, plain, useKnown } from "../labels";
import { Answered } from "./states";

type Field = Schemas["FieldLabel"];
type Finding = Schemas["FindingValues"];

/** Shapes that one line can hold; words, roles and the like are corrected on the command line. */
const ONE_LINE = new Set(["choice", "choices", "text", "flag", "number", "date", "actor", "actors", "place"]);
const MANY = new Set(["choices", "actors"]);

export function CorrectForm({ id, then }: { id: string; then: (changes: Record<string, unknown>, because: string) => void }) {
  const fields = useGet("/api/review/fields", {});
  const finding = useGet("/api/review/finding/{id}", {}, id);
  return (
    <Answered of={fields} what="the fields">
      {(all) => <Answered of={finding} what="the finding">{(found) => <Form fields={(all[found.kind] ?? []).filter((f) => ONE_LINE.has(f.shape))} finding={found} then={then} />}</Answered>}
    </Answered>
  );
}

function Form({ fields, finding, then }: { fields: readonly Field[]; finding: Finding; then: (changes: Record<string, unknown>, because: string) => void }) {
  const { labels } = useKnown();
  const ids = [useId(), useId(), useId(), useId()] as const;
  const [name, setName] = useState(fields.find((f) => f.name === "status")?.name ?? fields[0]?.name ?? "");
  const field = fields.find((f) => f.name === name);
  if (!field) return <p class="note">Nothing of it can be corrected here.</p>;
  const submit = (e: SubmitEvent) => {
    e.preventDefault();
    const given = new FormData(e.currentTarget as HTMLFormElement);
    then({ [name]: valued(field, String(given.get("value") ?? "").trim()) }, String(given.get("because") ?? ""));
  };
  const choices = choicesOf(labels, finding.kind, name);
  return (
    <form class="decide" onSubmit={submit}>
      <label for={ids[0]}>What is wrong</label>
      <select id={ids[0]} value={name} onChange={(e) => setName(e.currentTarget.value)} ref={(e) => e?.focus()}>
        {fields.map((f) => <option key={f.name} value={f.name}>{plain(f.name)}: {f.meaning}</option>)}
      </select>
      <label for={ids[1]}>What is right{MANY.has(field.shape) && ", separated by commas"}{field.empty && " (empty: not stated)"}</label>
      <input key={name} id={ids[1]} name="value" defaultValue={written(finding.stands[name], field)} list={ids[3]} required={!field.empty} dir="auto" />
      <datalist id={ids[3]}>{choices.map((c) => <option key={c} value={c} />)}</datalist>
      <label for={ids[2]}>Why (may stay empty)</label>
      <input id={ids[2]} name="because" maxLength={10000} dir="auto" />
      <button type="submit">Correct it</button>
    </form>
  );
}

function choicesOf(labels: Labels, kind: string, name: string): readonly string[] {
  if (name === "status") return labels.statuses.filter((s) => s.of.includes(kind === "tie" ? "tie" : "event")).map((s) => s.name);
  if (name === "type") return labels.events.map((e) => e.name);
  if (name === "mode") return labels.events.flatMap((e) => e.modes.map((m) => m.name));
  if (name === "topics") return labels.topics.map((t) => t.name);
  if (name === "contexts") return labels.contexts.map((t) => t.name);
  if (name === "kind") return kind === "statement" ? labels.statement_kinds : labels.ties.map((t) => t.kind);
  return name === "reciprocal" ? ["yes", "no"] : [];
}

function written(value: unknown, field: Field): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (field.shape === "date" && Array.isArray(value)) return [...new Set(value)].filter((v) => v !== null).join("/");
  return Array.isArray(value) ? value.filter((v) => v !== null).join(", ") : String(value);
}

function valued(field: Field, text: string): unknown {
  if (MANY.has(field.shape)) return text.split(",").map((t) => t.trim()).filter(Boolean);
  if (text === "") return null;
  if (field.shape === "flag") return text === "yes" || text === "true";
  return field.shape === "number" ? Number(text) : text;
}
