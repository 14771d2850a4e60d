"""What else the text says of a tie: term, sum, date, goods, fields, claim; each in the text's own words."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from dragoman.extraction.arguments import VERBAL, children, is_passive, objects, obliques, preposition
from dragoman.extraction.circumstances import date_of
from dragoman.extraction.draft import Draft
from dragoman.extraction.phrases import noun_phrase
from dragoman.extraction.ties.quantities import quantities
from dragoman.extraction.ties.signs import HYPHENS, Spotted, classes
from dragoman.language.plain import Token
from dragoman.types import When

LONGEST = 24
QUOTES = " \"“”‘’'[]"
MOST = 2000
WORDS_BESIDE = {"amod", "compound", "nmod:poss", "nmod"}
Extractor = Callable[[Draft, Spotted, Token | None], str | None]


def attributes_of(draft: Draft, spotted: Spotted, carrier: Token | None) -> dict[str, str]:
    """The attributes that the tie's kind has and its sentence tells, in the order of the ontology."""
    found = {}
    for name in draft.ontology.ties[spotted.sign.kind].attributes:
        extractor = EXTRACTORS.get(name)
        value = extractor(draft, spotted, carrier) if extractor is not None else None
        if value and (words := " ".join(value.split()).strip(QUOTES)):
            found[name] = words
    return found


def date(draft: Draft, spotted: Spotted, carrier: Token | None) -> When | None:
    """The date on which the tie was made, or the meeting held, where the clause names one."""
    finish = [v for v in _verbs(carrier) if v.lemma_.lower() in classes()["finishing"]]
    for token, verb in (*((v, v) for v in finish), (spotted.anchor, carrier)):
        found, deadline = date_of(draft, token, verb)
        if found or deadline:
            return found or deadline
    return None


def _verbs(carrier: Token | None) -> tuple[Token, ...]:
    """The verbs coordinated with a carrier that tells a beginning: "begin in May and be finished by June"."""
    starting = carrier is not None and carrier.lemma_.lower() in classes()["starting"]
    return carrier.conjuncts if carrier is not None and starting else ()


def _date(draft: Draft, spotted: Spotted, carrier: Token | None) -> str | None:
    when = date(draft, spotted, carrier)
    if when is not None:
        return when.text if when.start is None else " to ".join(dict.fromkeys(filter(None, (when.start, when.end))))
    beside = [c.text for c in spotted.anchor.children if c.lower_ in classes()["vague_dates"]]
    return " ".join(beside) or None


def _since(draft: Draft, spotted: Spotted, carrier: Token | None) -> str | None:
    """The span of time that the tie has lasted: "since 1991", "for the last decade"."""
    sentence = spotted.anchor.sent
    for when in draft.dates:
        if when.span is None or not sentence.start_char <= when.span.start < sentence.end_char:
            continue
        before = draft.text[max(0, when.span.start - 12) : when.span.start].lower().split()
        if classes()["lasting"] & {*before[-1:], *when.text.lower().split()}:
            return when.text
    return None


def _measured(*kinds: str) -> Extractor:
    def extract(draft: Draft, spotted: Spotted, carrier: Token | None) -> str | None:
        words = spotted.anchor.sent.text[:MOST]
        return "; ".join(str(q) for q in quantities(words) if q.what in kinds) or None

    return extract


def _term(draft: Draft, spotted: Spotted, carrier: Token | None) -> str | None:
    """For how long it holds: a number of years in the noun's own phrase, or "for ten years" on its verb."""
    parts = [noun_phrase(spotted.anchor)]
    parts += [noun_phrase(o) for o in (obliques(carrier, "for") if carrier is not None else [])]
    texts = (draft.doc[p.start : p.end].text for p in parts)
    return next((str(q) for t in texts for q in quantities(t[:MOST]) if q.what == "term"), None)


def _listed(name: str) -> Extractor:
    """An extractor of the words of a class that stand in the sign's clause, in text order."""

    def extract(draft: Draft, spotted: Spotted, carrier: Token | None) -> str | None:
        words = _goods(draft) if name == "goods" else classes()[name]
        free = (t for t in _near(spotted, carrier) if t.i not in draft.by_token and t.pos_ not in VERBAL)
        near = sorted(free, key=lambda t: t.i)
        return ", ".join(dict.fromkeys(_phrase(t) for t in near if words & {t.lower_, t.lemma_.lower()})) or None

    return extract


