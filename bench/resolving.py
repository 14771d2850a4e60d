"""How well and how fast copies and events are told apart: python bench/resolving.py [--reports 1000 10000] [--seed 20].

Invents corpora (corpus.py), stores them, resolves all but the last 1,000 reports, then these, and holds the outcome
against the truth: pairwise and B-cubed precision and recall of merging, pairwise ones of copies, whose word each report
is.  --weights counts how often each level of each comparison is found between tellings of one event and others;
--thresholds prints what other thresholds of copying would give.

2026-11-25 and 26, two cores shared with other work, DuckDB 2.0.1, precision and recall pairwise / B-cubed:
  1,000 reports: events .994 .992 / .993 .985, copies 1.000 .983 / 1.000 .996; 1.2 s of processors
 10,000 reports: events .993 .980 / .994 .971, copies 1.000 .994 / 1.000 .998; 10 s
 10,000 reports, seed 41, short names too: events .996 .983 / .996 .977, copies 1.000 .997 / 1.000 .999; 8.4 s, then
  1.4 s for 1,000 more; 553 MB at most
100,000 reports, seed 41: events .990 .982 / .993 .976, copies .999 .995 / 1.000 .998; 133 s for 99,000; 1,049 MB at
  most in a process of its own with 600 MB for the database (3.0 GB before parts and bounds; then 3.6 s for 1,000 more)
 10,000 reports of 150 days: events .983 .983 / .988 .977, copies 1.000 .994 / 1.000 .998
Of whose word a report is, 94 % is right: of copies of one day, which was first cannot be told unless one of them says.
"""

import argparse
import math
import multiprocessing
import platform
import resource
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from itertools import combinations, islice
from pathlib import Path
from typing import NamedTuple

import duckdb
from corpus import SEED, Told, corpus

from dragoman.pipeline import load_tools, process
from dragoman.record.record import Record
from dragoman.record.resolving.blocking import PAIRS_SQL
from dragoman.record.resolving.copies import text_of
from dragoman.record.resolving.resolve import Resolved, resolve
from dragoman.record.resolving.rules import load_rules
from dragoman.record.resolving.scoring import COMPARISONS, levels_sql, measuring_sql
from dragoman.settings import Settings, load_settings
from dragoman.types import Findings

BATCH, LAST = 500, 1000
TAKEN = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


class Score(NamedTuple):
    """Precision and recall."""

    precision: float
    recall: float

    def __str__(self) -> str:
        """Three digits of each."""
        return f"P {self.precision:.3f} R {self.recall:.3f}"


class Truth(NamedTuple):
    """What is true of a corpus: the event of each mention, the root of each report, whose word each is."""

    events: dict[str, str]
    roots: dict[str, str]
    sources: dict[str, str]


def pairwise(found: Mapping[str, str], true: Mapping[str, str]) -> Score:
    """Of the pairs put together, how many belong together; of those that belong together, how many were put so."""
    both = _pairs((found[i], true[i]) for i in true)
    return Score(both / max(_pairs(found[i] for i in true), 1), both / max(_pairs(true.values()), 1))


