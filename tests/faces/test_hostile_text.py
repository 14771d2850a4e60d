"""Texts that are English and hostile: read in a bearable time, without a crash, and pointing at what stands there."""

import json
import time
from collections.abc import Iterator

import pytest

from dragoman.exchange.findings import findings_row
from dragoman.pipeline import Tools, process
from dragoman.types import Findings, Report, Span

PLAIN = "Chile and Peru signed a treaty on fish in Arica on Monday, the foreign ministry of Chile said. "
HOSTILE = {
    "100,000 letters without a space": "treaty" * 17_000,
    "words without spaces": "Kenya-and-Uganda,Chad/Mali;" * 400,
    "nested quotation marks": '"' * 2_000 + "Kenya said" + '"' * 2_000 + " that it left.",
    "nested quotations": 'Kenya said “Uganda said ‘Chad said "' * 80 + "nothing",
    "quotations that never end": 'Kenya said "' * 200,
    "brackets": "(" * 2_000 + "Kenya met Uganda" + ")" * 2_000,
    "zero-width characters": "".join(c + ("\u200b" if i % 3 else "\u200d") for i, c in enumerate(PLAIN)) * 10,
    "writing directions": "\u202eKenya\u202c signed \u2067a treaty\u2069 with Uganda. " * 50,
    "emoji": "🇰🇪🤝🇺🇬 Kenya and Uganda signed 👨‍👩‍👧‍👦 a treaty 🎉🎉. " * 50,
    "marks upon marks": "K" + "\u0301" * 20_000 + "enya signed a treaty with Uganda.",
    "one endless sentence": "Kenya signed a treaty with Uganda and Chad said that " * 60 + "nobody came.",
    "a list of a thousand states": ", ".join(["Kenya", "Uganda", "Chad", "Niger"] * 250) + " signed a treaty.",
    "lines instead of sentences": "Kenya signed\na treaty\n" * 200,
    "speakers within speakers": "Kenya said that " * 300 + "Uganda left.",
    "nothing but dots": "." * 50_000,
    "nothing but digits": "1234567890 " * 500,
    "capitals": PLAIN.upper() * 20,
    "spaces that do not break": PLAIN.replace(" ", "\u00a0") * 20,
    "control characters": PLAIN.replace(" ", "\x07 ").replace("Peru", "\x1b[31mPeru\x1b[0m") * 20,
    "a lone surrogate": "Kenya \ud800 signed a treaty with Uganda.",
    "signs outside the basic plane": "𝐊𝐞𝐧𝐲𝐚 and 𝔘𝔤𝔞𝔫𝔡𝔞 signed a treaty. Kenya met Uganda in Nairobi. " * 20,
    "line separators": PLAIN.replace(" ", "\u2028", 3).replace(",", "\x85,\r") * 10,
    "formulas and markup": "{{Kenya}} <b>signed</b> [a treaty](http://x.example/%s?a=1&b=2) \\\\ `with` $Uganda$. "
    * 30,
}
SECONDS = 30  # of the processor; what takes longer is a growth that one report can stop a reading with


def spans(row: object) -> Iterator[Span]:
    """Every pair of whole numbers in the plain values of findings."""
    if isinstance(row, dict):
        for value in row.values():
            yield from spans(value)
    elif isinstance(row, list):
        if len(row) == 2 and all(type(v) is int for v in row):
            yield Span(*row)
        else:
            for value in row:
                yield from spans(value)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read(tools: Tools, name: str) -> None:
    text = HOSTILE[name]
    began = time.process_time()
    (found,) = process([Report("r", text, published="2023-05-03", language="en")], tools)
    seconds = time.process_time() - began
    assert isinstance(found, Findings), found
    assert seconds < SECONDS
    assert all(0 <= start < end <= len(text) for start, end in spans(findings_row(found)))


def test_names_beyond_the_basic_plane_do_not_move_offsets(tools: Tools) -> None:
    text = "🇰🇪🇺🇬 𝐓reaty news: Kenya met Uganda in Nairobi on Monday."
    (found,) = process([Report("r", text, published="2023-05-03", language="en")], tools)
    assert isinstance(found, Findings)
    names = {a.id: [text[slice(*m)] for m in a.mentions] for a in found.actors}
    assert names["KEN"] == ["Kenya"]
    assert names["UGA"] == ["Uganda"]
    assert json.loads(json.dumps(findings_row(found)))
