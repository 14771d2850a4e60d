"""Where an act's parties stand in the sentence: subject, object, oblique and the places nouns keep them."""

from collections.abc import Iterator

from dragoman.language.lexicon import listed
from dragoman.language.plain import Token

VERBAL = {"VERB", "AUX"}
NOUNS = {"NOUN", "PROPN"}
CIRCUMSTANTIAL = frozenset({"where", "when", "why"})
RELATIVE = {"which", "who", "whom", "that", "whose"}
OBJECTS = {"obj", "iobj", "nsubj:pass"}
SUBJECTS = {"nsubj", "csubj", "nsubj:outer"}
OBLIQUE = {"obl", "nmod", "obl:agent", "advcl", "acl", "obl:tmod", "nmod:tmod", "obl:npmod", "obl:unmarked", "obj"}
RANKED = frozenset({"first", "second", "third", "last", "latest", "only", "next"})
SUMMING = frozenset({"appos", "obl:unmarked", "nmod:unmarked", "obl:npmod", "parataxis", "obl", "dep", "conj"})
MOST_STEPS = 8


def children(token: Token, *deps: str) -> list[Token]:
    """The token's children with one of the relations, in text order."""
    return [c for c in token.children if c.dep_ in deps]


def _words(name: str) -> frozenset[str]:
    return listed("events/frames", "words", name)


def preposition(token: Token) -> str:
    """The preposition (or marker) before a phrase, lower case; "" if there is none; of several words the first."""
    if token.preposition is None:
        token.preposition = _preposition(token)
    return token.preposition


def _preposition(token: Token) -> str:
    for child in token.children:
        if child.dep_ in {"case", "mark"} and child.i < token.i and child.text not in {"'s", "’s", "'", "to"}:
            return child.lower_
    if any(c.dep_ == "case" and c.lower_ == "to" for c in token.children):
        return "to"
    return _before_title(token)


def _before_title(name: Token) -> str:
    """The preposition that was read as hanging on a title before the name: "to" in "spoke to President X"."""
    first = name.left_edge
    if first.i == name.i or first.dep_ != "case" or first.head.i == name.i:
        return ""
    above = first.head
    while above.i != name.i and above.dep_ in {"nmod:desc", "compound", "amod"}:
        above = above.head
    return first.lower_ if above.i == name.i else ""


def goes_along(noun: Token) -> bool:
    """Whether a noun only tells in what sense, or at whose word, something is done: "in protest", "at X's request"."""
    if noun.dep_ not in {"obl", "nmod", "obj"}:
        return False
    before = preposition(noun)
    if before == "at":
        return noun.lemma_.lower() in _words("bidding")
    bare = before == "in" and not children(noun, "det", "nmod:poss")
    return bare and noun.lemma_.lower() in _words("accompanying")


def is_passive(token: Token) -> bool:
    """Whether the verb's subject suffers the act: auxiliary passive, or a bare participle after its noun."""
    if children(token, "aux:pass", "nsubj:pass"):
        return not token.lower_.endswith("ing") and not _is_told_after(token)
    if token.dep_ in {"acl", "amod"}:
        return token.i > token.head.i and _is_participle(token)
    return _is_cut_short(token)


def _is_cut_short(verb: Token) -> bool:
    """Whether a headline leaves out the auxiliary of a passive: "Four sentenced to death"."""
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in _words("suffered"):
        return False
    alone = not children(verb, "aux", "obj", "iobj", "ccomp", "mark") and bool(children(verb, "nsubj"))
    present = verb.lower_ in {verb.lemma_.lower() + "s", verb.lemma_.lower() + "es"}
    return alone and _is_participle(verb) and not present and not verb.sent.text.rstrip().endswith((".", '"', "”"))


def _is_told_after(verb: Token) -> bool:
    """Whether a verb of saying closes what was said, so that whoever stands before it speaks: "..., he charged"."""
    told = any(c.dep_ in {"ccomp", "parataxis"} and c.i < verb.i and children(c, *SUBJECTS) for c in verb.children)
    return told and not children(verb, "aux:pass", "aux")


def _is_participle(token: Token) -> bool:
    """Whether the form is a past participle as far as its shape tells."""
    if token.lower_.endswith("ing") or children(token, "mark", "aux"):
        return False
    return token.lower_ != token.lemma_.lower()


def clause(token: Token) -> Token:
    """The nearest verb at or above the token, or the root of its sentence."""
    current = token
    while current.pos_ not in VERBAL and current.head.i != current.i:
        current = current.head
    return current


def subjects(token: Token) -> list[Token]:
    """Who does what the verb says, also where the sentence does not repeat it (control, coordination, relatives)."""
    return list(_subjects(token, MOST_STEPS))


def _subjects(token: Token, steps: int) -> Iterator[Token]:
    if steps == 0:
        return
    if is_passive(token):
        yield from agents(token)
        return
    own = children(token, *SUBJECTS) or children(token, "nsubj:pass") or _run_together(token)
    if own:
        yield from (_antecedent(t, token) for t in own)
    else:
        yield from _lent_subjects(token, steps)