def _goods(draft: Draft) -> frozenset[str]:
    listed = {c.lower().split()[-1] for t in draft.ontology.topics.values() for c in t.commodities}
    return classes()["goods"] | listed


def _phrase(token: Token) -> str:
    """The word with an adjective or noun that makes it more exact: "natural gas"."""
    before = [
        c
        for c in token.children
        if c.dep_ in {"amod", "compound"} and c.i == token.i - 1 and c.pos_ not in VERBAL and not c.text[0].isupper()
    ]
    return " ".join(t.text for t in (*before[:1], token))


def _near(spotted: Spotted, carrier: Token | None) -> Iterator[Token]:
    """The words below the sign and its verb, and the noun that it modifies, without further clauses."""
    stack = [t for t in (spotted.anchor, carrier) if t is not None]
    if spotted.anchor.dep_ in {"compound", "amod", "nmod", "conj"}:
        stack.append(spotted.anchor.head)
    seen: set[int] = set()
    while stack:
        token = stack.pop()
        if token.i not in seen:
            seen.add(token.i)
            yield token
            stack += [c for c in token.children if c.dep_ not in {"parataxis", "ccomp"} or c.i == spotted.anchor.i]


def _fields(draft: Draft, spotted: Spotted, carrier: Token | None) -> str | None:
    """What the tie covers: "in the fields of trade and transit", "on border security", "energy ties"."""
    anchor = spotted.anchor
    found = [_words(draft, c) for c in anchor.children if c.dep_ in WORDS_BESIDE and _is_field(draft, c)]
    for host in (anchor, *([carrier] if carrier is not None else [])):
        for word in ("in", "on", "over", "including", "regarding", "about", "for"):
            around = (o for o in obliques(host, word) if o.i != anchor.i and not o.is_ancestor(anchor))
            found += [f for o in around if (f := _field_below(draft, o))]
    return ", ".join(dict.fromkeys(found)) or None


def _is_field(draft: Draft, token: Token) -> bool:
    if token.i in draft.by_token or preposition(token) or token.lower_ in classes()["no_field"]:
        return False
    return token.dep_ in {"compound"} or token.lower_ in classes()["fields"]


def _field_below(draft: Draft, token: Token) -> str | None:
    """The words of a phrase that names a field; none if it names a place, a time or a person."""
    if token.lemma_.lower() in classes()["field_nouns"]:
        inner = obliques(token, "of")
        beside = [c for c in token.children if c.dep_ in {"amod", "compound"} and c.lower_ not in classes()["no_field"]]
        if not inner and not beside:
            return None
        token = inner[0] if inner else token
    if token.pos_ not in {"NOUN", "VERB"} or token.i in draft.by_token or _is_date(draft, token):
        return None
    if token.lemma_.lower() in classes()["no_field"]:
        return None
    return _words(draft, token)


def _is_date(draft: Draft, token: Token) -> bool:
    return token.i in draft.dated


def _words(draft: Draft, token: Token) -> str:
    """The phrase of a token with its conjuncts and without its preposition, cut at a clause that follows."""
    parts = [t for t in token.subtree if not _is_outside(t, token) and not _is_date(draft, t)]
    if not parts:
        return ""
    start, end = min(t.i for t in parts), max(t.i for t in parts) + 1
    while start < end and draft.doc[start].dep_ in {"case", "punct", "mark", "det", "cc"}:
        start += 1
    while end > start + 1 and draft.doc[end - 1].dep_ in {"punct", "cc", "case"}:
        end -= 1
    return draft.doc[start : min(end, start + LONGEST)].text.strip()


def _is_outside(token: Token, top: Token) -> bool:
    while token.i != top.i:
        if token.dep_ in {"acl:relcl", "parataxis", "advcl", "appos", "case"}:
            return True
        token = token.head
    return False


def _claim(draft: Draft, spotted: Spotted, carrier: Token | None) -> str | None:
    """The judgement in the text's words, with the verb that carries it."""
    if not spotted.sign.claim:
        return None
    anchor = spotted.anchor
    if carrier is not None and carrier.i < anchor.i and carrier.sent == anchor.sent and carrier.pos_ in VERBAL:
        start = min(carrier.i, spotted.start)
        return _cut(draft, start, max(spotted.end, _end_of(anchor)))
    return _cut(draft, min(spotted.start, noun_phrase(anchor).start), max(spotted.end, _end_of(anchor)))


