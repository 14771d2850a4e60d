/** Hold an event to be the same as another. */
import { useId } from "preact/hooks";
import { useGet } from "../api";
import { told } from "../text/days";
import { Answered, Empty } from "./states";

export function MergeForm({ id, row, then }: { id: string; row: Record<string, unknown>; then: (other: string, because: string) => void }) {
  const ids = [useId(), useId()] as const;
  const actor = (row.actors as string[] | undefined)?.[0] ?? null;
  const others = useGet("/api/happenings", { actor, type: row.type as string, limit: 100 });
  const submit = (e: SubmitEvent) => {
    e.preventDefault();
    const given = new FormData(e.currentTarget as HTMLFormElement);
    then(String(given.get("other")), String(given.get("because")));
  };
  return (
    <Answered of={others} what="events like it">
      {(page) => {
        const among = page.items.filter((h) => h.id !== id && h.mention !== id);
        if (!among.length) return <Empty>No other event of this type names the same actor.</Empty>;
        return (
          <form class="decide" onSubmit={submit}>
            <label for={ids[0]}>Is one with</label>
            <select id={ids[0]} name="other" ref={(e) => e?.focus()}>
              {among.map((h) => <option key={h.id} value={h.id}>{told(h.date ?? h.first_told)}: {h.sentence.slice(0, 90)}</option>)}
            </select>
            <label for={ids[1]}>Why (may stay empty)</label>
            <input id={ids[1]} name="because" maxLength={10000} dir="auto" />
            <button type="submit">Merge them</button>
          </form>
        );
      }}
    </Answered>
  );
}
