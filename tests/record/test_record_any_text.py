"""Whatever the text, spans come back with the very words, offsets in code points, and the same ids."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.record.record import Record
from dragoman.types import Actor, Findings, Mention, Report, Span, Statement

# Of all planes, with what combines, turns about, joins and ends lines; not NUL and not halves of surrogate pairs.
ODD = (
    "e\u0301\u0308a\u200d\u202e\u2066\u2069\ufeff\u2028\u0085\r\n\t\x0b'\"\\%_;|…\u1e9eßİı\ufffd"
    "\U0001f1ee\U0001f1f7\U0001f468\u200d\U0001f469\U0010ffff"
)
CHARACTERS = st.one_of(st.sampled_from(ODD), st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
TEXTS = st.text(CHARACTERS, min_size=1, max_size=80).filter(str.strip)


@st.composite
def reports(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(TEXTS)
    ends = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(ends, ends), min_size=3, max_size=6))
    spans = [Span(min(p), max(p)) for p in pairs]
    whole = Span(0, len(text))
    return text, [s if text[s.start : s.end].strip() else whole for s in spans]


def findings_of(identity: str, text: str, spans: list[Span]) -> Findings:
    return Findings(
        Report(identity, text, title=text, outlet=text, origin=text),
        (Actor(f"{identity}-who", text, "person", None, text, tuple(spans)),),
        statements=(Statement("s1", f"{identity}-who", (spans[0],), (spans[1],), tuple(spans[2:]), "indirect"),),
        mentions=(
            Mention("m1", "AGREE", (f"{identity}-who",), (), "done", spans[0], spans[1], topics=(text,), because=text),
        ),
        notes=(text,),
    )


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record.open(tmp_path_factory.mktemp("any") / "r.duckdb", write=True) as record:
        yield record


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(reports(), min_size=1, max_size=6))
def test_any_text_comes_back_to_the_character(record: Record, told: list[tuple[str, list[Span]]]) -> None:
    batch = [findings_of(f"{n}-{hash_of(text)}", text, spans) for n, (text, spans) in enumerate(told)]
    assert record.add_many(batch, "1.0") == ()
    for findings, (text, spans) in zip(batch, told, strict=True):
        identity = findings.report.id
        assert record.text(identity) == text
        (event,) = record.events(report=identity).to_dicts()
        sentence = text[spans[1].start : spans[1].end]
        assert (event["start"], event["end"], event["sentence"]) == (*spans[1], sentence)
        assert (event["trigger"], event["topics"]) == (text[spans[0].start : spans[0].end], [text])
        assert (event["title"], event["outlet"], event["because"], event["actor_names"]) == (text, text, text, [text])
        (statement,) = record.statements(report=identity).to_dicts()
        assert statement["content"] == " … ".join(text[s.start : s.end] for s in spans[2:])
        names = record.sql(
            "SELECT start, \"end\", words FROM evidence WHERE owner = 'actor' AND report = $r ORDER BY number",
            {"r": identity},
        )
        assert names.rows() == [(*s, text[s.start : s.end]) for s in sorted(set(spans))]
    assert list(record.faults()) == []


@settings(max_examples=6, deadline=None)
@given(reports())
def test_ids_are_the_same_in_every_record(
    tmp_path_factory: pytest.TempPathFactory, told: tuple[str, list[Span]]
) -> None:
    one, other = (ids_of(tmp_path_factory.mktemp("ids") / "r.duckdb", findings_of("r", *told)) for _ in range(2))
    assert one == other


def hash_of(text: str) -> str:
    return text.encode("unicode_escape").decode("ascii")


def ids_of(path: Path, findings: Findings) -> list[list[str]]:
    with Record.open(path, write=True) as record:
        record.add(findings, "1.0")
        return [record.sql(f"SELECT id FROM {t} ORDER BY id")["id"].to_list() for t in ("mention", "statement")]