def _pairs(labels: Iterable[object]) -> int:
    return sum(n * (n - 1) // 2 for n in Counter(labels).values())


def bcubed(found: Mapping[str, str], true: Mapping[str, str]) -> Score:
    """The same for each item on average (Bagga & Baldwin 1998)."""
    both, one, other = (
        Counter(x) for x in ([(found[i], true[i]) for i in true], [found[i] for i in true], true.values())
    )
    cells = [(n, f, t) for (f, t), n in both.items()]
    size = max(len(true), 1)
    return Score(sum(n * n / one[f] for n, f, _ in cells) / size, sum(n * n / other[t] for n, _, t in cells) / size)


def store(record: Record, told: Iterator[Told]) -> Truth:
    """Put a corpus into a record; returns what is true of it."""
    triggers: dict[tuple[str, int], str] = {}
    truth = Truth({}, {}, {})
    while batch := list(islice(told, BATCH)):
        refused = record.add_many([t.findings for t in batch], "bench")
        assert not refused, refused[:3]
        for t in batch:
            report = t.findings.report.id
            truth.roots[report], truth.sources[report] = t.root, (t.source or "").casefold()
            triggers |= {(report, start): event for start, event in t.events.items()}
    query = "SELECT id, report, start FROM evidence WHERE owner = 'mention' AND part = 'trigger'"
    for mention, report, start in record._connection.execute(query).fetchall():
        if (report, start) in triggers:
            truth.events[mention] = triggers[report, start]
    return truth


def read(record: Record, told: Iterator[Told]) -> Truth:
    """Read the texts of a corpus into a record; a mention is of the event that its sentence tells as of its type."""
    known = list(told)
    truth = Truth({}, {t.findings.report.id: t.root for t in known}, {})
    truth.sources.update({t.findings.report.id: (t.source or "").casefold() for t in known})
    acts = {
        (t.findings.report.id, m.type): [
            (x.evidence, t.events[x.trigger.start]) for x in t.findings.mentions if x.type == m.type
        ]
        for t in known
        for m in t.findings.mentions
    }
    for found in process((t.findings.report for t in known), load_tools(load_settings())):
        assert isinstance(found, Findings), found
        record.add(found, "bench")
    query = "SELECT m.id, m.report, m.type, e.start FROM mention m JOIN evidence e USING (id) WHERE e.part = 'sentence'"
    for mention, report, kind, start in record._connection.execute(query).fetchall():
        events = {event for span, event in acts.get((report, kind), ()) if span.start <= start < span.end}
        if len(events) == 1:
            truth.events[mention] = events.pop()
    return truth


def timed(path: Path, memory: int) -> tuple[Resolved, str, float]:
    """What `resolve` did, in how many seconds of the clock and of all processors together, and the MB it held at most.

    In a process of its own, so that the corpus and what is true of it do not count.
    """
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_timed, path, memory).result()


def _timed(path: Path, memory: int) -> tuple[Resolved, str, float]:
    with Record.open(path, write=True, memory=memory) as record:
        begun, used = time.perf_counter(), time.process_time()
        done = resolve(record._connection)
        seconds = f"{time.perf_counter() - begun:.1f} s ({time.process_time() - used:.1f} s of processors)"
    return done, seconds, peak()


def measure(count: int, seed: int, folder: Path, options: argparse.Namespace) -> None:
    """Print the figures of one size."""
    path = folder / f"corpus-{count}.duckdb"
    path.unlink(missing_ok=True)
    told = corpus(count, seed, days=options.days)
    put = read if options.texts else store
    begun = time.perf_counter()
    with Record.open(path, write=True) as record:
        truth = put(record, islice(told, max(count - LAST, 0)))
    stored = time.perf_counter() - begun
    first, seconds, most = timed(path, options.memory) if count > LAST else (None, "0 s", 0.0)
    with Record.open(path, write=True) as record:
        last = put(record, told)
    done, more, second = timed(path, options.memory)
    with Record.open(path) as record:
        for part, newer in zip(truth, last, strict=True):
            part.update(newer)
        size = f"{count} reports, {len(truth.events)} mentions, {len(set(truth.events.values()))} events"
        print(f"{size}, stored in {stored:.0f} s")
        print(f"  resolved {first} in {seconds}, then {done} in {more}; peaks {most:.0f} and {second:.0f} MB")
        report(record, truth)
        if options.weights:
            count_levels(record, truth)
        if options.thresholds:
            thresholds(record, truth)
        if options.misses:
            misses(record, truth, options.misses)


