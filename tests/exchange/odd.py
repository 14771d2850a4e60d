"""Reports whose words are hard on a format: formulas, quotes, line ends, semicolons, scripts of all kinds."""

from invented import accord, invented, visit

from dragoman.types import Actor, Findings, Mention, Place, Report, Span

HARD = (
    "=HYPERLINK('http://bad.example')",
    "+1 for the talks",
    "-12.5 degrees",
    "@minister",
    "\tset in",
    "\r\nnext line",
    "'=already quoted",
    "''",
    "＝wide",
    'says "yes", and "no"; both',
    "one; two",
    "line one\nline two",
    "آشخاباد در ترکمنستان",
    "Türkmenistan\u202e \u200d \U0001f1f9\U0001f1f2",
    "|pipe| *star* <b>",
    "",
)


def odd_reports() -> list[Findings]:
    """One report for each of the hard words, and some that are plain."""
    return [*(odd(n, words) for n, words in enumerate(HARD)), accord(), visit("v"), *invented(12, seed=2)]


def odd(number: int, words: str) -> Findings:
    """A report that holds the words wherever words may stand."""
    text = f"{words} Georgia aids Nepal."
    state = Actor("GEO", "Georgia", "state", "GEO", mentions=(Span(len(text) - 19, len(text) - 12),))
    whole = Span(0, len(text))
    return Findings(
        Report(f"odd{number}", text, words or None, words or None, "2020-02-03", author=words, url=words, origin=words),
        (state, Actor(f"p{number}", words, "person", sector=words)),
        (Place(f"place{number}", words, -0.0, None if number % 2 else -71.25),),
        mentions=(
            Mention(
                "m1", "AID", ("GEO", f"p{number}"), (f"place{number}",), "done", whole, whole, None, (), (words, words),
                False, because=words, place=f"place{number}",
            ),
        ),
        notes=(words,),
    )  # fmt: skip


def hard_reports() -> list[Findings]:
    """The same, but that every place has a point, so that what leaves out places without holds them, too."""
    return [*(odd(2 * n, words) for n, words in enumerate(HARD)), accord(), visit("v")]
