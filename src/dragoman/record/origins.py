"""Whose word each report is: copies, credits and publishers, worked out for what is new in the record.

Corroboration counts publishers of origins: ten copies of one wire story are the wire's word, two feeds of one publisher
are that publisher's.  The outcome depends only on which reports the record holds, not on the order they came in.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from dragoman.atlas.atlas import Atlas
from dragoman.record.resolving.copies import Copy, Text, copies, sketches, text_of
from dragoman.record.resolving.credits import find_credits
from dragoman.record.resolving.publishers import Source, publishers
from dragoman.record.resolving.tables import insert, lay, list_ids, rows
from dragoman.record.store import Connection

CHUNK = 2000  # texts in memory at a time
PAIRS = 20000  # pairs compared at a time
# Reports that share one fingerprint are compared with the earliest 64 of them: a sentence that stands in thousands of
# reports is a publisher's boilerplate, and the copies of a wire story are found by its earliest copies.
EARLIEST = 64
LAST_DAY = "~"  # of reports that give none: it sorts behind all others
FULL = ("exact", "near")
TRACE = {"exact": "exact copy", "near": "near copy", "part": "part copy"}
HOST = "coalesce(regexp_extract(url, '^[A-Za-z][A-Za-z0-9+.-]*://([^/?#:]+)', 1), '')"
# Of each of some reports, {reports}: its outlet and day, the earliest report of its text, how it has it, whose words it
# has (`origin`) and who printed it, as keys of publishers.
WHOSE_REPORTS = f"""
SELECT r.id AS report, r.outlet, r.published, coalesce(o.first, r.id) AS text, coalesce(o.kind, 'own') AS how,
    coalesce(o.publisher, p.key, '') AS origin, coalesce(p.key, '') AS printed
