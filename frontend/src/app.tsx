import { useEffect, useRef, useState } from "preact/hooks";
import { useAddress } from "./address";
import { useGet } from "./api";
import { KnownContext } from "./labels";
import { Menu } from "./parts/menu";
import { Panel } from "./parts/panel";
import { Loading, Problem } from "./parts/states";
import { TopBar } from "./parts/topbar";
import { roomAt } from "./rooms";

export function App() {
  const { path, query } = useAddress();
  const [menu, setMenu] = useState(false);
  const meta = useGet("/api/meta", {});
  const labels = useGet("/api/ontology", {});
  const room = roomAt(path);
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    setMenu(false);
    document.title = room ? `${room.title} · Dragoman` : "Dragoman";
  }, [path]);
  const trouble = meta.trouble ?? labels.trouble;
  return (
    <>
      <a class="skip" href="#content" onClick={(e) => { e.preventDefault(); main.current?.focus(); }}>To the content</a>
      <TopBar meta={meta.data} menuOpen={menu} onMenu={() => setMenu(!menu)} />
      <Menu open={menu} path={path} />
      <main id="content" tabIndex={-1} ref={main}>
        {trouble ? <Problem trouble={trouble} /> : !meta.data || !labels.data ? <Loading what="the record" /> : (
          <KnownContext.Provider value={{ labels: labels.data, meta: meta.data }}>
            {room ? <room.page key={path} /> : <NoRoom path={path} />}
            {query.see && <Panel see={query.see} />}
          </KnownContext.Provider>
        )}
      </main>
    </>
  );
}

function NoRoom({ path }: { path: string }) {
  return (
    <div class="state">
      <h1>There is no page at {path}</h1>
      <p>The pages are in the menu; <a href="/">the overview</a> is a good start.</p>
    </div>
  );
}