def _run_together(verb: Token) -> list[Token]:
    """The name before a verb that was read as one word with it: "[Egypt] Arrests Ten", "[Mali, Chad], Sign Truce"."""
    if verb.pos_ != "VERB":
        return []
    if titled := [c for c in children(verb, "nmod:desc", "flat") if c.i < verb.i and c.pos_ == "PROPN"]:
        return titled
    if verb.dep_ == "compound" and verb.head.pos_ == "PROPN" and verb.head.i < verb.i:
        return [verb.head]
    return [c for c in children(verb, "compound") if c.pos_ in NOUNS and c.i < verb.i]


def _antecedent(subject: Token, verb: Token) -> Token:
    """The noun that a relative pronoun takes up, else the subject itself."""
    if subject.lower_ in RELATIVE and verb.dep_ in {"acl:relcl", "acl"}:
        return verb.head
    return subject


def agents(token: Token) -> list[Token]:
    """The doers of a passive, "by X", also behind what it makes of somebody: "set ablaze by X"."""
    holders = (token, *(c for c in children(token, "xcomp", "advmod") if not children(c, "mark")))
    found = [c for h in holders for c in children(h, "obl:agent", "obl")]
    own = [c for c in found if c.dep_ == "obl:agent" or preposition(c) == "by"]
    shared = own or not is_passive(token)
    return own if shared else [a for c in children(token, "conj") if _is_participle(c) for a in agents(c)]


def _lent_subjects(token: Token, steps: int) -> Iterator[Token]:
    head = token.head
    if head.i == token.i or _is_happening(token):
        return
    if token.dep_ == "conj":
        yield from _subjects_or_sufferers(head, steps - 1)
    elif token.dep_ == "xcomp" or _is_kept_from(token):
        yield from _controllers(head, steps - 1)
    elif token.dep_ in {"advcl", "parataxis", "ccomp"} and head.pos_ in VERBAL | {"ADJ"}:
        yield from _subjects_or_sufferers(head, steps - 1)
    elif token.dep_ in {"acl", "acl:relcl"}:
        yield from _noun_subjects(token, steps - 1)
    elif token.dep_ == "parataxis" and head.pos_ in {"NOUN", "PROPN"} and token.nbor(-1).text == ",":
        yield _named_first(head)
    elif token.dep_ in {"advcl", "amod"} or (token.dep_ == "csubj" and head.pos_ == "PROPN"):
        yield head


def _named_first(noun: Token) -> Token:
    """The noun with which a headline begins that was read without its first verb: "Gunmen Storm Bank, [Kill] Two"."""
    while noun.dep_ in {"appos", "flat", "compound"} and noun.head.i < noun.i:
        noun = noun.head
    return noun


def _is_kept_from(verb: Token) -> bool:
    """Whether the -ing form is what somebody is kept from, or accused of: "kept the army from attacking"."""
    marks = {c.lower_ for c in children(verb, "mark", "case")}
    if verb.dep_ != "advcl" or "from" in marks:
        return verb.dep_ == "advcl"
    blamed = bool(children(verb.head, "obj", "nsubj:pass"))
    if marks & {"with", "for"}:
        return blamed and verb.head.lemma_.lower() in _words("blaming")
    return "of" in marks and bool(children(verb.head, "obj"))


def _is_happening(verb: Token) -> bool:
    """Whether an -ing form names what happens and not what the main subject does: "because of fighting"."""
    before = {c.lower_ for c in children(verb, "mark", "case")}
    return verb.lower_.endswith("ing") and bool(before & {"because", "amid", "during"})


def _subjects_or_sufferers(verb: Token, steps: int) -> Iterator[Token]:
    """The grammatical subject, of a passive too: "was invited to visit"."""
    passive = children(verb, "nsubj:pass")
    if passive:
        yield from (_antecedent(t, verb) for t in passive)
    elif verb.pos_ in VERBAL and is_passive(verb):
        yield verb.head
    else:
        yield from _subjects(verb, steps)


def _controllers(verb: Token, steps: int) -> Iterator[Token]:
    """Whose act an infinitive is: the object's ("urged Iran to stop"), else the subject's ("wants to stop")."""
    owners = [o for o in children(verb, "obj", "iobj") if o.pos_ in {"NOUN", "PROPN", "PRON"}]
    if owners and verb.lemma_ not in {"promise", "take", "use", "hold", "have", "give", "make", "do"}:
        yield owners[0]
    else:
        yield from _subjects_or_sufferers(verb, steps)


def _noun_subjects(token: Token, steps: int) -> Iterator[Token]:
    """Of a verb that describes a noun: the owner of a plan to act, else the noun itself."""
    noun = token.head
    if any(c.lower_ == "to" and c.dep_ == "mark" for c in token.children):
        owners = children(noun, "nmod:poss")
        if is_ranked(noun):
            yield from _ranked(noun, steps)
        elif owners:
            yield owners[0]
        elif noun.dep_ in {"obj", "obl"} and noun.head.pos_ in VERBAL:
            yield from _subjects_or_sufferers(noun.head, steps)
        else:
            yield noun
    elif not children(token, "nsubj") and noun.pos_ != "VERB":
        yield noun


