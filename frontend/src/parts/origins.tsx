/** Whose word an answer rests on: the tree of origins as a drawing and as a list, and what remains without some. */
import { go, here, useAddress } from "../address";
import { type Schemas, useAsked } from "../api";
import { useWidth } from "../charts/scale";
import { Figure } from "./figure";
import { stateName, useKnown } from "../labels";
import { Chip } from "./verdict";
import { OutletTexts } from "./texts";
import { Answered, Empty } from "./states";

type Resting = Schemas["Resting"];
type Branch = Schemas["Branch"];
const LEFT_OUT = ["without", "without_side", "without_word_of"] as const;

/** The address of the question, with what the page's address leaves out. */
function wordAddress(asked: Readonly<Record<string, string | undefined>>, query: Readonly<Record<string, string>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) if (value) search.append(name, value);
  for (const name of LEFT_OUT) for (const one of (query[name] ?? "").split("|").filter(Boolean)) search.append(name, one);
  if (query.without_state_run) search.append("without_state_run", "true");
  return `/api/whose-word?${search.toString()}`;
}

type Asked = Readonly<Record<string, string | undefined>>;

export function Origins({ asked, title = "Whose word it rests on" }: { asked: Readonly<Record<string, string | undefined>>; title?: string }) {
  const { query } = useAddress();
  const { labels } = useKnown();
  const answer = useAsked<Resting>(wordAddress(asked, query));
  return (
    <Answered of={answer} what="whose word it is">
      {(found) => (
        <Figure title={title} drawn sheet={() => outletSheet(found.whole.word.tree)} note={said(found.whole.word, (code) => stateName(labels, code))}>
          <OriginTree branches={found.whole.word.tree} />
          <LeaveOut found={found} />
          {typeof found.whole.index === "number" && <p>Index of cooperation over all facts: {found.whole.index.toFixed(1)}</p>}
          {found.rest && <Rest found={found} rest={found.rest} />}
          <details class="told"><summary>Every publisher, outlet and report</summary><Branches of={found.whole.word.tree} asked={asked} /></details>
        </Figure>
      )}
    </Answered>
  );
}

/** Every outlet with its publisher and standing, and how much rests on it. */
function outletSheet(tree: readonly Branch[]) {
  const columns = ["run by", "publisher", "country", "side", "outlet", "tellings", "reports", "texts", "copies"];
  const rows = tree.flatMap((s) => s.parts.flatMap((p) => p.parts.map((o) => [
    STANDING[s.name] ?? s.name, p.name, p.country, p.side, o.name, o.numbers.tellings, o.numbers.reports, o.numbers.texts, o.numbers.copies,
  ])));
  return { columns, rows };
}

const many = (n: number, one: string, several = `${one}s`) => `${n.toLocaleString("en")} ${n === 1 ? one : several}`;

function said(word: Schemas["Word"], name: (code: string) => string): string {
  const n = word.numbers;
  const copies = n.copies ? `, ${many(n.copies, "copy", "copies")} among them` : "";
  return `${many(n.tellings, "telling")} in ${many(n.reports, "report")}${copies}, by ${many(word.publishers, "independent publisher")}. `
    + `Cited is somebody of a party to the matter (${word.parties.map(name).join(", ") || "nobody known"}) ${many(word.by_party, "time")}, somebody else ${many(word.by_third, "time")}; ${many(word.own_voice, "telling speaks", "tellings speak")} in the report’s own voice.`
    + (word.jointly ? ` ${many(word.jointly, "telling cites", "tellings cite")} the joint word of several sides, which is not one side’s alone.` : "");
}

function Rest({ found, rest }: { found: Resting; rest: Schemas["Remains"] }) {
  const whole = found.whole.word.numbers;
  return (
    <div class="rest">
      <p><strong>Without {found.without}</strong>: {rest.word.numbers.tellings} of {many(whole.tellings, "telling")} remain, in {many(rest.word.numbers.texts, "text")} by {many(rest.word.publishers, "publisher")}; {rest.lost} of {whole.events} events or things are told by nobody else.</p>
      {rest.verdict && <p>The verdict was <Chip of={found.whole.verdict ?? ""} />, and is <Chip of={rest.verdict} because={rest.because ?? undefined} />: {rest.because}</p>}
      {typeof rest.index === "number" && typeof found.whole.index === "number" && <p>The index of cooperation was {found.whole.index.toFixed(1)}, and is {rest.index.toFixed(1)}.</p>}
      {!rest.verdict && typeof rest.index !== "number" && <p>Told as {rest.told_as.map((c) => `${c.name.replaceAll("_", " ")} (${c.number})`).join(", ") || "nothing"}; before: {found.whole.told_as.map((c) => `${c.name.replaceAll("_", " ")} (${c.number})`).join(", ")}.</p>}
    </div>
  );
}

