"""The labels of each layer, and how names of each corpus become one scheme of names."""

from dragoman.language.reader.links import FAR, KINDS
from dragoman.ontology.ontology import load_ontology

_WORDS_OF_UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X"
UPOS = _WORDS_OF_UPOS.split()
NAMES = ("PERSON", "ORG", "LOC", "EVENT", "DATE", "MISC")
BIO_NAMES = ["O", *(f"{p}-{n}" for n in NAMES for p in "BI")]
ANY_NAME = (1 << len(BIO_NAMES)) - 1  # a bit for each label that a word may have; all bits: nothing is known
ROLES = ("source", "cue", "content")
EVENTS = ["none", *load_ontology().events]  # what act a word tells
STATUSES = ("done", "ongoing", "planned", "wanted", "possible", "denied", "not_happened")
LINK_BIASES = (KINDS, KINDS, 2, FAR)

GUM = {
    "person": "PERSON",
    "organization": "ORG",
    "place": "LOC",
    "event": "EVENT",
    "time": "DATE",
    "object": "MISC",
    "abstract": "MISC",
}
CROSSNER = {
    "politician": "PERSON", "person": "PERSON", "politicalparty": "ORG", "organisation": "ORG", "country": "LOC",
    "location": "LOC", "event": "EVENT", "election": "EVENT", "misc": "MISC",
}  # fmt: skip
RE3D = {"Person": "PERSON", "Organisation": "ORG", "Location": "LOC", "Temporal": "DATE"}
_WORDS_OF_TITLES = (
    "mr mrs ms dr prof professor president prime minister foreign defense defence interior vice premier"
    " chancellor king queen prince princess sheikh shaikh sheik imam ayatollah pope bishop cardinal"
    " reverend rev father sir lord lady dame senator sen representative rep congressman congresswoman"
    " governor gov mayor judge justice ambassador envoy secretary general gen colonel col captain capt"
    " major lieutenant lt sergeant sgt admiral commander brigadier marshal chairman chief director deputy"
    " former spokesman spokeswoman spokesperson he saint . us u.s. the"
)
TITLES = frozenset(_WORDS_OF_TITLES.split())

_WORDS_OF_MONTHS = (
    "january february march april may june july august september october november december monday tuesday"
    " wednesday thursday friday saturday sunday"
)
MONTHS = frozenset(_WORDS_OF_MONTHS.split())


def allowed(label: str | None, covered: frozenset[str]) -> int:
    """The bits of the labels a word may have: its own, or, if it has none, O and whatever its corpus does not mark."""
    if label is not None:
        return 1 << BIO_NAMES.index(label)
    return sum(1 << i for i, n in enumerate(BIO_NAMES) if n == "O" or n[2:] not in covered)