FROM {{reports}} r
LEFT JOIN origin o ON o.report = r.id
LEFT JOIN publisher p ON p.name = coalesce(r.outlet, '') AND p.host = {HOST.replace("url", "r.url")}
"""


def fingerprint(connection: Connection, atlas: Atlas) -> None:
    """Fingerprint the texts that have none yet, with the outlets that they credit."""
    new = [str(r[0]) for r in connection.execute(BARE_SQL).fetchall()]
    for start in range(0, len(new), CHUNK):
        list_ids(connection, "chunk", new[start : start + CHUNK])
        found = connection.execute(TEXTS_SQL).fetchall()
        fingerprint_texts(connection, atlas, found, new[start : start + CHUNK])


def fingerprint_texts(
    connection: Connection, atlas: Atlas, found: Sequence[tuple[str, str, str | None, str | None]], stale: Sequence[str]
) -> None:
    """Fingerprint texts, each with its report, author and day; for `stale` reports something may be kept already."""
    if stale:
        list_ids(connection, "chunk", stale)
        for table in ("sketch", "credit", "copy", "origin"):
            connection.execute(f"DELETE FROM {table} WHERE report IN (SELECT id FROM chunk)")
        connection.execute("DELETE FROM copy WHERE earlier IN (SELECT id FROM chunk)")
    made = zip(found, sketches([text for _, text, _, _ in found]), strict=True)
    insert(connection, "sketch", [(report, h) for (report, *_), hashes in made for h in sorted(hashes)])
    days = [(report, LAST_DAY if day is None else day, len(text)) for report, text, _, day in found]
    insert(connection, "fingerprinted", days)
    credited = ((report, find_credits(text, author, atlas)) for report, text, author, _ in found)
    insert(
        connection,
        "credit",
        [(i, n, c.name, c.scope, c.pattern, c.start, c.end) for i, cs in credited for n, c in enumerate(cs, 1)],
    )


def list_new(connection: Connection) -> int:
    """The temporary table `new_report`: the reports whose origin was not worked out yet; returns how many."""
    new = [str(r[0]) for r in connection.execute(NEW_SQL).fetchall()]
    list_ids(connection, "new_report", new)
    return len(new)


def find_copies(connection: Connection) -> int:
    """Compare the reports of `new_report` with all that share a fingerprint; returns how many copies were found."""
    pairs: pa.Table = connection.sql(CANDIDATES_SQL).to_arrow_table()
    count = 0
    for chunk in _chunks(pairs):
        texts = _texts(connection, {report for pair in chunk for report in pair})
        found = list(copies(chunk, texts))
        insert(connection, "copy", [_copy_row(c) for c in found])
        count += len(found)
    return count


def _chunks(pairs: pa.Table) -> Iterator[list[tuple[str, str]]]:
    """The pairs in portions of which the texts are not too many."""
    chunk: list[tuple[str, str]] = []
    texts: set[str] = set()
    for batch in pairs.to_batches(max_chunksize=PAIRS):
        for pair in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            if len(texts) >= CHUNK or len(chunk) >= PAIRS:
                yield chunk
                chunk, texts = [], set()
            chunk.append(pair)
            texts.update(pair)
    if chunk:
        yield chunk


def trace(connection: Connection, atlas: Atlas) -> list[str]:
    """Work out the origin of every report that something new bears on; returns the ids of those that changed."""
    touched = _closure(connection, {*rows(connection, "SELECT id FROM new_report"), *_renamed(connection, atlas)})
    list_ids(connection, "touched", sorted(r[0] for r in touched))
    before = {str(r[0]): r for r in connection.execute(ORIGINS_SQL).fetchall()}
    found = {o.report: _origin_row(o) for o in _origins(connection)}
    changed = [report for report, row in found.items() if before.get(report) != row]
    list_ids(connection, "changed", changed)
    connection.execute("DELETE FROM origin WHERE report IN (SELECT id FROM changed)")
    insert(connection, "origin", [found[report] for report in changed])
    return changed


BARE_SQL = "SELECT r.id FROM report r ANTI JOIN fingerprinted f ON f.report = r.id"
TEXTS_SQL = "SELECT id, text, author, published FROM report WHERE id IN (SELECT id FROM chunk) ORDER BY id"
NEW_SQL = "SELECT r.id FROM report r ANTI JOIN origin o ON o.report = r.id ORDER BY r.id"
# Those of one origin follow each other, so that each text is read and taken apart once, or a few times.
CANDIDATES_SQL = f"""
WITH shared AS (SELECT DISTINCT hash FROM sketch WHERE report IN (SELECT id FROM new_report)),
members AS (
    SELECT s.hash, s.report, n.id IS NOT NULL AS new,
        row_number() OVER earliest AS place, first_value(s.report) OVER earliest AS first
    FROM sketch s JOIN shared USING (hash) JOIN fingerprinted f ON f.report = s.report
    LEFT JOIN new_report n ON n.id = s.report
    WINDOW earliest AS (PARTITION BY s.hash ORDER BY f.day, f.length DESC, f.report)
),
found AS (
    SELECT least(a.report, b.report) AS one, greatest(a.report, b.report) AS other, min(a.first) AS first
    FROM members a JOIN members b USING (hash)
    WHERE a.place <= {EARLIEST} AND a.place < b.place AND (a.new OR b.new)
    GROUP BY one, other
)
SELECT one, other FROM found ORDER BY first, one, other
"""
ORIGINS_SQL = (
    "SELECT report, first, publisher, kind, score, because FROM origin WHERE report IN (SELECT id FROM touched)"
)
SOURCES_SQL = f"""
SELECT DISTINCT coalesce(outlet, '') AS name, {HOST} AS host FROM report
UNION SELECT DISTINCT name, '' FROM credit
UNION SELECT DISTINCT name, '' FROM actor WHERE kind = 'outlet'
"""
RENAMED_SQL = f"""
SELECT r.id FROM report r JOIN renamed n ON n.name = coalesce(r.outlet, '') AND n.host = {HOST}
UNION SELECT c.report FROM credit c JOIN renamed n ON n.name = c.name AND n.host = ''
"""
NEIGHBOURS_SQL = """
SELECT earlier FROM copy WHERE report IN (SELECT id FROM frontier)
UNION SELECT report FROM copy WHERE earlier IN (SELECT id FROM frontier)
"""
# Whom a report credits: the outlet of the whole report, else the one outlet that its lead rests on.
OWN_SQL = f"""
WITH credited AS (
    SELECT c.report, c.name, c.scope, p.key,
        row_number() OVER (PARTITION BY c.report ORDER BY c.scope <> 'whole', c.number) AS rank,
        count(*) OVER (PARTITION BY c.report) AS outlets
    FROM credit c JOIN publisher p ON p.name = c.name AND p.host = '' WHERE c.report IN (SELECT id FROM touched)
)
SELECT r.id, f.day, f.length, p.key, c.key AS credited, c.name
FROM report r JOIN touched t ON t.id = r.id JOIN fingerprinted f ON f.report = r.id
LEFT JOIN publisher p ON p.name = coalesce(r.outlet, '') AND p.host = {HOST}
LEFT JOIN credited c ON c.report = r.id AND c.rank = 1 AND (c.scope = 'whole' OR c.outlets = 1)
ORDER BY r.id
"""


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose word a report is; the fields are those of the table `origin`."""

    report: str
    first: str
    publisher: str | None
    kind: str
    score: float
    because: str


