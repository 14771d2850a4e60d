import { useEffect, useRef, useState } from "preact/hooks";
import { go, href, useAddress } from "../address";
import type { Meta } from "../labels";
import { setTheme, type Theme, themeNow } from "../theme";

const THEMES: readonly Theme[] = ["auto", "light", "dark"];

export function TopBar({ meta, menuOpen, onMenu }: { meta: Meta | null; menuOpen: boolean; onMenu: () => void }) {
  return (
    <header class="topbar">
      <button type="button" class="menu-button" aria-expanded={menuOpen} aria-controls="menu" onClick={onMenu}>
        <span aria-hidden="true">☰</span><span class="sr">Menu</span>
      </button>
      <a class="brand" href="/"><img src="/mark.svg" alt="" width="26" height="26" />Dragoman</a>
      <SearchBox />
      {meta && <RecordName meta={meta} />}
      <ThemeChoice />
    </header>
  );
}

function RecordName({ meta }: { meta: Meta }) {
  const taken = new Date(meta.taken).toLocaleString();
  const about = `Version ${meta.version}, as it stood ${taken}.${meta.behind ? " It was written since; newer rows show in a moment." : ""}`;
  return (
    <span class="record-name" title={about}>
      <span class="sr">Record </span>{meta.record}{meta.behind && <em> (newer rows come)</em>}
    </span>
  );
}

function SearchBox() {
  const { path, query } = useAddress();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const slash = (e: KeyboardEvent) => {
      const typing = e.target instanceof Element && e.target.closest("input, textarea, select");
      if (e.key === "/" && !typing) {
        e.preventDefault();
        field.current?.focus();
      }
    };
    addEventListener("keydown", slash);
    return () => removeEventListener("keydown", slash);
  }, []);
  const submit = (e: Event) => {
    e.preventDefault();
    go(href("/search", { q: field.current?.value.trim() }));
  };
  return (
    <form class="searchbox" role="search" onSubmit={submit}>
      <input ref={field} type="search" name="q" dir="auto" aria-label="Search the record" placeholder="Search texts, names, statements"
        key={path === "/search" ? query.q : ""} defaultValue={path === "/search" ? query.q : ""} maxLength={400} />
      <kbd aria-hidden="true">/</kbd>
    </form>
  );
}

function ThemeChoice() {
  const [theme, choose] = useState<Theme>(themeNow());
  return (
    <label class="theme">
      <span class="sr">Colours</span>
      <select value={theme} onChange={(e) => { const t = e.currentTarget.value as Theme; setTheme(t); choose(t); }}>
        {THEMES.map((t) => <option key={t} value={t}>{t === "auto" ? "as the system" : t}</option>)}
      </select>
    </label>
  );
}
