"""What is told, with its words: the texts of reports, each read once, and the paragraph around a sentence."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dragoman.analysis.names import Names
from dragoman.analysis.whole_rows import WholeRows
from dragoman.analysis.wording import in_words
from dragoman.record.record import Record
from dragoman.types import Evidence, Telling

Row = Mapping[str, Any]
BLANK, LINE_BREAK = re.compile(r"\n[^\S\n]*\n"), re.compile(r"\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A record, what everybody in it is called, and the texts of its reports; `rows`: of a copy, where it is one."""

    record: Record
    names: Names
    rows: WholeRows | None = None
    texts: dict[str, str] = field(default_factory=dict)

    def read(self, reports: Iterable[str]) -> None:
        """Read the texts of reports that will be asked for, all at once."""
        missing = sorted(set(reports) - self.texts.keys())
        if missing and self.rows is not None:
            self.texts.update(self.rows.read(missing))
        elif missing:
            rows = self.record.sql("SELECT id, text FROM report WHERE id IN (SELECT unnest($ids))", {"ids": missing})
            self.texts.update(rows.iter_rows())

    def text(self, report: str) -> str:
        """The text of a report, read once."""
        if report not in self.texts:
            self.texts[report] = self.record.text(report) or ""
        return self.texts[report]


def telling(row: Row, cited: Cited) -> Telling:
    """The telling of a row with `sentence`, `start` and `end`, and the rest of its paragraph."""
    evidence = Evidence(row["report"], row["start"], row["end"], row["sentence"])
    before, after = paragraph_around(cited.text(row["report"]), evidence)
    return Telling(
        evidence=evidence,
        speaker=cited.names.listed(row["sources"]) or None,
        via=tuple(cited.names.each(row["via"])),
        outlet=row["outlet"],
        published=row["published"],
        title=row["title"],
        url=row["url"],
        before=before,
        after=after,
        due=row["due"],
        note=in_words(row.get("stage") or "") or None,
    )


def paragraph_around(text: str, evidence: Evidence) -> tuple[str, str]:
    """What stands before and after the words in their paragraph.

    Paragraphs end at an empty line or, in a text without empty lines, at a line break.
    """
    between = BLANK if BLANK.search(text) else LINE_BREAK
    begin = max((m.end() for m in between.finditer(text, 0, evidence.start)), default=0)
    found = between.search(text, evidence.end)
    return text[begin : evidence.start], text[evidence.end : found.start() if found else len(text)]
