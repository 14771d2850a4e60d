"""Who plays which part in a tie: host, operator, supplier, via, receiver, from and to."""

from dataclasses import dataclass, field

from dragoman.extraction.arguments import clause, subjects
from dragoman.extraction.draft import Draft
from dragoman.extraction.ties.partners import BEHIND, WIDE, Named, case_of, in_slot, is_of, joined, lands, named_by
from dragoman.extraction.ties.signs import Spotted, classes
from dragoman.extraction.ties.speaking import speaking_states
from dragoman.language.plain import Token

MANY = 3
FAR = 50  # tokens


def roles_of(draft: Draft, spotted: Spotted, carrier: Token | None) -> dict[str, tuple[str, ...]]:
    """Ids by role: the first slot of the role that names somebody counts; empty roles are left out.

    An ending says what of a slot counts: "x.place" places, "x.town" those in which one can meet, "x.land" the states of
    the places, "x.actor" actors, "x.lone" an actor if only one, "x.igo" those of one kind, "x.all" actors and places,
    "x.rest" both and "x.other" actors without those who have a role already, "x.third" the same where two roles are
    filled, "x.first" and "x.last" the ends of "between x and y"; no ending: actors, else places.
    The slot "there" is what the adverb takes up.
    A key "host otherwise" tells where else a role may stand once those before it have theirs.
    """
    found: dict[str, tuple[str, ...]] = {}
    look = Look(draft, spotted, carrier)
    for key, slots in spotted.sign.roles.items():
        role = key.partition(" ")[0]
        taken = {i for held in found.values() for i in held}
        ids = next((ids for slot in slots if (ids := _in(draft, look, slot, taken))), ())
        if ids and role not in found:
            found[role] = ids
    return found


@dataclass(slots=True)
class Look:
    """Who stands where around one sign, each place looked at once."""

    draft: Draft
    spotted: Spotted
    carrier: Token | None
    seen: dict[str, Named] = field(default_factory=dict)
    soil: tuple[Token, ...] | None = None

    def at(self, stand: str) -> Named:
        """Whom the words in a slot name; "there", and "through our territory", mean a land."""
        if stand not in self.seen:
            anchor = self.spotted.anchor
            own = _there(self.draft, anchor, self.carrier) if stand == "there" else self._own_land(stand)
            self.seen[stand] = own if own.actors else in_slot(self.draft, self.spotted, self.carrier, stand)
        return self.seen[stand]

    def _own_land(self, slot: str) -> Named:
        """Whose land it is in "through our territory", "across its soil"."""
        anchor = self.spotted.anchor
        if self.soil is None:
            behind = anchor.doc[anchor.i + 1 : min(anchor.sent.end, anchor.i + BEHIND)]
            self.soil = tuple(t for t in behind if t.lemma_.lower() in classes()["lands"])
        token = next((t for t in self.soil if case_of(t) == slot.rpartition(":")[2]), None)
        owner = next((c for c in token.children if c.dep_ == "nmod:poss"), None) if token is not None else None
        return _owner(self.draft, owner) if owner is not None else Named()


def _in(draft: Draft, look: Look, slot: str, taken: set[str]) -> tuple[str, ...]:
    stand, _, ending = slot.partition(".")
    named = look.at(stand)
    if ending in {"place", "town", "land"}:
        return tuple(i for i in _where(draft, named, ending) if ending != "land" or i not in taken)
    both = joined(named.places, named.actors)
    if ending in {"first", "last"}:
        return (both[:1] if ending == "first" else both[1:]) if len(both) > 1 else ()
    if ending in {"rest", "other", "third"}:
        enough = ending != "third" or len(taken) >= MANY - 1
        return tuple(i for i in (both if ending == "rest" else named.actors) if i not in taken and enough)
    if ending == "all":
        return joined(named.actors, named.places)
    if ending == "lone":
        return named.actors if len(named.actors) == 1 else ()
    if ending in {"", "actor"}:
        return named.actors if ending else named.actors or named.places
    return tuple(i for i in named.actors if i in draft.actor_by_id and is_of(draft, i, ending))


def _where(draft: Draft, named: Named, ending: str) -> tuple[str, ...]:
    """The places among those named, the towns, or the states of the places."""
    if ending == "place":
        return named.places
    if ending == "town":
        return tuple(p for p in named.places if draft.place_by_id[p].kind not in WIDE)
    return lands(draft, named.places) or tuple(a for a in named.actors if a in draft.atlas.states)


def _there(draft: Draft, anchor: Token, carrier: Token | None) -> Named:
    """What "there" takes up beside the thing or its verb: the place, or the state, that was named last before it."""
    beside = (c for t in (anchor, carrier) if t is not None for c in t.children if c.lower_ == "there")
    word = next((c for c in beside if c.dep_ in {"advmod", "obl"}), None)
    for number in range(word.i - 1, max(-1, word.i - FAR), -1) if word is not None else ():
        reference = draft.by_token.get(number)
        if reference is not None and reference.form not in {"pronoun", "adjective"}:
            named = named_by(draft, [reference])
            if lands(draft, named.places) or any(a in draft.atlas.states for a in named.actors):
                return named
    return Named()


def _owner(draft: Draft, owner: Token) -> Named:
    """Whom the possessor means: of "our" the states that speak; so of "its" where it seems to mean who acts there.

    Only on foreign soil does an act tie two states: "Peru denied that Chile had opened a plant on its territory".
    """
    named = named_by(draft, [draft.by_token.get(owner.i)])
    verb = clause(owner)
    states = speaking_states(draft, owner) or _told_by(draft, verb)
    if not states:
        return named
    acting = {i for s in subjects(verb) for i in named_by(draft, [draft.by_token.get(s.i)]).actors}
    means = owner.lower_ in classes()["own"] if not named.actors else set(named.actors) <= acting
    return Named(states) if means else named


def _told_by(draft: Draft, verb: Token) -> tuple[str, ...]:
    """The state whose verb governs the clause: "[Peru] denied that Chile had opened"; of several the outermost."""
    teller: tuple[str, ...] = ()
    for above in verb.ancestors:
        named = [named_by(draft, [draft.by_token.get(s.i)]).actors for s in subjects(above)]
        states = {i for ids in named for i in ids if i in draft.atlas.states}
        teller = (states.pop(),) if len(states) == 1 and verb.dep_ != "acl:relcl" else teller
    return teller
