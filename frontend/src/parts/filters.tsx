/** The filters of a page, which live in its address. */
import { useId } from "preact/hooks";
import { go, here, useAddress } from "../address";
import { useGet } from "../api";
import { plain, stateCode, titled, useKnown } from "../labels";

export type FilterName = "actor" | "with" | "type" | "kind" | "status" | "since" | "until" | "outlet" | "text";

const TITLES: Readonly<Record<FilterName, string>> = {
  actor: "Actor", with: "With", type: "Type", kind: "Kind", status: "Status", since: "Since", until: "Until", outlet: "Outlet",
  text: "Words",
};

/** `kinds`: the choices of `kind`, which the page's questions call `type`. */
export function Filters({ names, kinds, of = "event" }: { names: readonly FilterName[]; kinds?: readonly string[]; of?: "event" | "tie" }) {
  const { query } = useAddress();
  const valueOf = useValue();
  const set = names.filter((n) => query[n]);
  const submit = (e: SubmitEvent) => {
    e.preventDefault();
    const given = new FormData(e.currentTarget as HTMLFormElement);
    const changes = Object.fromEntries(names.map((n) => [n, valueOf(n, String(given.get(n) ?? "").trim())]));
    go(here({ ...changes, offset: null, see: null }));
  };
  const cleared = Object.fromEntries(names.map((n) => [n, null]));
  return (
    <form class="filters" onSubmit={submit} aria-label="Filters" key={JSON.stringify(names.map((n) => query[n]))}>
      {names.map((name) => <Field key={name} name={name} value={query[name] ?? ""} kinds={kinds} of={of} />)}
      <button type="submit">Apply</button>
      {set.length > 0 && <a class="clear" href={here({ ...cleared, offset: null })}>Clear {set.length === 1 ? "filter" : `${set.length} filters`}</a>}
    </form>
  );
}

/** What a question takes: of a state its code, whatever people write. */
function useValue() {
  const { labels } = useKnown();
  return (name: FilterName, given: string) => (given === "" ? null : name === "actor" || name === "with" ? stateCode(labels, given) : given);
}

function Field({ name, value, kinds, of }: { name: FilterName; value: string; kinds?: readonly string[]; of: "event" | "tie" }) {
  const id = useId();
  return (
    <div class={`field f-${name}`}>
      <label for={id}>{TITLES[name]}</label>
      <Control id={id} name={name} value={value} kinds={kinds} of={of} />
    </div>
  );
}

function Control({ id, name, value, kinds, of }: { id: string; name: FilterName; value: string; kinds?: readonly string[]; of: "event" | "tie" }) {
  const { labels } = useKnown();
  if (name === "type") return <Choice id={id} name={name} value={value} among={labels.events.map((e) => e.name)} show={titled} />;
  if (name === "kind") return <Choice id={id} name={name} value={value} among={kinds ?? []} show={titled} />;
  if (name === "status") {
    return <Choice id={id} name={name} value={value} among={labels.statuses.filter((s) => s.of.includes(of)).map((s) => s.name)} show={plain} />;
  }
  if (name === "actor" || name === "with") return <ActorField id={id} name={name} value={value} />;
  if (name === "outlet") return <OutletField id={id} value={value} />;
  if (name === "text") return <input id={id} name={name} defaultValue={value} dir="auto" maxLength={400} />;
  return <input id={id} name={name} defaultValue={value} placeholder="2023-04" size={10} maxLength={10} pattern="\d{4}(-\d\d(-\d\d)?)?" title="A year, month or day: 2023, 2023-04, 2023-04-11" />;
}

function Choice({ id, name, value, among, show }: { id: string; name: string; value: string; among: readonly string[]; show: (n: string) => string }) {
  return (
    <select id={id} name={name} defaultValue={value}>
      <option value="">any</option>
      {among.map((a) => <option key={a} value={a} selected={a === value}>{show(a)}</option>)}
    </select>
  );
}

const KNOWN = 500;

export function ActorField({ id, name, value, required }: { id: string; name: string; value: string; required?: boolean }) {
  const actors = useGet("/api/actors", { limit: KNOWN });
  const { labels } = useKnown();
  const shown = labels.states[value] ?? actors.data?.items.find((a) => a.id === value)?.name ?? value;
  return (
    <>
      <input key={shown} id={id} name={name} defaultValue={shown} list={`${id}-list`} dir="auto" maxLength={400} required={required} autocomplete="off" />
      <datalist id={`${id}-list`}>{actors.data?.items.map((a) => <option key={a.id} value={a.name} />)}</datalist>
    </>
  );
}

function OutletField({ id, value }: { id: string; value: string }) {
  const outlets = useGet("/api/outlets", { limit: KNOWN });
  return (
    <>
      <input id={id} name="outlet" defaultValue={value} list={`${id}-list`} dir="auto" maxLength={400} autocomplete="off" />
      <datalist id={`${id}-list`}>{outlets.data?.items.filter((o) => o.name).map((o) => <option key={o.name} value={o.name} />)}</datalist>
    </>
  );
}