def is_ranked(noun: Token) -> bool:
    """Whether the noun says which in a row somebody is: "was the first to", "became the last state to"."""
    said = noun.lower_ in RANKED or any(c.lower_ in RANKED for c in children(noun, "amod", "nummod"))
    return said and (bool(children(noun, "cop")) or noun.dep_ == "xcomp")


def _ranked(noun: Token, steps: int) -> Iterator[Token]:
    """Who is the first, last or only one."""
    own = children(noun, *SUBJECTS)
    if own:
        yield from own
    elif noun.dep_ == "xcomp":
        yield from _subjects_or_sufferers(noun.head, steps)


def objects(token: Token) -> list[Token]:
    """Who or what the act is done to: objects, passive subjects, and the noun that a participle or gap belongs to."""
    suffering = OBJECTS | {"nsubj"} if _is_cut_short(token) else OBJECTS
    if _is_told_after(token):
        suffering = suffering - {"nsubj:pass"}
    found = [_antecedent(c, token) for c in token.children if c.dep_ in suffering or _is_bare(c, token)]
    if not found and token.dep_ in {"acl", "amod"} and is_passive(token):
        found = [token.head]
    if not found and _is_gapped(token):
        found = [token.head]
    if not found and token.dep_ == "conj" and is_passive(token.head) and _is_participle(token):
        found = objects(token.head)
    return found or [c for c in token.children if _is_measure(c, token) or _is_misread(c, token)] or _spoken_of(token)


def _is_gapped(verb: Token) -> bool:
    """Whether the clause leaves out its object, which is the noun before it: "the port they closed", not "where"."""
    if verb.dep_ != "acl:relcl" or not children(verb, "nsubj") or _is_relative_subject(verb):
        return False
    return not any(c.lower_ in CIRCUMSTANTIAL for c in verb.children)


def _is_misread(phrase: Token, verb: Token) -> bool:
    """Whether a noun after the verb hangs on it as nothing does that has no preposition, and so is its object."""
    after = phrase.i > verb.i and verb.pos_ == "VERB" and phrase.dep_ in {"nmod", "advcl", "dep"}
    if after and phrase.pos_ == "NOUN" and preposition(phrase) == "of":
        return phrase.left_edge.pos_ == "NUM"  # "shot down [47 of 62 drones]"
    return after and phrase.pos_ in {"NOUN", "PROPN"} and not children(phrase, "case", "mark", "cop", "nsubj")


def _spoken_of(verb: Token) -> list[Token]:
    """The noun before a clause that says what was done to it: "accused Peru of ..., a [charge] Lima rejected"."""
    main = [verb.head] if verb.dep_ == "parataxis" else [c for c in children(verb, "parataxis") if c.i < verb.i]
    named = children(verb, "nsubj") if main else []
    if not named or named[0].left_edge.i <= verb.sent.start:
        return []
    before = named[0].left_edge.nbor(-1)
    return [before] if before.pos_ == "NOUN" and before.dep_ in SUMMING and before.head.i == main[0].i else []


def _is_bare(phrase: Token, verb: Token) -> bool:
    """Whether a phrase without a preposition follows a verb's particle and so is its object: "called off talks"."""
    after = any(c.i < phrase.i for c in children(verb, "compound:prt"))
    return after and phrase.dep_ == "obl" and phrase.pos_ in {"NOUN", "PROPN"} and not preposition(phrase)


def _is_measure(phrase: Token, verb: Token) -> bool:
    """Whether a time is what is begun and not when: "started a week of drills", "began manoeuvres"."""
    if phrase.i < verb.i or phrase.pos_ != "NOUN" or preposition(phrase) or children(phrase, "cop", "mark"):
        return False
    measured = phrase.dep_ in {"obl:unmarked", "obl:npmod", "obl"} and bool(obliques(phrase, "of"))
    return measured or (phrase.dep_ == "xcomp" and not children(phrase, "nsubj"))


def _is_relative_subject(token: Token) -> bool:
    return any(c.lower_ in RELATIVE for c in children(token, "nsubj"))


def obliques(token: Token, word: str) -> list[Token]:
    """The phrases that hang on the token with this preposition or marker."""
    return [c for c in token.children if c.dep_ in OBLIQUE and (preposition(c) == word or _marks(c, word))]


def _marks(phrase: Token, word: str) -> bool:
    if word == "to":
        return any(c.lower_ == "to" and c.dep_ == "case" for c in phrase.children)
    return any(c.lower_ == word and c.dep_ in {"case", "mark"} for c in phrase.children)


def complements(token: Token) -> list[Token]:
    """The clauses that the word governs: what is urged, refused, threatened."""
    return [c for c in token.children if c.dep_ in {"xcomp", "ccomp"} or (c.dep_ in {"acl", "advcl"} and _is_inner(c))]


def _is_inner(clause_head: Token) -> bool:
    return any(
        c.dep_ == "mark" and c.lower_ in {"to", "that", "of", "from", "for", "on", "over", "against"}
        for c in clause_head.children
    )
