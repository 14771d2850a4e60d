import { useEffect, useMemo, useState } from "preact/hooks";
import { go, here, useAddress } from "../address";
import { Trouble } from "../api";
import { routes } from "../map/legs";
import { WorldMap } from "../map/map";
import { BORDERS, type Borders, drawn, loadWorld, MEANING, middles } from "../map/world";
import { Figure } from "../parts/figure";
import { FirmnessKey, seeRow } from "../parts/names";
import { Loading, Problem } from "../parts/states";
import { sheetOf } from "../parts/table";
import { type Thing, THING_COLUMNS } from "../parts/things";
import { ThingPage } from "./thingpage";

export function Corridors() {
  return (
    <ThingPage question="routes" path="/api/routes" title="Corridors and swaps" none="No corridor, swap or facility fits these filters."
      lead="Corridors, pipelines, swaps and facilities that reports tell of, with their ends on the map." above={(items) => <OnMap items={items} />} />
  );
}

function OnMap({ items }: { items: readonly Thing[] }) {
  const { query } = useAddress();
  const view = BORDERS.find((b) => b === query.borders) ?? "ground";
  const [world, setWorld] = useState<Awaited<ReturnType<typeof loadWorld>> | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  useEffect(() => {
    loadWorld().then(setWorld, (e: unknown) => setTrouble(e instanceof Trouble ? e : new Trouble("No map", String(e), null)));
  }, []);
  const shapes = useMemo(() => (world ? drawn(world, view) : null), [world, view]);
  const found = useMemo(() => (shapes ? routes(items, middles(shapes.countries)) : null), [items, shapes]);
  if (trouble) return <Problem trouble={trouble} />;
  if (!shapes || !found) return <Loading what="the map" />;
  return (
    <Figure title="On the map" drawn sheet={() => sheetOf(THING_COLUMNS, items)} tools={<FirmnessKey />}
      note={`Lines join what reports name, not the ground they run over; a state or a sea stands at its middle. Borders: ${MEANING[view]}.`}>
      <WorldMap world={shapes} routes={found.drawn} />
      <div class="below">
        <BorderChoice view={view} />
        {found.untold.length > 0 && (
          <details>
            <summary>{found.untold.length} not on the map: reports do not tell where they begin, end or stand</summary>
            <ul class="plain">{found.untold.map((t) => <li key={t.id}><a href={seeRow(t.id)} dir="auto">{t.name}</a></li>)}</ul>
          </details>
        )}
      </div>
    </Figure>
  );
}

function BorderChoice({ view }: { view: Borders }) {
  return (
    <label class="borders">
      Borders{" "}
      <select value={view} onChange={(e) => go(here({ borders: e.currentTarget.value === "ground" ? null : e.currentTarget.value }))}>
        {BORDERS.map((b) => <option key={b} value={b}>{b === "ground" ? "as governed on the ground" : b === "none" ? "none" : "as the United Nations have them"}</option>)}
      </select>
    </label>
  );
}
