"""The words of a laid-out copy that are searched, in lower case, in files that are mapped into memory.

The filter `text` holds for rows with a piece of words that contains it, letter for letter, whatever the case: in the
middle of a word, too, so that no index of words can answer it.  A record goes through its words with an expression that
knows upper and lower case (gathering.py).  Here they lie as that expression compares them, unpacked, so that what is
left is to look through bytes.  Rows stand in the order of their table in the copy.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from dragoman.record.rowfile import RowFile

# Letters that the expression holds for one with another, though that is not their lower case; and the Turkish İ, whose
# lower case is an i, which the expression does not hold for one with it: it stands as a sign that no text has.
LETTERS = "ςſµ\u0345\u1fbeϐϑϴϰϕϖϱϵẛᲀᲁᲂᲃᲄᲅᲆᲇᲈİ"
STAND_INS = "σsμιιβθθκφπρεṡвдосттъѣꙋ\ufffe"
APART = "\uffff"  # between pieces, so that nothing is found across them
LOWERED = f"""CASE WHEN strlen({{0}}) > length({{0}}) AND regexp_matches({{0}}, '[{LETTERS}]')
    THEN lower(translate({{0}}, '{LETTERS}', '{STAND_INS}')) ELSE lower({{0}}) END"""
# Nearly everything is told in one piece, which its row has; of the few others all pieces are put together.
PIECES = f"""
WITH told AS (SELECT id, number, words FROM {{evidence}}),
several AS (SELECT id FROM told WHERE number > 1),
pieces AS (
    SELECT id, string_agg(words, '{APART}' ORDER BY number) AS words FROM told WHERE id IN (FROM several) GROUP BY id
),
every AS (
    SELECT w.rowid AS place, coalesce(p.words, w.{{words}}) AS words
    FROM {{of}}_row w LEFT JOIN pieces p ON p.id = w.{{id}}
)
SELECT {LOWERED.format("words")} AS words FROM every ORDER BY place
"""
OF_ACTS = "machine.mention_evidence WHERE part = 'sentence'"
SEARCHED: Mapping[str, str] = {
    "event": PIECES.format(of="event", words="sentence", id="id", evidence=OF_ACTS),
    "happening": PIECES.format(of="happening", words="sentence", id="mention", evidence=OF_ACTS),
    "tie": PIECES.format(of="tie", words="sentence", id="id", evidence="machine.tie_evidence WHERE part = 'sentence'"),
    "statement": PIECES.format(
        of="statement", words="content", id="id", evidence="evidence WHERE owner = 'statement' AND part = 'content'"
    ),
    "report": f"""
        WITH every AS (
            SELECT w.rowid AS place, concat_ws('{APART}', r.title, r.text) AS words
            FROM report_row w JOIN report r ON r.id = w.id
        )
        SELECT {LOWERED.format("words")} AS words FROM every ORDER BY place""",
}
ASKED = f"SELECT {LOWERED.format('$text')} AS text"
FOUND = 16  # questions
HOLDING = "get_bit($holding_::BLOB::BIT, rowid::INTEGER) = 1"  # `holding_`: what `Words.holding` gives


@dataclass(frozen=True, slots=True)
class Words:
    """The files, by kind of rows; `found`: of the last few questions which rows hold the words."""

    files: Mapping[str, RowFile]
    found: dict[tuple[str, str], bytes] = field(default_factory=dict, compare=False, repr=False)

    def holding(self, of: str, text: str) -> bytes:
        """A bit for each row of a kind, the first in the highest: whether its words contain a lowered text.

        A page asks the same of one kind several times.
        """
        known = self.found.get((of, text))
        if known is not None:
            return known
        holds = self.files[of].column("words").str.contains(text, literal=True).fill_null(value=False)
        if len(self.found) >= FOUND:
            self.found.clear()
        self.found[of, text] = bits = np.packbits(holds.to_numpy()).tobytes()
        return bits
