/** What a person decides of a finding. Shown where the server takes decisions. */
import { useKnown } from "../labels";

export function Review({ id }: { id: string; kind: string; row: Record<string, unknown> }) {
  const { meta } = useKnown();
  if (meta.read_only) return null;
  return <p class="note">{id}</p>;
}
