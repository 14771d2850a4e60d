"""How firmly the text puts a tie, and how far it has come: status and stage."""

from spacy.tokens import Token

from dragoman.extraction.arguments import children
from dragoman.extraction.draft import Draft
from dragoman.extraction.status import status_of
from dragoman.extraction.ties.signs import Sign, classes, lexicon
from dragoman.ontology.ontology import TieKind

UNFIRM = {"possible": "wanted", "not_happened": "denied"}
OPEN = frozenset({"planned", "wanted", "denied"})
SUPPOSED = None


def standing(draft: Draft, sign: Sign, anchor: Token, carrier: Token | None) -> tuple[str, str | None, str] | None:
    """(status, stage, words that decided), or null if the text only supposes the tie ("if they sign")."""
    kind = draft.ontology.ties[sign.kind]
    verdict = status_of(draft, anchor, carrier, standing=True)
    if verdict is SUPPOSED:
        return None
    cues = " ".join(t.text for t in verdict.cues)
    stage = _stage(draft, sign, anchor, carrier)
    status = _firmness(kind, sign, verdict.status, anchor, carrier)
    if status not in OPEN and stage is not None and sign.status is None and not sign.claim:
        status = kind.stage_status.get(stage, status)
    return status, stage if _agrees(kind, stage, status) else None, cues


def _firmness(kind: TieKind, sign: Sign, told: str, anchor: Token, carrier: Token | None) -> str:
    status = UNFIRM.get(told, told)
    if sign.claim:
        return status if status in {"denied"} or (status in {"wanted", "planned"} and told != "possible") else "claimed"
    if status in OPEN and not _is_changed(kind, anchor, carrier):
        if told == "possible" and carrier is not None and carrier.lemma_.lower() in classes()["negotiating"]:
            status = "planned"
        return status if status in kind.statuses else kind.plain
    if sign.status is not None:
        return sign.status
    return "ongoing" if _is_running(told, anchor, carrier) and "ongoing" in kind.statuses else kind.plain


def _is_changed(kind: TieKind, anchor: Token, carrier: Token | None) -> bool:
    """Whether the words want or plan only a change to a thing that exists: "ready to raise the swap's volume"."""
    return "change" in kind.attributes and carrier is not None and carrier.lemma_.lower() in classes()["changing"]


def _is_running(told: str, anchor: Token, carrier: Token | None) -> bool:
    return told == "ongoing" and any(
        c.lower_ in {"is", "are", "been", "being"} for t in (anchor, carrier) if t for c in children(t, "aux")
    )


def _stage(draft: Draft, sign: Sign, anchor: Token, carrier: Token | None) -> str | None:
    """The stage that the verb, or a word beside the noun, tells; the furthest one where several do."""
    stages = lexicon(tuple(draft.ontology.ties)).stages[sign.kind]
    around = [t for t in (carrier, anchor) if t is not None]
    around += [
        c for t in around for c in t.children if c.dep_ in {"amod", "acl", "advmod", "xcomp", "compound", "conj"}
    ]
    around += [c for t in around for c in t.children if c.dep_ in {"obl", "nmod"} and c.pos_ == "NOUN"]
    told = {w for t in around for w in (t.lemma_.lower(), t.lower_)}
    found = [s for s in draft.ontology.ties[sign.kind].stages if not told.isdisjoint(stages.get(s, ()))]
    return found[-1] if found else None


def _agrees(kind: TieKind, stage: str | None, status: str) -> bool:
    """Whether a stage can be held by a tie of this status: nothing that is only wanted has been signed."""
    if stage is None or status not in OPEN:
        return True
    return kind.stage_status.get(stage, kind.plain) in OPEN