def peak() -> float:
    """The most memory that this process had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def report(record: Record, truth: Truth) -> None:
    """Print precision and recall of events, copies and origins."""
    happening = dict(record._connection.execute("SELECT mention, happening FROM happening_mention").fetchall())
    print(f"  events pairwise {pairwise(happening, truth.events)}, B-cubed {bcubed(happening, truth.events)}")
    found = record._connection.execute("SELECT report, first, publisher FROM origin").fetchall()
    firsts = {r: f for r, f, _ in found}
    copied = Counter(firsts[r] != r for r in firsts)
    scores = f"pairwise {pairwise(firsts, truth.roots)}, B-cubed {bcubed(firsts, truth.roots)}"
    print(f"  copies {scores}, {copied[True]} found")
    right = sum((p or "").removeprefix("name:") == truth.sources[r] for r, _, p in found)
    print(f"  whose word a report is: {right / len(found):.3f} right")


def count_levels(record: Record, truth: Truth) -> None:
    """Print for each level how often it is found between mentions of one event and of two, and log2 of the odds."""
    connection, rules = record._connection, load_rules()
    connection.execute("CREATE OR REPLACE TEMP TABLE chunk AS SELECT mention AS id FROM mention_trait")
    for step in (PAIRS_SQL, *measuring_sql()):
        connection.execute(step)
    counts: dict[bool, Counter[tuple[str, str | None]]] = defaultdict(Counter)
    total: Counter[bool] = Counter()
    for a, b, *levels in connection.execute(levels_sql(rules)).fetchall():
        same = truth.events[a] == truth.events[b]
        total[same] += 1
        counts[same].update((c.name, level) for c, level in zip(COMPARISONS, levels, strict=True))
    prior = math.log2(total[True] / total[False])
    print(f"  compared: {total[True]} pairs of one event, {total[False]} of two; prior {prior:+.1f}")
    for comparison, level in sorted({k for c in counts.values() for k in c}, key=str):
        m, u = ((counts[s][comparison, level] + 0.5) / total[s] for s in (True, False))
        now = rules.weights[comparison].get(level, 0.0) if level else 0.0
        print(f"    {comparison:10} {level or '-':12} m {m:.4f} u {u:.4f} {math.log2(m / u):+6.1f}  now {now:+.1f}")


def thresholds(record: Record, truth: Truth) -> None:
    """Print what other thresholds of copying would give for the pairs of reports that share a fingerprint."""
    query = "SELECT id, text, published FROM report"
    texts = {i: text_of(i, text, day) for i, text, day in record._connection.execute(query).fetchall()}
    shares = {}
    for one, other in record._connection.execute(SHARING).fetchall():
        earlier, later = sorted((texts[one], texts[other]), key=lambda t: t.order)
        shared = len(earlier.shingles & later.shingles)
        shares[one, other] = shared / len(later.shingles), shared / len(earlier.shingles)
    true = {p for p in shares if truth.roots[p[0]] == truth.roots[p[1]]}
    print(f"    {len(shares)} pairs share a fingerprint, {len(true)} of them are copies")
    for least in TAKEN:
        for held, some in ((1.1, 1.0), (0.8, 0.3)):
            found = {p for p, (t, h) in shares.items() if t >= least or (h >= held and t >= some)}
            score = Score(len(found & true) / max(len(found), 1), len(found & true) / max(len(true), 1))
            print(
                f"    taken >= {least}"
                + (f", or held >= {held} and taken >= {some}" if held < 1 else "")
                + f": {score}"
            )


SHARING = """
SELECT DISTINCT least(a.report, b.report), greatest(a.report, b.report)
FROM sketch a JOIN sketch b USING (hash) WHERE a.report <> b.report
"""


def _groups(labels: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for item, label in labels.items():
        found[label].append(item)
    return found


def misses(record: Record, truth: Truth, most: int) -> None:
    """Print pairs that were merged wrongly or not merged, with their sentences."""
    connection = record._connection
    happening = dict(connection.execute("SELECT mention, happening FROM happening_mention").fetchall())
    sentence = {
        row[0]: row[1:]
        for row in connection.execute(
            "SELECT mention, published, status, date, left(sentence, 150), report FROM happening_telling"
        ).fetchall()
    }
    scores = {(a, b): (s, r) for a, b, s, r in connection.execute("SELECT a, b, score, reason FROM merge").fetchall()}
    for title, groups, labels in (("split", truth.events, happening), ("merged", happening, truth.events)):
        wrong = [
            p for g in _groups(groups).values() for p in combinations(sorted(g), 2)
            if all(m in truth.events for m in p) and labels[p[0]] != labels[p[1]]
        ]  # fmt: skip
        print(f"  {title}: {len(wrong)} pairs")
        for a, b in wrong[:: max(len(wrong) // most, 1)][:most]:
            print(f"    {scores.get((a, b))}\n      {sentence[a]}\n      {sentence[b]}")


def main() -> None:
    """Print date, machine and figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--texts", action="store_true", help="read the texts instead of storing what they tell")
    parser.add_argument("--days", type=int, help="how many days the reports cover; fewer make it harder")
    parser.add_argument("--weights", action="store_true")
    parser.add_argument("--thresholds", action="store_true")
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--memory", type=int, default=Settings().memory, help="megabytes that the database may hold")
    parser.add_argument("--keep", type=Path, help="keep the records in this folder")
    options = parser.parse_args()
    machine = f"{platform.machine()}, Python {platform.python_version()}, DuckDB {duckdb.__version__}"
    print(f"{datetime.now(UTC).date()}, {machine}")
    with tempfile.TemporaryDirectory() as folder:
        for count in options.reports:
            measure(count, options.seed, options.keep or Path(folder), options)


if __name__ == "__main__":
    main()
