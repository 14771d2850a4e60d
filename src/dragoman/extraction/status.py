"""How firmly the text puts an act: done, ongoing, planned, wanted, possible, denied or not happened."""

from collections.abc import Iterator

from dragoman.extraction.arguments import VERBAL, children, goes_along, is_passive, preposition
from dragoman.extraction.draft import Draft
from dragoman.extraction.firmness import Verdict, governor, is_kept, is_untrue, lists
from dragoman.extraction.tense import by_tense, present
from dragoman.extraction.triggers import classes
from dragoman.language.plain import Token

BESIDE = frozenset({"amod", "advmod", "acl", "compound", "nmod:tmod"})  # how words of standing hang on an act
NOBODY = frozenset({"no", "neither"})
# Of several words that bear on an act the one that makes it least firm decides.
ORDER = ("denied", "not_happened", "possible", "wanted", "planned", "ongoing", "done")
CLOSE = frozenset({"", "for", "to", "of", "on", "in", "at", "into", "from", "with", "against", "about"})
MOST_STEPS = 10
GOVERNED = {
    "acl:relcl",
    "xcomp",
    "ccomp",
    "acl",
    "obj",
    "obl",
    "nsubj:pass",
    "nmod",
    "advcl",
    "nsubj",
    "csubj",
    "obl:agent",
}


def status_of(draft: Draft, token: Token, support: Token | None = None, standing: bool = False) -> Verdict | None:
    """The status of the act that the token denotes, or null if the text only supposes it ("if X attacks").

    `support` is the light verb that carries a noun ("held talks"); `standing`: the word denotes a lasting practice.
    """
    firm: list[Verdict] = []
    for verdict in _verdicts(token):
        if verdict is None:
            return None
        firm.append(verdict)
    if firm:
        return min(firm, key=lambda v: ORDER.index(v.status))
    return Verdict(by_tense(token, support, standing))


def verdicts(token: Token) -> list[Verdict | None]:
    """What each word that bears on the act says of its standing, nearest first; null for a mere supposition."""
    return list(_verdicts(token))


def _verdicts(token: Token) -> Iterator[Verdict | None]:
    """What each word on the way up from the act says of it, innermost first; null for a mere supposition."""
    current = token
    for _ in range(MOST_STEPS):
        yield from _beside(current, current.i == token.i)
        if _is_supposed(current):
            yield None
        step = _up(current)
        if step is None:
            return
        if _accompanies(current):
            yield from _auxiliaries(step)
            return
        if current.dep_ in GOVERNED and not _is_speech(current, step):
            yield from governor(current, step)
        elif current.dep_ in GOVERNED:
            yield from _denial(step)
            return
        current = step


def _accompanies(token: Token) -> bool:
    """Whether a participle only goes along with the main act, whose governors do not bear on it: "met X, promising"."""
    return token.dep_ == "advcl" and token.lower_.endswith("ing") and not children(token, "mark", "case")


def _is_speech(token: Token, head: Token) -> bool:
    """Whether the head only reports the clause."""
    return token.dep_ in {"ccomp", "parataxis"} and head.lemma_.lower() in lists()["speech"]["verbs"]


def _denial(verb: Token) -> Iterator[Verdict]:
    negations = [c for c in verb.children if c.lower_ in lists()["negation"]["words"] and c.dep_ == "advmod"]
    negations += _outstanding(verb)
    if negations and verb.lemma_ in {"admit", "confirm", "acknowledge"}:
        yield Verdict("possible", tuple(negations))


def _outstanding(verb: Token) -> list[Token]:
    """The word that says of an infinitive that it has not come: "has yet to sign", "is yet to be ratified"."""
    words = lists()["outstanding"]["words"]
    marks = (c for c in children(verb, "mark", "aux") if c.lower_ == "to" and c.i > c.sent.start)
    return [m.nbor(-1) for m in marks if m.nbor(-1).lower_ in words]


def _up(token: Token) -> Token | None:
    """The word that may govern the act's standing, or null where a clause of its own begins."""
    head = token.head
    if is_untrue(token):
        return head
    if head.i == token.i or token.dep_ in {"acl:relcl", "parataxis", "appos", "list", "dep", "nmod:poss", "compound"}:
        return None
    if token.dep_ == "advcl":
        return None if _finite(token) or _marked(token, "after", "since", "by", "while", "when", "before") else head
    if token.dep_ == "conj":
        return head if _shares(token, head) else None
    if token.dep_ == "acl" and is_passive(token) and (token.nbor(-1).text == "," or _is_fate(token.head)):
        return None
    if token.dep_ in {"obl", "nmod"} and token.pos_ not in VERBAL and _is_aside(token) or goes_along(token):
        return None
    if token.dep_ == "nmod" and not _holds(head) or _is_taken_as_given(token, head):
        return None
    return head


