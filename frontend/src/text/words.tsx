/** Words of a report as they are shown: characters that would turn the writing around are made visible instead. */

const CONTROLS: Readonly<Record<string, string>> = {
  "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO",
  "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI",
};
const ANY = /([\u202a-\u202e\u2066-\u2069])/;

export function Words({ of }: { of: string }) {
  if (!ANY.test(of)) return <>{of}</>;
  return (
    <>
      {of.split(ANY).map((part, i) => CONTROLS[part]
        ? <span key={i} class="control" title="A character that turns the direction of writing; shown, not obeyed">{CONTROLS[part]}</span>
        : part)}
    </>
  );
}
