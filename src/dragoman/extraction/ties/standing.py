"""How firmly the text puts a tie, and how far it has come: status and stage."""

from collections.abc import Set

from dragoman.extraction.arguments import children, preposition
from dragoman.extraction.draft import Draft
from dragoman.extraction.firmness import is_kept
from dragoman.extraction.status import status_of
from dragoman.extraction.ties.carriers import carrier_of, hanging, included_in
from dragoman.extraction.ties.hearsay import RUNNING, is_to_lapse, told_of
from dragoman.extraction.ties.signs import Sign, classes, lexicon
from dragoman.language.plain import Token
from dragoman.ontology.ontology import TieKind

OPEN = frozenset({"planned", "wanted", "denied"})
NOT_YET = frozenset({"planned", "wanted", "possible", "not_happened", "denied"})
BESIDE = {"amod", "acl", "advmod", "xcomp", "compound", "conj"}


def standing(draft: Draft, sign: Sign, anchor: Token, carrier: Token | None) -> tuple[str, str | None, str] | None:
    """(status, stage, words that decided), or null if the text only supposes the tie ("if they sign")."""
    kind = draft.ontology.ties[sign.kind]
    if anchor.dep_ == "appos" and sign.distinct and carrier is None:
        anchor, carrier = anchor.head, carrier_of(anchor.head)  # "the Mono Line, a cable to Mali, will be laid"
    if (whole := included_in(anchor)) is not None:
        return _as_part(draft, sign, whole)
    verdict = told_of(draft, sign, anchor, carrier)
    if verdict is None:
        return None
    if (there := _still_there(draft, sign, anchor, carrier)) is not None:
        return there
    told, cues = verdict
    told, stages = _step(kind, told, _stages(draft, sign, anchor, carrier, cues), anchor, carrier, cues)
    if _is_changed(kind, sign, anchor, carrier):
        stages = []
    status = _firmness(kind, sign, told, anchor, carrier)
    if stages and status not in OPEN and sign.status is None and not sign.claim:
        status = kind.stage_status.get(stages[-1], status)
    if stages and status == "denied" and kind.stage_status.get(stages[-1]) in OPEN:
        status = kind.stage_status[stages[-1]]
    words = " ".join(t.text for t in cues)
    talked = carrier is not None and carrier.lemma_.lower() in classes()["negotiating"]
    return status, next((s for s in reversed(stages) if _agrees(kind, s, status, talked)), None), words


def _still_there(draft: Draft, sign: Sign, anchor: Token, carrier: Token | None) -> tuple[str, None, str] | None:
    """The standing of a thing of which it is told that it will end; null where that is not told."""
    kind = draft.ontology.ties[sign.kind]
    if parting := _still_to_part(draft, sign, anchor, carrier):
        return kind.plain, None, parting
    if lasting := _until(anchor, carrier):
        return ("in_force" if "in_force" in kind.statuses else "ongoing"), None, lasting
    return None


def _still_to_part(draft: Draft, sign: Sign, anchor: Token, carrier: Token | None) -> str:
    """The verb by which a thing that is there is ended one day, but not yet: "vowed to [cut] the railway"; else ""."""
    verb = anchor if sign.part == "verbs" else carrier
    if verb is None or verb.pos_ != "VERB" or sign.claim or sign.status is not None or not _lasts(draft, sign):
        return ""
    said = _with_particle(verb, classes()["parting"])
    if said not in classes()["parting"] or (said in classes()["dropping"] and _is_built(draft, sign)):
        return ""
    top = hanging(anchor)
    undergone = top.dep_ in {"obj", "nsubj:pass"} or preposition(top) in {"from", "of", "out"}
    if sign.part != "verbs" and (not undergone or any(c.lower_ in classes()["only_planned"] for c in anchor.children)):
        return ""
    verdict = status_of(draft, verb)
    return verb.text if verdict is not None and verdict.status in NOT_YET else ""