def _end_of(token: Token) -> int:
    held = [t.i for t in token.subtree if not _is_outside(t, token)]
    return max(held, default=token.i) + 1


def _cut(draft: Draft, start: int, end: int) -> str:
    end = min(end, start + LONGEST)
    while end > start + 1 and draft.doc[end - 1].is_punct:
        end -= 1
    return draft.doc[start:end].text.strip()


def _aim(draft: Draft, spotted: Spotted, carrier: Token | None) -> str | None:
    """What the tie is for: "to keep the route open", "so that ..."."""
    for host in (spotted.anchor, carrier):
        for clause in children(host, "acl", "advcl") if host is not None else []:
            if clause.i > spotted.anchor.i and any(
                c.dep_ == "mark" and c.lower_ in {"to", "so"} for c in clause.children
            ):
                return _words(draft, clause)
    return None


def _product(draft: Draft, spotted: Spotted, carrier: Token | None) -> str | None:
    """What the place makes or handles: "a tractor plant", "to assemble buses"."""
    anchor = spotted.anchor
    made = [o for c in anchor.children if c.dep_ in {"acl", "acl:relcl"} for o in objects(c) if o.i > anchor.i]
    clauses = children(carrier, "advcl") if carrier is not None else []
    aims = [v for v in clauses if any(c.lower_ == "to" for c in children(v, "mark"))]
    made += [o for v in aims for o in objects(v)]
    words = [_words(draft, o) for o in made if not is_passive(o.head)]
    words += [
        c.text for c in anchor.children if c.dep_ == "compound" and c.i not in draft.by_token and c.text not in HYPHENS
    ]
    words += [_words(draft, o) for o in obliques(anchor, "for")]
    return ", ".join(dict.fromkeys(words)) or None


def _change(draft: Draft, spotted: Spotted, carrier: Token | None) -> str | None:
    """What is to be changed in a thing that exists, with the verb: "increase the gas swap capacity"."""
    if carrier is None or carrier.lemma_.lower() not in classes()["changing"]:
        return None
    return _cut(draft, min(carrier.i, spotted.start), max(carrier.i + 1, _end_of(spotted.anchor)))


def _counterpart(draft: Draft, spotted: Spotted, carrier: Token | None) -> str | None:
    """The other side where it is described but not named: "with its southern neighbours", "to the east"."""
    participles = (c for c in spotted.anchor.children if c.dep_ == "acl" and is_passive(c))
    hosts = [h for h in (spotted.anchor, carrier, *participles) if h is not None]
    words = ("with", "to", "towards", "toward", "between", "among", "by")
    phrases = [o for h in hosts for w in words for o in obliques(h, w)]
    phrases += [o for o in (objects(carrier) if carrier is not None else []) if o.i != spotted.anchor.i]
    told = (p for o in phrases for p in (o, *o.conjuncts) if {p.lower_, p.lemma_.lower()} & classes()["groups"])
    return next((_words(draft, p) for p in told if not _names(draft, p.subtree)), None)


def _names(draft: Draft, tokens: Iterable[Token]) -> bool:
    return any((r := draft.by_token.get(t.i)) is not None and r.form not in {"pronoun"} for t in tokens)


def _standing_of(draft: Draft, spotted: Spotted, carrier: Token | None) -> str | None:
    """As what somebody belongs: "observer", "dialogue partner", "founding member"."""
    words = [
        t for t in _near(spotted, carrier) if t.lower_ in classes()["standing"] or t.lemma_ in classes()["standing"]
    ]
    return " ".join(dict.fromkeys(t.lemma_.lower() for t in sorted(words, key=lambda t: t.i))) or None


EXTRACTORS: Mapping[str, Extractor] = {
    "amount": _measured("money"),
    "agenda": _fields,
    "aim": _aim,
    "capacity": _measured("flow"),
    "capital": _measured("money"),
    "change": _change,
    "claim": _claim,
    "commodity": _listed("goods"),
    "counterpart": _counterpart,
    "date": _date,
    "fields": _fields,
    "length": _measured("length"),
    "modes": _listed("modes"),
    "product": _product,
    "quantity": _measured("flow"),
    "since": _since,
    "standing": _standing_of,
    "subject": _fields,
    "term": _term,
}