def _is_fate(noun: Token) -> bool:
    """Whether a participle after the noun tells what befell people or a ship before: "to free two men [held] there"."""
    plain = noun.lemma_.lower()
    return any(plain in classes()[name] for name in ("captive", "victim", "vessel"))


def _is_taken_as_given(token: Token, verb: Token) -> bool:
    """Whether a verb only talks about the act as a fact, whatever its own standing: "may condemn the raid"."""
    spoken_of = token.pos_ in {"NOUN", "PROPN"} and verb.pos_ in VERBAL
    return spoken_of and verb.lemma_.lower() in lists()["given"]["verbs"]


def _holds(noun: Token) -> bool:
    """Whether what is said of the noun is said of the act below it: "a round of talks", "the threat of war"."""
    lemma = noun.lemma_.lower()
    measured = lemma in classes()["container"] or lemma in classes()["agreement"]
    return measured or any(lemma in words for words in lists()["nouns"].values())


def _is_aside(token: Token) -> bool:
    return preposition(token) not in CLOSE


def _marked(token: Token, *words: str) -> bool:
    return any(c.dep_ in {"mark", "advmod", "case"} and c.lower_ in words for c in token.children)


def _finite(token: Token) -> bool:
    return bool(children(token, "nsubj", "nsubj:pass"))


def _shares(token: Token, head: Token) -> bool:
    """Whether a second conjunct stands under the same auxiliaries and governors as the first."""
    if token.pos_ not in VERBAL:
        return True
    if _finite(token) or children(token, "aux") or any(c.lower_ == "but" for c in children(token, "cc")):
        return False
    return _bare(token) == _bare(head)


def _bare(token: Token) -> bool:
    return token.lower_ == token.lemma_.lower()


def _is_supposed(token: Token) -> bool:
    marks = lists()["conditional"]["marks"]
    if _is_inverted(token) or _is_imagined(token):
        return True
    if token.dep_ == "advcl" or token.dep_ == "ccomp":
        return any(c.dep_ == "mark" and c.lower_ in marks - {"once"} for c in token.children)
    return False


def _is_inverted(verb: Token) -> bool:
    """Whether the clause supposes by its order alone: "Should X attack", "Had Y signed"."""
    if verb.pos_ not in VERBAL or not verb.sent.text.rstrip().endswith((".", ",", ";")):
        return False
    subject = children(verb, "nsubj", "nsubj:pass")
    leading = [c for c in children(verb, "aux") if c.lower_ in lists()["conditional"]["inverted"]]
    return bool(subject and leading) and leading[0].i == verb.left_edge.i and leading[0].i < subject[0].i


def _is_imagined(noun: Token) -> bool:
    """Whether it is only said what some act would be or bring: "a war between X and Y would ruin both"."""
    unnamed = noun.pos_ == "NOUN" and any(c.lower_ in {"a", "an"} for c in children(noun, "det"))
    if not unnamed or noun.dep_ != "nsubj" or _is_reported(noun.head):
        return False
    return any(c.lower_ in lists()["auxiliaries"]["conditional"] for c in children(noun.head, "aux"))


def _beside(token: Token, own: bool) -> Iterator[Verdict]:
    """Auxiliaries, negations, adverbs and adjectives that hang on the word."""
    lexicon = lists()
    never = lexicon["negation"]["words"]
    negation = [
        c
        for c in token.children
        if c.dep_ in {"advmod", "det", "case", "cc:preconj"} and (c.lower_ in never or _is_no_longer(c))
    ]
    negation = [c for c in negation if not _is_said(token, c) and (own or not is_kept(token))]
    negation += [c for s in children(token, "nsubj") for c in children(s, "det", "cc:preconj") if c.lower_ in NOBODY]
    if negation and not _is_not_only(negation[0]):
        yield Verdict("not_happened", tuple(negation))
    if outstanding := _outstanding(token):
        yield Verdict("not_happened", tuple(outstanding))
    if own:
        yield from (Verdict(s, (token,)) for s, words in lexicon["own"].items() if token.lemma_.lower() in words)
    if own or token.pos_ in {"NOUN", "PROPN"}:
        for child in token.children:
            if child.dep_ in BESIDE or (child.dep_ == "mark" and child.pos_ == "ADJ"):  # "is due to arrive"
                told = (s for s, words in lexicon["beside"].items() if child.lower_ in words)
                yield from (Verdict(s, (child,)) for s in told if s != "ongoing" or not _is_over(token))
        before = [c for c in children(token, "case", "mark") if c.lower_ == preposition(token)]
        yield from (
            Verdict(s, tuple(before)) for s, words in lexicon["prepositions"].items() if preposition(token) in words
        )
    if token.pos_ in VERBAL or children(token, "cop"):
        yield from _auxiliaries(token)
    yield from (Verdict("possible", (mark,)) for mark in _conditions(token))