def _lasts(draft: Draft, sign: Sign) -> bool:
    """Whether things of the kind are there for long: no meetings."""
    return "in_force" in draft.ontology.ties[sign.kind].statuses or draft.ontology.ties[sign.kind].plain == "ongoing"


def _is_built(draft: Draft, sign: Sign) -> bool:
    """Whether things of the kind are built, so that to scrap one may be to drop the plan of it."""
    return RUNNING in draft.ontology.ties[sign.kind].stages


def _until(anchor: Token, carrier: Token | None) -> str:
    """The verb that tells until when the thing still lasts: "a treaty that [expires] in 2030"; "" if none does."""
    clauses = [c for c in anchor.children if c.dep_ == "acl:relcl"]
    verbs = [carrier, *clauses] if carrier is not None and anchor.dep_ == "nsubj" else clauses
    return next((v.text for v in verbs if is_to_lapse(v)), "")


def _as_part(draft: Draft, sign: Sign, whole: Token) -> tuple[str, str | None, str] | None:
    """What is told of the whole holds for its part: "hopes for trade, including [swaps]"."""
    verdict = told_of(draft, sign, whole, carrier_of(whole))
    if verdict is None:
        return None
    kind, (told, cues) = draft.ontology.ties[sign.kind], verdict
    status = _open(kind, told, carrier_of(whole))
    firm = status if status in OPEN or status in kind.statuses and told == "possible" else kind.plain
    return firm, None, " ".join(t.text for t in cues)


def _step(
    kind: TieKind, told: str, stages: list[str], anchor: Token, carrier: Token | None, cues: tuple[Token, ...]
) -> tuple[str, list[str]]:
    """What a step that has not come means for the thing: "not begun" is planned, "not yet ratified" is signed."""
    if carrier is None or told not in {"not_happened", "planned"}:
        return told, stages
    if told == "not_happened" and carrier.lemma_.lower() in classes()["starting"]:
        return "planned", []
    if told == "not_happened" and stages and any(c.lemma_.lower() in classes()["ending"] for c in cues):
        return "done", stages[-1:]
    known = told == "not_happened" or any(c.dep_ == "det" and c.lower_ == "the" for c in anchor.children)
    if known and carrier.lemma_.lower() in classes()["later"]:
        before = kind.stages[: kind.stages.index(stages[-1])] if stages else ()
        return "done", [s for s in before if kind.stage_status.get(s) not in OPEN][-1:]
    return told, stages


def _firmness(kind: TieKind, sign: Sign, told: str, anchor: Token, carrier: Token | None) -> str:
    """The status among those of the kind that answers to what the words around the sign say."""
    called = carrier is not None and anchor.dep_ == "xcomp" and anchor.head.i == carrier.i
    status = _open(kind, told, None if called else carrier)  # "considers Chad a friend" plans nothing
    if sign.claim and sign.fact:
        return "claimed"
    if sign.fact and status in OPEN:
        return kind.possible if status == "planned" else kind.plain
    if sign.claim:
        return status if status in OPEN - {"planned"} and told != "possible" else "claimed"
    if status in OPEN and _is_changed(kind, sign, anchor, carrier):
        status = "done"
    if status in OPEN or told == "possible" and status == kind.possible:
        return status if status in kind.statuses else kind.possible
    if sign.status is not None:
        return sign.status
    return "ongoing" if _is_running(told, anchor, carrier) and "ongoing" in kind.statuses else kind.plain


def _open(kind: TieKind, told: str, carrier: Token | None) -> str:
    """An event's status in the words for ties: what is negotiated is planned, what did not come about is denied."""
    if told == "possible":
        planned = carrier is not None and carrier.lemma_.lower() in classes()["negotiating"]
        return "planned" if planned and "planned" in kind.statuses else kind.possible
    return {"not_happened": "denied"}.get(told, told)


