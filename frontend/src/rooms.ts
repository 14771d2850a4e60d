/** Every page: where it is, what it is called, and which filters it takes. The menu and the routes are made of this list. */
import type { ComponentType } from "preact";
import { Actor } from "./pages/actor";
import { Actors } from "./pages/actors";
import { Agreements } from "./pages/agreements";
import { Claim } from "./pages/claim";
import { Claims } from "./pages/claims";
import { Corridors } from "./pages/corridors";
import { Events } from "./pages/events";
import { Forum } from "./pages/forum";
import { Forums } from "./pages/forums";
import { Histories } from "./pages/histories";
import { Network } from "./pages/network";
import { Overview } from "./pages/overview";
import { Partnership } from "./pages/partnership";
import { Promises } from "./pages/promises";
import { Reader } from "./pages/reader";
import { Reports } from "./pages/reports";
import { Search } from "./pages/search";
import { Sources } from "./pages/sources";
import { Statements } from "./pages/statements";
import { Swaps } from "./pages/swaps";
import { Watchlists } from "./pages/watchlists";
import { Ways } from "./pages/ways";
import { Word } from "./pages/word";

export interface Room {
  readonly path: string;
  readonly title: string;
  /** Heading of the menu that it stands under; none for pages of one thing. */
  readonly group?: string;
  readonly page: ComponentType;
}

export const ROOMS: readonly Room[] = [
  { path: "/", title: "Overview", group: "The record", page: Overview },
  { path: "/watchlists", title: "Watchlists", group: "The record", page: Watchlists },
  { path: "/search", title: "Search", group: "The record", page: Search },
  { path: "/actors", title: "Actors", group: "Who", page: Actors },
  { path: "/partnership", title: "Partnerships", group: "Who", page: Partnership },
  { path: "/forums", title: "Forums", group: "Who", page: Forums },
  { path: "/network", title: "Network", group: "Who", page: Network },
  { path: "/events", title: "Events", group: "What", page: Events },
  { path: "/agreements", title: "Agreements", group: "What", page: Agreements },
  { path: "/histories", title: "Histories", group: "What", page: Histories },
  { path: "/corridors", title: "Corridors and swaps", group: "What", page: Corridors },
  { path: "/ways", title: "Ways and what-if", group: "What", page: Ways },
  { path: "/swaps", title: "Swaps modelled", group: "What", page: Swaps },
  { path: "/claims", title: "Claims", group: "What", page: Claims },
  { path: "/promises", title: "Promises", group: "What", page: Promises },
  { path: "/reports", title: "Reports", group: "On whose word", page: Reports },
  { path: "/statements", title: "Statements", group: "On whose word", page: Statements },
  { path: "/sources", title: "Sources", group: "On whose word", page: Sources },
  { path: "/word", title: "Whose word", group: "On whose word", page: Word },
  { path: "/actor", title: "Actor", page: Actor },
  { path: "/claim", title: "Claim", page: Claim },
  { path: "/forum", title: "Forum", page: Forum },
  { path: "/report", title: "Report", page: Reader },
];

export function roomAt(path: string): Room | null {
  return ROOMS.find((r) => r.path === path) ?? null;
}