def _conditions(verb: Token) -> list[Token]:
    """The "if" under which something is to be done: "sent troops to bomb the depots if talks fail"."""
    if verb.dep_ not in {"advcl", "xcomp", "acl"} or not _marked(verb, "to"):
        return []
    return [c for clause in children(verb, "advcl") for c in children(clause, "mark") if c.lower_ in {"if", "unless"}]


def _is_said(verb: Token, word: Token) -> bool:
    """Whether "no" is what is said and negates nothing: "said no to the offer"."""
    return word.lower_ == "no" and word.i == verb.i + 1 and verb.pos_ in VERBAL and word.dep_ in {"advmod", "det"}


def _is_over(token: Token) -> bool:
    """Whether the verb is of the plain past, so that what was done "repeatedly" does not go on."""
    auxiliaries = [c.lower_ for c in children(token, "aux", "aux:pass")]
    return token.pos_ in VERBAL and not auxiliaries and token.lower_.endswith("ed") and not present(token, auxiliaries)


def is_refusal(verdict: Verdict) -> bool:
    """Whether the words say that somebody will not do it: "will not attend", "said it would never sign"."""
    if verdict.status != "not_happened" or not verdict.cues:
        return False
    verb = verdict.cues[0].head
    lexicon = lists()["auxiliaries"]
    ahead = any(
        c.lower_ in lexicon["planned"] | lexicon["conditional"] | lexicon["able"] for c in children(verb, "aux")
    )
    never, stopped = lists()["negation"]["words"], _is_no_longer(verdict.cues[0])
    denied = stopped or all(c.lower_ in never and c.dep_ == "advmod" for c in verdict.cues)
    return ahead and denied and verb.pos_ in VERBAL and not is_passive(verb) and _is_willing(verb)


def is_put_off(verdict: Verdict) -> bool:
    """Whether it was put off or called off, so that "until May" says when it is to be and "on Monday" nothing of it."""
    verbs = lists()["deferring"]["verbs"]
    return verdict.status in {"planned", "not_happened"} and any(c.lemma_.lower() in verbs for c in verdict.cues)


def is_agreed(verdict: Verdict) -> bool:
    """Whether it is planned because an agreement is about it."""
    return verdict.status == "planned" and any(c.lemma_.lower() in classes()["agreement"] for c in verdict.cues)


def _is_willing(verb: Token) -> bool:
    """Whether "would not" is what somebody says of themselves, and no guess: "said it would not", "will not"."""
    lexicon = lists()["auxiliaries"]
    guessed = any(c.lower_ in lexicon["conditional"] | lexicon["able"] for c in children(verb, "aux"))
    return _is_reported(verb) or not guessed


def _is_no_longer(word: Token) -> bool:
    return word.lower_ in {"longer", "more"} and any(c.lower_ == "no" for c in word.children)


def _is_not_only(word: Token) -> bool:
    return word.i + 1 < len(word.doc) and word.nbor().lower_ in {"only", "just", "merely", "least"}


def _auxiliaries(token: Token) -> Iterator[Verdict]:
    lexicon = lists()["auxiliaries"]
    for child in children(token, "aux", "aux:pass", "cop"):
        word = child.lower_
        if word in lexicon["conditional"]:
            yield Verdict("planned" if _is_reported(token) else "possible", (child,))
        yield from (Verdict(s, (child,)) for s in ("planned", "possible", "wanted") if word in lexicon[s])
    if _is_be_to(token):
        yield Verdict("planned", tuple(c for c in token.children if c.dep_ in {"aux", "mark"}))


def _is_reported(token: Token) -> bool:
    """Whether "would" is the "will" of reported speech: "said it would sign"."""
    current = token
    while current.dep_ == "conj":
        current = current.head
    head, dep = current.head, current.dep_
    if dep == "acl" and head.dep_ == "obl" and _marked(current, "that"):
        head, dep = head.head, "ccomp"
    if dep in {"acl", "ccomp"} and _marked(current, "that") and head.lemma_.lower() in lists()["nouns"]["planned"]:
        return True
    told = dep in {"ccomp", "parataxis"} and head.lemma_.lower() in lists()["speech"]["verbs"]
    told = told or any(c.dep_ == "parataxis" and c.lemma_ in lists()["speech"]["verbs"] for c in current.children)
    return told and not any(c.dep_ == "advcl" and _marked(c, "if", "unless") for c in token.children)


def _is_be_to(token: Token) -> bool:
    """Whether the verb stands in "is to visit"."""
    marks = [c for c in token.children if c.lower_ == "to" and c.dep_ in {"mark", "aux"}]
    if not marks or token.pos_ not in VERBAL:
        return False
    subject = any(c.dep_ in {"nsubj", "nsubj:pass", "nsubj:outer"} and c.i < marks[0].i for c in token.children)
    forms_of_be = any(c.lemma_ == "be" and c.dep_ in {"aux", "cop"} and c.i < marks[0].i for c in token.children)
    return forms_of_be or (token.dep_ in {"ROOT", "root"} and subject)
