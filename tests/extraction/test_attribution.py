"""Who is cited as saying or holding what: tables of parsed sentences, and a few parsed by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.extraction.hand import draft_of

from dragoman.extraction.actors import find_actors
from dragoman.extraction.attribution import find_statements
from dragoman.extraction.draft import Draft
from dragoman.language.plain import Span, plain
from dragoman.pipeline import Tools
from dragoman.types import Report, Statement

HERE = Path(__file__).parent
Words = tuple[str, ...]


def table(name: str) -> list[tuple[str, list[Words]]]:
    """The sentences of a table, each with the rows indented under it."""
    return list(_rows(HERE.joinpath(name).read_text(encoding="utf-8").splitlines()))


def _rows(lines: list[str]) -> Iterator[tuple[str, list[Words]]]:
    text, rows = "", list[Words]()
    for line in [*lines, "end"]:
        if line.startswith("    "):
            rows.append(tuple(cell.strip().replace("\\n", "\n") for cell in line.split(" | ")))
        elif line and not line.startswith("#"):
            if text:
                yield text, rows
            text, rows = line.replace("\\n", "\n"), []


def read(text: str, tools: Tools) -> Draft:
    doc = next(iter(tools.parser.parse([text])))
    return find_statements(find_actors(Draft(Report("r", text), plain(doc), tools.ontology, tools.atlas)))


def words(text: str, statement: Statement) -> Words:
    spans = (statement.source_span, statement.cue, statement.content)
    return (*(" ".join(text[a:b] for a, b in part) for part in spans), statement.kind)


@pytest.mark.parametrize(("text", "expected"), table("statements.txt"))
def test_statements(text: str, expected: list[Words], tools: Tools) -> None:
    assert [words(text, s) for s in read(text, tools).statements] == expected


@pytest.mark.parametrize(("text", "expected"), table("relayed.txt"))
def test_who_speaks_and_who_relays(text: str, expected: list[Words], tools: Tools) -> None:
    assert [(s.source, *s.via) for s in read(text, tools).statements] == expected


@pytest.mark.parametrize(("text", "expected"), table("together.txt"))
def test_who_says_something_together(text: str, expected: list[Words], tools: Tools) -> None:
    said: dict[str, Words] = {}
    for statement in read(text, tools).statements:
        if statement.joint is not None:
            said[statement.joint] = (*said.get(statement.joint, ()), str(statement.source))
    assert list(said.values()) == expected


@pytest.mark.parametrize("text", [text for text, _ in table("unattributed.txt")])
def test_no_statement_without_a_speaker(text: str, tools: Tools) -> None:
    assert [words(text, s) for s in read(text, tools).statements] == []


def hand(rows: str, lemmas: dict[str, str]) -> Draft:
    draft = draft_of(rows)
    for token in draft.doc:
        token.lemma_ = lemmas.get(token.text, token.text.lower())
    return find_statements(find_actors(draft))


def test_a_clause_after_a_verb_of_saying() -> None:
    rows = "Norway/PROPN/nsubj/2 said/VERB/root/0 that/SCONJ/mark/5 talks/NOUN/nsubj/5 failed/VERB/ccomp/2"
    draft = hand(rows, {"said": "say"})
    (found,) = draft.statements
    assert (found.id, found.source, found.via, found.within) == ("s1", "NOR", (), None)
    assert words(draft.report.text, found) == ("Norway", "said", "talks failed", "indirect")


def test_what_others_hold_within_a_statement() -> None:
    rows = (
        "Norway/PROPN/nsubj/2 says/VERB/root/0 Chile/PROPN/nsubj/4 fears/VERB/ccomp/2 "
        "that/SCONJ/mark/7 talks/NOUN/nsubj/7 fail/VERB/ccomp/4"
    )
    outer, inner = hand(rows, {"says": "say", "fears": "fear"}).statements
    assert (outer.source, inner.source, inner.within) == ("NOR", "CHL", outer.id)


CONTINUED = (
    "Norway/PROPN/nsubj/2 said/VERB/root/0 talks/NOUN/nsubj/4 failed/VERB/ccomp/2 ./PUNCT/punct/2 "
    "The/DET/det/7 ships/NOUN/nsubj/9 had/AUX/aux/9 left/VERB/root/0 ./PUNCT/punct/9"
)


@pytest.mark.parametrize(("marked", "expected"), [([(2, 4), (5, 9)], 2), ([(2, 4)], 1), ([(2, 4), (5, 7)], 1)])
def test_a_sentence_that_the_tagger_marks_goes_on_with_the_last_speaker(
    marked: list[tuple[int, int]], expected: int
) -> None:
    draft = draft_of(CONTINUED)
    for token in draft.doc:
        token.lemma_ = {"said": "say"}.get(token.text, token.text.lower())
    draft.doc.spans["content"] = [Span(draft.doc, a, b) for a, b in marked]
    found = find_statements(find_actors(draft)).statements
    assert [s.source for s in found] == ["NOR"] * expected
    assert [s.source_span == () for s in found] == [False, True][:expected]


def test_the_tagger_gives_back_the_part_of_a_source_that_the_parser_lost() -> None:
    rows = (
        "The/DET/det/2 pollster/NOUN/nsubj/5 Ada/PROPN/dep/5 Berg/PROPN/flat/3 said/VERB/root/0 "
        "talks/NOUN/nsubj/7 failed/VERB/ccomp/5"
    )
    draft = draft_of(rows)
    for token in draft.doc:
        token.lemma_ = {"said": "say"}.get(token.text, token.text.lower())
    draft.doc.spans["source"] = [Span(draft.doc, 0, 4)]
    (found,) = find_statements(find_actors(draft)).statements
    assert words(draft.report.text, found) == ("The pollster Ada Berg", "said", "talks failed", "indirect")


@pytest.mark.parametrize(("relation", "expected"), [("dep", "officials"), ("obj", "Plans")])
def test_the_tagged_source_beside_the_cue_is_no_one_addressed(relation: str, expected: str) -> None:
    rows = (
        f"Plans/NOUN/nsubj/5 failed/VERB/ccomp/5 ,/PUNCT/punct/2 officials/NOUN/{relation}/5 said/VERB/root/0 "
        "rain/NOUN/nsubj/7 fell/VERB/ccomp/5"
    )
    draft = draft_of(rows)
    for token in draft.doc:
        token.lemma_ = {"said": "say"}.get(token.text, token.text.lower())
    draft.doc.spans["source"] = [Span(draft.doc, 3, 4)]
    assert {words(draft.report.text, s)[0] for s in find_statements(find_actors(draft)).statements} == {expected}


def test_an_unknown_speaker_becomes_an_unnamed_actor() -> None:
    rows = "Neighbours/NOUN/nsubj/2 said/VERB/root/0 it/PRON/nsubj/4 burned/VERB/ccomp/2"
    draft = hand(rows, {"said": "say", "Neighbours": "neighbour"})
    (found,) = draft.statements
    assert found.source in draft.actor_by_id


@pytest.mark.parametrize("rows", ["Hello/INTJ/root/0", "said/VERB/root/0", '"/PUNCT/root/0 said/VERB/dep/1'])
def test_scraps_hold_no_statement(rows: str) -> None:
    assert hand(rows, {"said": "say"}).statements == ()
