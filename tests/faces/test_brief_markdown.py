"""The Markdown of a brief: each line with its footnotes, and no markup that comes from reports."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dragoman.faces.brief import markdown
from dragoman.faces.brief.markdown import text_only
from dragoman.types import Brief, Count, Evidence, Line, Section, Telling

HOSTILE = "# no *stress* _no_ [link](javascript:x) <script>x</script> `code` | cell | &lt; ~~gone~~ ![a](b) \\ end[^1]"


def telling(report: str, words: str = "Norway met Sweden.", **more: str | None) -> Telling:
    return Telling(Evidence(report, 0, len(words), words), **more)  # type: ignore[arg-type]


def brief_of(*lines: Line, **more: object) -> Brief:
    section = Section("pairs", "Pairs of states", lines, **more)  # type: ignore[arg-type]
    return Brief("Brief: Norway", ("One report.",), (section,))


def line(*told: Telling, text: str = "Norway held talks with Sweden.", **more: str) -> Line:
    return Line(text, told, "done", "fact", **more)  # type: ignore[arg-type]


def test_a_line_says_who_where_and_when_and_its_footnote_has_the_words() -> None:
    post = telling(
        "r1",
        speaker="A minister",
        outlet="Fjord Post",
        published="2030-05-02",
        title="Talks",
        url="https://f.example/1",
    )
    mail = telling("r2", "They met.", outlet="Mail")
    text = markdown(brief_of(line(post, mail)))
    cited = "A minister; Fjord Post, 2 May 2030; also in Mail, no date[^1][^2]"
    assert f"- Norway held talks with Sweden. (**done**) — {cited}\n" in text
    assert (
        "[^1]: “Norway met Sweden.” — A minister; “Talks”, Fjord Post, 2 May 2030; report r1 <https://f.example/1>"
        in text
    )
    assert text.endswith("[^2]: “They met.” — in the report's own voice; Mail, no date; report r2\n")


def test_one_sentence_has_one_footnote_however_often_it_is_cited() -> None:
    text = markdown(brief_of(line(telling("r1")), line(telling("r2")), line(telling("r1"))))
    assert [m.split("— ")[1] for m in text.splitlines() if m.startswith("- Norway")] == [
        "in the report's own voice; outlet unknown, no date[^1]",
        "in the report's own voice; outlet unknown, no date[^2]",
        "in the report's own voice; outlet unknown, no date[^1]",
    ]
    assert len(re.findall(r"^\[\^\d+\]: ", text, re.MULTILINE)) == 2


def test_an_outlet_is_named_once_a_day_and_a_report_of_none_by_its_title() -> None:
    mail = telling("r1", outlet="Mail", published="2030-05-02")
    again = telling("r1", "They met twice.", outlet="Mail", published="2030-05-02")
    letter = telling("r3", title="A letter", published="2030-05-03")
    text = markdown(brief_of(line(mail, again, letter, replace(letter, evidence=again.evidence))))
    cited = "Mail, 2 May 2030; also in outlet unknown (“A letter”), 3 May 2030[^1][^2]"
    assert cited in text
    assert "also in" not in markdown(brief_of(line(mail, again)))


def test_outlets_that_only_relay_and_what_was_left_out_are_told() -> None:
    told = Telling(Evidence("r", 0, 1, "x"), outlet="Mail", via=("Tasnim",))
    text = markdown(
        brief_of(
            line(told, **{"remark": "passed: due 2030"}),
            more=1,
            command="dragoman ties x --type corridor",
            note="Read on.",
        )
    )
    assert "Mail via Tasnim, no date" in text
    assert "*passed: due 2030.*" in text
    assert "*Read on.*" in text
    assert "1 more line: `dragoman ties x --type corridor`" in text


def test_parts_counts_and_empty_sections() -> None:
    part = Section("a", "Norway – Sweden", (line(telling("r")),), counts=(Count("words", 1200),))
    brief = Brief(
        "B", ("S.",), (Section("p", "Pairs", parts=(part,)), Section("c", "Claims")), "Limited.", ("x: empty.",)
    )
    text = markdown(brief)
    assert "### Norway – Sweden\n\nwords: 1,200\n\n- " in text
    assert "## Claims\n\nNothing of this kind is told.\n" in text
    assert "# B\n\nLimited.\n\n## Summary\n\n- S.\n" in text
    assert "## Not read, or read with a caution\n\n- x: empty.\n" in text
    assert "Sources" not in markdown(Brief("B", ("S.",), ()))


def test_a_command_with_ticks_stays_code() -> None:
    text = markdown(brief_of(line(telling("r")), more=2, command="dragoman ties 'a``b`.duckdb'"))
    (code,) = [t for b in MarkdownIt().parse(text) for t in b.children or () if t.type == "code_inline"]
    assert code.content == "dragoman ties 'a``b`.duckdb'"


def test_hostile_text_shows_as_text() -> None:
    told = telling("r1", HOSTILE, speaker=HOSTILE, outlet=HOSTILE, title=HOSTILE, url="javascript:alert(1)")
    text = markdown(brief_of(line(told, text=HOSTILE), note="n"))
    kinds = {token.type for block in MarkdownIt().parse(text) for token in (block, *(block.children or ()))}
    assert kinds & {"html_block", "html_inline", "link_open", "code_inline", "code_block", "image", "s_open"} == set()
    assert "javascript:alert" not in text


@pytest.mark.parametrize("url", ["https://a.example/x> <script>", "https://a.example/a b", "ftp://a.example", None])
def test_an_address_that_could_break_out_is_left_out(url: str | None) -> None:
    assert f"<{url}" not in markdown(brief_of(line(telling("r", url=url))))


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    (block,) = [t for t in MarkdownIt().parse(f"x {text_only(text)} x") if t.type == "inline"]
    assert all(t.type == "text" for t in block.children or ())
    assert "".join(t.content for t in block.children or ()).split() == ["x", *text.split(), "x"]
