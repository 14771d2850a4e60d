import { carried, href } from "../address";
import { ROOMS } from "../rooms";

/** Pages of one thing stand under the page that lists them. */
const PARENTS: Readonly<Record<string, string>> = { "/actor": "/actors", "/forum": "/forums", "/report": "/reports", "/claim": "/claims" };

export function Menu({ open, path }: { open: boolean; path: string }) {
  const groups = [...new Set(ROOMS.flatMap((r) => (r.group ? [r.group] : [])))];
  const now = PARENTS[path] ?? path;
  return (
    <nav id="menu" class={open ? "menu open" : "menu"} aria-label="Pages">
      {groups.map((group) => (
        <section key={group}>
          <h2>{group}</h2>
          <ul>
            {ROOMS.filter((r) => r.group === group).map((r) => (
              <li key={r.path}>
                <a href={href(r.path, carried())} aria-current={r.path === now ? "page" : undefined}>{r.title}</a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
