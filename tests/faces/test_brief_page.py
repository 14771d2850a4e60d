"""The HTML page of a brief: complete in itself, and safe whatever the reports hold."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.faces.brief import html
from dragoman.types import Brief, Count, Evidence, Line, Section, Telling

HOSTILE = '</mark></details><script>alert("x")</script><img src=x onerror=alert(1)>&amp;{{ 7*7 }}{% raw %}'
VOID = {"meta", "rect", "line", "link", "img", "br", "hr"}


class Page(HTMLParser):
    """Tags with their attributes, and the text within chosen tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in set(self.open):
            self.texts[tag][-1] += data

    def count(self, tag: str) -> int:
        return sum(t == tag for t, _ in self.tags)


def brief_of(words: str = "Norway met Sweden.", **more: str | None) -> Brief:
    evidence = Evidence(more.pop("report", "r1") or "", 3, 3 + len(words), words)
    told = Telling(evidence, before="Oh. ", after=" Well.", **more)  # type: ignore[arg-type]
    line = Line("Norway held talks with Sweden.", (told,), "done", "fact", "2030-05-01", ("NOR", "SWE"))
    denied = replace(
        line, text="Norway did not.", status="not_happened", counts_as="refuted", remark="passed: due 2030"
    )
    part = Section(
        "nor-swe", "Norway – Sweden", (line,), "One side's word.", counts=(Count("words", 3), Count("deeds", 1))
    )
    pairs = Section("partnerships", "Pairs", parts=(part,), counts=(Count("Norway – Sweden", 4), Count("a – b", 0)))
    rest = Section("denials", "Denials", (denied,), more=7, command="dragoman events x.duckdb --status denied")
    empty = Section("claims", "Claims")
    months = tuple(Count(f"2030-{m:02}", m % 4) for m in range(1, 13))
    return Brief("Brief: Norway", ("One report.",), (pairs, rest, empty), "Limited.", ("x.txt: it is empty.",), months)


def test_the_page_has_all_that_the_brief_has() -> None:
    page = Page(
        html(
            brief_of(
                speaker="A minister",
                outlet="Fjord Post",
                published="2030-05-02",
                title="Talks",
                url="https://fjord.example/1",
            )
        )
    )
    assert page.open == []
    text = " ".join(page.texts["body"][0].split())
    for words in (
        "Brief: Norway",
        "Limited.",
        "One report.",
        "Norway held talks with Sweden.",
        "not happened",
        "A minister",
        "Fjord Post, 2 May 2030",
        "passed: due 2030",
        "7 more lines: dragoman events x.duckdb --status denied",
        "One side's word.",
        "Nothing of this kind is told.",
        "x.txt: it is empty.",
    ):
        assert words in text, words
    assert page.texts["mark"] == ["Norway met Sweden."] * 2
    assert page.texts["blockquote"][0] == "Oh. Norway met Sweden. Well."
    assert [a["href"] for t, a in page.tags if t == "a" and a.get("rel")] == ["https://fjord.example/1"] * 2


def test_every_link_of_the_list_of_sections_leads_somewhere() -> None:
    page = Page(html(brief_of()))
    ids = [a["id"] for _, a in page.tags if "id" in a]
    inner = [str(a["href"])[1:] for t, a in page.tags if t == "a" and str(a.get("href", "")).startswith("#")]
    assert len(ids) == len(set(ids))
    assert inner == ["summary", "partnerships", "denials", "claims", "left-out"]
    assert set(inner) <= set(ids)


def test_nothing_is_fetched_and_no_script_runs() -> None:
    page = html(brief_of(url="https://fjord.example/1", title="Talks"))
    found = Page(page)
    assert {t for t, _ in found.tags} & {"script", "link", "img", "iframe", "object", "embed", "base", "form"} == set()
    assert not [a for _, a in found.tags for name in a if name.startswith("on") or name in ("src", "srcset", "style")]
    assert "url(" not in page
    assert "@import" not in page
    policy = [a["content"] for t, a in found.tags if t == "meta" and a.get("http-equiv") == "Content-Security-Policy"]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]


def test_hostile_text_shows_as_text_wherever_it_comes_from() -> None:
    fields = {f: HOSTILE for f in ("speaker", "outlet", "title", "report", "note")}
    plain, hostile = Page(html(brief_of(title="Talks", note="signed"))), brief_of(HOSTILE, **fields)
    line = replace(hostile.sections[1].lines[0], text=HOSTILE, remark=HOSTILE)
    section = replace(hostile.sections[1], title=HOSTILE, note=HOSTILE, lines=(line,), command=HOSTILE)
    counts = (Count(HOSTILE, 2), Count("b", 1))
    sections = (replace(hostile.sections[0], counts=counts), section, hostile.sections[2])
    page = Page(
        html(replace(hostile, title=HOSTILE, asked=HOSTILE, summary=(HOSTILE,), left_out=(HOSTILE,), sections=sections))
    )
    assert page.count("script") == page.count("img") == 0
    assert page.texts["mark"] == [HOSTILE] * 2
    assert page.texts["title"][0] == HOSTILE
    assert page.count("details") == plain.count("details")
    assert page.count("mark") == plain.count("mark")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "/x"]
)
def test_only_addresses_of_the_web_become_links(url: str) -> None:
    page = Page(html(brief_of(url=url, title="Talks")))
    assert [a for t, a in page.tags if t == "a" and not str(a["href"]).startswith("#")] == []
    assert "Talks" in page.texts["cite"][0]


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"), min_size=1))
def test_any_words_are_shown_as_they_are(words: str) -> None:
    assert Page(html(brief_of(words))).texts["mark"][0] == words


def test_text_that_runs_from_right_to_left_is_set_so() -> None:
    page = Page(html(brief_of("التقى الوزيران في أوسلو.")))
    assert {a.get("dir") for t, a in page.tags if t in ("blockquote", "figcaption")} == {"auto"}
    assert [a.get("dir") for t, a in page.tags if a.get("class") in ("what", "by")] == ["auto"] * 4


def test_it_suits_the_dark_the_narrow_and_the_printed() -> None:
    page = html(brief_of())
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in page
    for condition in ("prefers-color-scheme: dark", "max-width", "@media print", "position: sticky"):
        assert condition in page


def test_bars_are_drawn_to_scale() -> None:
    page = Page(html(brief_of()))
    widths = [float(str(a["width"])) for t, a in page.tags if t == "rect" and "rx" in a]
    assert widths == [210.0, 0.0, 210.0, 70.0]
    heights = [float(str(a["height"])) for t, a in page.tags if t == "rect" and "rx" not in a]
    assert heights == [22.0, 44.0, 66.0, 0.0] * 3


def test_an_empty_brief_is_a_page_too() -> None:
    page = Page(html(Brief("Nothing", ("No reports.",), ())))
    assert page.open == []
    assert page.count("svg") == 0
    assert "Not read, or read with a caution" not in page.texts["body"][0]


def test_a_command_in_a_note_is_code_and_nothing_else_of_it_is_markup() -> None:
    shown = brief_of()
    section = replace(shown.sections[0], note="`dragoman history x` lists <b>all</b>.")
    page = html(replace(shown, sections=(section,)))
    assert '<p class="note"><code>dragoman history x</code> lists &lt;b&gt;all&lt;/b&gt;.</p>' in page
