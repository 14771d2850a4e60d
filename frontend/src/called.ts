/** What nodes, legs, warnings and swaps of the atlas are called: their ids are for questions, these are for people. */
import { type Answer, type Schemas, useGet } from "./api";

export type Called = Schemas["Called"];

export function useCalled(): Answer<Called> {
  return useGet("/api/corridor/names", {});
}

/** The name of a node, as answers name it: by its id, or by a name that a reader gave. */
export const placeOf = (called: Called, id: string) => called.nodes[id] ?? id;

/** The name of a leg, or of a node that reports tell of. */
export const legOf = (called: Called, id: string) => called.legs[id] ?? placeOf(called, id);

/** What readers assume of legs ("rasht-astara=open"), in words. */
export function assumedOf(called: Called, assume: string): string {
  return assume.split(",").map((piece) => {
    const [of = "", state = ""] = piece.split("=");
    return `${legOf(called, of.trim())} is ${state.trim()}`;
  }).join(", ");
}