/** What may be left out: each outlet, the media and the word of each party, what states run. */
function LeaveOut({ found }: { found: Resting }) {
  const { query } = useAddress();
  const { labels } = useKnown();
  const publishers = found.whole.word.tree.flatMap((t) => t.parts);
  const out = LEFT_OUT.some((n) => query[n]) || query.without_state_run;
  const add = (e: Event) => {
    const [name = "", value = ""] = (e.currentTarget as HTMLSelectElement).value.split(":", 2).map(decodeURIComponent);
    if (name === "without_state_run") go(here({ without_state_run: "1" }));
    else if (name) go(here({ [name]: [...(query[name] ?? "").split("|").filter(Boolean), value].join("|") }));
  };
  const choice = (name: string, value: string) => `${name}:${encodeURIComponent(value)}`;
  return (
    <p class="leave">
      <label>Leave out{" "}
        <select value="" onChange={add}>
          <option value="">choose …</option>
          <optgroup label="An outlet">{publishers.filter((p) => p.key).map((p) => <option key={p.key} value={choice("without", p.name)}>{p.name}</option>)}</optgroup>
          <optgroup label="The media of">{found.whole.word.parties.map((p) => <option key={p} value={choice("without_side", p)}>{stateName(labels, p)}</option>)}</optgroup>
          <optgroup label="What is cited of">{found.whole.word.parties.map((p) => <option key={p} value={choice("without_word_of", p)}>{stateName(labels, p)}</option>)}</optgroup>
          <optgroup label="All"><option value="without_state_run:">outlets that states run</option></optgroup>
        </select>
      </label>
      {out && <a href={here({ without: null, without_side: null, without_word_of: null, without_state_run: null })}>Put everything back</a>}
    </p>
  );
}

const ROW = 26;
const HEAD = 20;
const HEADS = ["run by", "publisher", "outlet · texts"] as const;
/** How an outlet stands to states, as the atlas or the reader’s list knows it. */
const STANDING: Readonly<Record<string, string>> = { unknown: "not known", "state-run": "a state", independent: "no state" };

/** Three columns: standing, publisher, outlet; a line is as thick as what rests on it. */
function OriginTree({ branches }: { branches: readonly Branch[] }) {
  const { frame, width } = useWidth();
  const leaves = branches.flatMap((s) => s.parts.flatMap((p) => p.parts.map((o) => ({ standing: s, publisher: p, outlet: o }))));
  if (!leaves.length) return <Empty>Nothing is told of it.</Empty>;
  const most = Math.max(...leaves.map((l) => l.outlet.numbers.texts), 1);
  const height = leaves.length * ROW + 16 + HEAD;
  const narrow = width < 560;
  const columns = narrow ? [0, 96, width - 132] : [8, width * 0.3, width * 0.64];
  const middle = (kept: (l: (typeof leaves)[number]) => boolean) => {
    const at = leaves.flatMap((l, i) => (kept(l) ? [i] : []));
    return 8 + HEAD + ((at[0]! + at[at.length - 1]! + 1) / 2) * ROW;
  };
  return (
    <div ref={frame}>
      <svg class="chart origin-tree" width={width} height={height} role="img" aria-label="Outlets by how they stand to states, publisher and outlet">
        {leaves.map((l) => {
          const [s, p, o] = [middle((x) => x.standing === l.standing), middle((x) => x.publisher === l.publisher), middle((x) => x === l)];
          const thick = 1 + (9 * l.outlet.numbers.texts) / most;
          return (
            <g key={`${l.publisher.key}${l.outlet.name}`}>
              <path class={`twig ${l.standing.name}`} d={`M${columns[0]! + 78} ${s}C${columns[1]! - (narrow ? 10 : 30)} ${s} ${columns[1]! - (narrow ? 10 : 40)} ${p} ${columns[1]! - 4} ${p}`} stroke-width={thick} />
              <path class={`twig ${l.standing.name}`} d={`M${columns[1]! + (narrow ? 66 : 140)} ${p}C${columns[2]! - 40} ${p} ${columns[2]! - 40} ${o} ${columns[2]! - 4} ${o}`} stroke-width={thick} />
              <text x={columns[2]} y={o} dominant-baseline="middle">{cut(l.outlet.name, narrow ? 15 : 28)} · {l.outlet.numbers.texts}{!narrow && l.outlet.numbers.copies > 0 && ` (${many(l.outlet.numbers.copies, "copy", "copies")})`}</text>
            </g>
          );
        })}
        {HEADS.map((h, i) => <text key={h} class="tick" x={columns[i]} y={12}>{h}</text>)}
        {branches.map((s) => <text key={s.name} class="standing" x={columns[0]} y={middle((x) => x.standing === s)} dominant-baseline="middle">{STANDING[s.name] ?? s.name}</text>)}
        {branches.flatMap((s) => s.parts).map((p) => (
          <text key={p.key} x={columns[1]} y={middle((x) => x.publisher === p)} dominant-baseline="middle">{cut(p.name, narrow ? 10 : 20)}{p.country && !narrow ? ` (${p.country})` : ""}<title>{`${p.name}: ${p.side}`}</title></text>
        ))}
      </svg>
    </div>
  );
}

const cut = (words: string, most: number) => (words.length > most ? `${words.slice(0, most - 1)}…` : words);

function Branches({ of, asked }: { of: readonly Branch[]; asked: Asked }) {
  return (
    <ul class="branches">
      {of.map((b) => b.level === "publisher"
        ? <li key={b.key}><Head of={b} /><ul class="branches">{b.parts.map((o) => <li key={o.key}><Head of={o} /><OutletTexts asked={asked} publisher={b} outlet={o} /></li>)}</ul></li>
        : <li key={b.name}><Head of={b} /><Branches of={b.parts} asked={asked} /></li>)}
    </ul>
  );
}

function Head({ of: b }: { of: Branch }) {
  return <><strong><bdi>{b.name}</bdi></strong>{b.country && ` ${b.country}, ${b.side}`}: {many(b.numbers.tellings, "telling")}, {many(b.numbers.texts, "text")}{b.numbers.copies > 0 && `, ${many(b.numbers.copies, "copy", "copies")}`}</>;
}
