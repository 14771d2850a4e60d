"""Everything that Dragoman hangs on a spaCy Doc beyond what spaCy itself has.

| layer | where | what |
|---|---|---|
| source, cue, content | `doc.spans[...]` | who is cited, by which words, for what (PolNeAR) |
| factuality | `token._.factuality` | -3 (did not happen) to 3 (happened) for verbs, else None (UDS-IH2) |
| coref | `doc._.coref` | pairs of token numbers: head of a mention, head of an earlier one of the same; may be empty |
"""

from spacy.tokens import Doc, Token

ROLES = ("source", "cue", "content")


def register_layers() -> None:
    """Make the layers known to spaCy; calling it again changes nothing."""
    for name, default in (("factualities", None), ("coref", ())):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
    if not Token.has_extension("factuality"):
        Token.set_extension("factuality", getter=_factuality)


def links_of(doc: Doc) -> dict[int, int]:
    """The layer `coref` by the later token; empty for a document that no parser of ours filled."""
    return dict(doc._.coref) if Doc.has_extension("coref") else {}


def fill_missing(doc: Doc) -> Doc:
    """The document, with empty span groups for roles that nobody marked."""
    for role in ROLES:
        if role not in doc.spans:
            doc.spans[role] = []
    return doc


def _factuality(token: Token) -> float | None:
    known: dict[int, float] | None = token.doc._.factualities
    return None if known is None else known.get(token.i)
