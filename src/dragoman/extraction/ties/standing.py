"""How firmly the text puts a tie, and how far it has come: status and stage."""

from spacy.tokens import Token

from dragoman.extraction.arguments import children, preposition
from dragoman.extraction.draft import Draft
from dragoman.extraction.status import status_of
from dragoman.extraction.ties.carriers import hanging
from dragoman.extraction.ties.signs import Sign, classes, lexicon
from dragoman.ontology.ontology import TieKind

OPEN = frozenset({"planned", "wanted", "denied"})
BESIDE = {"amod", "acl", "advmod", "xcomp", "compound", "conj"}


def standing(draft: Draft, sign: Sign, anchor: Token, carrier: Token | None) -> tuple[str, str | None, str] | None:
    """(status, stage, words that decided), or null if the text only supposes the tie ("if they sign")."""
    kind = draft.ontology.ties[sign.kind]
    noun = hanging(anchor) if sign.part == "nouns" and anchor.pos_ == "VERB" else anchor
    told_by = carrier if carrier is not None and carrier.dep_ == "acl:relcl" and carrier.head.i == noun.i else noun
    verdict = status_of(draft, told_by, carrier if told_by is noun else None, standing=True)
    if verdict is None:
        return None
    cues = " ".join(t.text for t in verdict.cues)
    stages = _stages(draft, sign, anchor, carrier, verdict.cues)
    told = "ongoing" if verdict.cues and _is_neutral(verdict.cues[-1], noun) else verdict.status
    if told == "not_happened" and not sign.yields and (sign.weak or sign.part == "verbs"):
        return None
    if _is_changed(kind, anchor, carrier) and told in OPEN:
        stages = []
    if told == "not_happened" and carrier is not None and carrier.lemma_.lower() in classes()["starting"]:
        told, stages = "planned", []
    if told == "not_happened" and carrier is not None and stages and _exists(carrier, verdict.cues):
        told, stages = "done", _before(kind, stages[-1], carrier, verdict.cues)
    stage = stages[-1] if stages else None
    status = _firmness(kind, sign, told, anchor, carrier)
    if status not in OPEN and stage is not None and sign.status is None and not sign.claim:
        status = kind.stage_status.get(stage, status)
    if status == "denied" and kind.stage_status.get(stage or "") in OPEN:
        status = kind.stage_status[stage or ""]
    return status, next((s for s in reversed(stages) if _agrees(kind, s, status)), None), cues


def _exists(carrier: Token, cues: tuple[Token, ...]) -> bool:
    """Whether what is denied is only a later step, so that the thing is there: "not yet ratified", "was scrapped"."""
    return carrier.lemma_.lower() in classes()["later"] or any(c.lemma_.lower() in classes()["ending"] for c in cues)


def _before(kind: TieKind, stage: str, carrier: Token, cues: tuple[Token, ...]) -> list[str]:
    """The stages that are left where a later one has not come; an end that has come stays."""
    if any(c.lemma_.lower() in classes()["ending"] for c in cues):
        return [stage]
    facts = [s for s in kind.stages[: kind.stages.index(stage)] if kind.stage_status.get(s) not in OPEN]
    return facts[-1:]


def _is_neutral(cue: Token, noun: Token) -> bool:
    """Whether a verb that puts an act ahead leaves the thing as it is: "have relations", "discussed at the summit"."""
    if cue.lemma_.lower() in classes()["negotiating"]:
        return preposition(hanging(noun)) in {"at", "in", "during"}
    near = hanging(noun).head.i == cue.i or cue.i in {c.i for c in hanging(noun).children}
    called = near and cue.lemma_.lower() in classes()["naming"] and preposition(hanging(noun)) != "for"
    return called or cue.lemma_.lower() in classes()["owning"]


def _firmness(kind: TieKind, sign: Sign, told: str, anchor: Token, carrier: Token | None) -> str:
    """The status among those of the kind that answers to what the words around the sign say."""
    status = _open(kind, told, carrier)
    if sign.fact and status in OPEN:
        return kind.plain
    if sign.claim:
        return status if status in OPEN and told != "possible" else "claimed"
    if status in OPEN and _is_changed(kind, anchor, carrier):
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


def _is_changed(kind: TieKind, anchor: Token, carrier: Token | None) -> bool:
    """Whether the words want or plan only a change to a thing that exists: "ready to raise the swap's volume"."""
    if "change" not in kind.attributes:
        return False
    verb = carrier is not None and carrier.lemma_.lower() in classes()["changing"]
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
    beside = [c for t in (*verbs, anchor) for c in t.children if c.dep_ in BESIDE]
    within = [c for t in (*verbs, anchor) for c in t.children if preposition(c) in {"in", "into"}]
    return _told(draft, sign, (*verbs, *cues, *beside, *within)) or _told(draft, sign, (anchor,))


def _told(draft: Draft, sign: Sign, words: tuple[Token, ...]) -> list[str]:
    listed = lexicon(tuple(draft.ontology.ties)).stages[sign.kind]
    told = {w for t in words for w in (t.lemma_.lower(), t.lower_)}
    return [s for s in draft.ontology.ties[sign.kind].stages if not told.isdisjoint(listed.get(s, ()))]


def _agrees(kind: TieKind, stage: str, status: str) -> bool:
    """Whether a stage can be held by a tie of this status: nothing that is only wanted has been signed."""
    at_stage = kind.stage_status.get(stage, kind.plain)
    return at_stage == status if status == "denied" else status not in OPEN or at_stage in OPEN