def _is_changed(kind: TieKind, sign: Sign, anchor: Token, carrier: Token | None) -> bool:
    """Whether the words want or plan only a change to a thing that exists: "ready to raise the swap's volume"."""
    if "change" not in kind.attributes or sign.made:
        return False
    changing = classes()["changing"] - classes()["ending"]
    verb = carrier is not None and carrier.lemma_.lower() in changing and preposition(hanging(anchor)) != "to"
    return verb or hanging(anchor).lemma_.lower() in classes()["changes"]


def _is_running(told: str, anchor: Token, carrier: Token | None) -> bool:
    """Whether the verb says that it is being done just now."""
    auxiliaries = [c.lower_ for t in (anchor, carrier) if t is not None for c in children(t, "aux")]
    return told == "ongoing" and not {"is", "are", "been", "being"}.isdisjoint(auxiliaries)


def _stages(draft: Draft, sign: Sign, anchor: Token, carrier: Token | None, cues: tuple[Token, ...]) -> list[str]:
    """The stages that the verb, the words that decided the status, or the noun and words beside it tell, in order."""
    if sign.claim:
        return []
    verbs = [t for t in (carrier, anchor if sign.part == "verbs" else None) if t is not None]
    if governed := _told(draft, sign, tuple(v.head for v in verbs if _is_governed(v))):
        return governed
    clauses = [*verbs, anchor, *(c for c in anchor.children if c.dep_ == "acl:relcl" and not _is_over(c))]
    clauses = [t for t in clauses if not is_to_lapse(t) and not is_kept(t)]
    told_by = [c for c in cues if not is_kept(c)]
    beside = [c for t in clauses for c in t.children if c.dep_ in BESIDE and not _is_another_act(c)]
    within = [c for t in clauses for c in t.children if preposition(c) in {"in", "into"}]
    return _told(
        draft, sign, (*(t for t in clauses if t.i != anchor.i or sign.part == "verbs"), *told_by, *beside, *within)
    ) or _told(draft, sign, (anchor,))


def _is_over(clause: Token) -> bool:
    """Whether the clause tells what was done to the thing once: "the line that was built in 2012"."""
    return bool(children(clause, "aux:pass")) and any(c.lower_ in {"was", "were"} for c in clause.children)


def _is_another_act(word: Token) -> bool:
    """Whether a coordinated verb acts on something else: "has one treaty and wants another"."""
    return word.dep_ == "conj" and word.pos_ == "VERB" and bool(children(word, "obj", "nsubj"))


def _is_governed(verb: Token) -> bool:
    """Whether the verb completes another: "agreed to build", "has applied to join"."""
    infinitive = verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children)
    return verb.dep_ in {"xcomp", "ccomp"} or infinitive


def _told(draft: Draft, sign: Sign, words: tuple[Token, ...]) -> list[str]:
    listed = lexicon(tuple(draft.ontology.ties)).stages[sign.kind]
    known = {w for stage in listed.values() for w in stage}
    told = {w for t in words for w in (_with_particle(t, known), t.lower_)}
    return [s for s in draft.ontology.ties[sign.kind].stages if not told.isdisjoint(listed.get(s, ()))]


def _with_particle(word: Token, known: Set[str]) -> str:
    """The word's lemma, or the verb with its particle where the two together are one of the known: "calls off"."""
    lemma = word.lemma_.lower()
    wholes = (f"{lemma} {c.lower_}" for c in children(word, "compound:prt", "advmod"))
    return next((w for w in wholes if w in known), lemma)


def _agrees(kind: TieKind, stage: str, status: str, talked: bool) -> bool:
    """Whether a stage can be held by a tie of this status: nothing that is only wanted has been signed."""
    at_stage = kind.stage_status.get(stage, kind.plain)
    if status == "denied":
        return at_stage == status
    return (at_stage in OPEN) == (status in OPEN) or (talked and at_stage == "ongoing")