@dataclass(frozen=True, slots=True)
class Stated:
    """What a report itself says of its origin: its publisher, the outlet it credits, under which name; null: none."""

    report: str
    day: str
    length: int
    publisher: str | None
    credited: str | None
    name: str | None


def _texts(connection: Connection, reports: Iterable[str]) -> dict[str, Text]:
    list_ids(connection, "chunk", sorted(reports))
    query = "SELECT id, text, coalesce(published, '~') FROM report WHERE id IN (SELECT id FROM chunk)"
    return {i: text_of(i, text, day) for i, text, day in connection.execute(query).fetchall()}


def _renamed(connection: Connection, atlas: Atlas) -> Iterator[tuple[str]]:
    """Reports whose publisher or credited outlet has another key than before, as an address became known."""
    sources = [Source(name, host) for name, host in connection.execute(SOURCES_SQL).fetchall()]
    keys = {(s.name, s.host): key for s, key in publishers(sources, atlas).items() if key is not None}
    before = {(name, host): key for name, host, key in connection.execute("FROM publisher").fetchall()}
    renamed = sorted(s for s in before.keys() | keys.keys() if before.get(s) != keys.get(s))
    connection.execute("DELETE FROM publisher")
    insert(connection, "publisher", [(*source, key) for source, key in sorted(keys.items())])
    lay(connection, "renamed", "name VARCHAR, host VARCHAR", renamed)
    yield from rows(connection, RENAMED_SQL)


def _closure(connection: Connection, reports: set[tuple[str]]) -> set[tuple[str]]:
    """The reports, and all that are joined to them by copies."""
    frontier = reports
    while frontier:
        list_ids(connection, "frontier", sorted(r[0] for r in frontier))
        frontier = set(rows(connection, NEIGHBOURS_SQL)) - reports
        reports = reports | frontier
    return reports


def _origins(connection: Connection) -> list[Origin]:
    """The origin of every report in `touched`."""
    earlier: dict[str, list[Copy]] = defaultdict(list)
    for row in connection.execute("FROM copy WHERE report IN (SELECT id FROM touched)").fetchall():
        earlier[row[0]].append(Copy(*row))
    stated = [Stated(*row) for row in connection.execute(OWN_SQL).fetchall()]
    order = {s.report: (s.day, -s.length, s.report) for s in stated}
    source = {r: min(found, key=lambda c: order[c.earlier]) for r, found in earlier.items()}
    first: dict[str, str] = {}
    for report in sorted(order, key=lambda r: order[r]):
        first[report] = first[source[report].earlier] if report in source else report
    credits = _credits(sorted(stated, key=lambda s: order[s.report]), first, source)
    publisher = {s.report: s.publisher for s in stated}
    return [_origin(s, source.get(s.report), first[s.report], credits, publisher) for s in stated]


def _credits(
    stated: Sequence[Stated], first: Mapping[str, str], source: Mapping[str, Copy]
) -> Mapping[str, tuple[str, str]]:
    """By the first report of a text: the outlet that it or the earliest copy of it credits, and the reason.

    A copy of a part may credit another outlet for the rest, so it counts only if that outlet printed the text as well.
    """
    credits: dict[str, tuple[str, str]] = {}
    printed = {(first[s.report], s.publisher) for s in stated}
    for one in stated:
        text, copy = first[one.report], source.get(one.report)
        whole = copy is None or copy.kind in FULL or (text, one.credited) in printed
        if one.credited is not None and one.credited != one.publisher and whole:
            reason = f"it credits {one.name}" if copy is None else f"its copy {one.report} credits {one.name}"
            credits.setdefault(text, (one.credited, reason))
    return credits


def _origin(
    own: Stated,
    copy: Copy | None,
    first: str,
    credits: Mapping[str, tuple[str, str]],
    publisher: Mapping[str, str | None],
) -> Origin:
    """A text is one outlet's word, whoever prints it: that of the outlet it credits, else of its first publisher."""
    key, reason = credits.get(first, (publisher[first], ""))
    if copy is not None:
        kind = "same publisher" if key is not None and key == own.publisher else TRACE[copy.kind]
        return Origin(own.report, first, key, kind, copy.taken, copy.because)
    if reason:
        return Origin(own.report, first, key, "credited", 1.0, reason)
    unknown = "" if key else "; it names no outlet"
    return Origin(own.report, first, key, "own", 1.0, f"no earlier report has its text{unknown}")


def _origin_row(origin: Origin) -> tuple[object, ...]:
    return (origin.report, origin.first, origin.publisher, origin.kind, origin.score, origin.because)


def _copy_row(copy: Copy) -> tuple[object, ...]:
    return (copy.report, copy.earlier, copy.kind, copy.taken, copy.held, copy.because)
