"""Claims and verdicts for people at a terminal."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.analysis.days import written
from dragoman.analysis.narratives.judged import Judged
from dragoman.analysis.narratives.verdicts import Verdict
from dragoman.analysis.narratives.voices import COPIES, DISPUTES, Voice
from dragoman.analysis.wording import counted
from dragoman.faces.cli.saying import say
from dragoman.faces.cli.tables import plain_console

STYLES = {"supported": "green", "not supported": "yellow", "contradicted": "red", "cannot be told": "dim"}
WIDEST, MOST_BARS = 40, 24


def show_claims(console: Console, found: Sequence[Judged], record: Path) -> None:
    """One line a claim, with the verdict of the record and of each data set."""
    console = plain_console(console)
    if not found:
        console.print("No narrative claim was found.")
        return
    datasets = [v.dataset for v in max(found, key=lambda j: len(j.verdicts)).verdicts]
    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in ("id", "said", "by", "claim", "about", *datasets):
        table.add_column(head, overflow="fold")
    for one in found:
        claim, by = one.claim, {v.dataset: v for v in one.verdicts}
        first = claim.first
        verdicts = [_verdict(by[d]) if d in by else Text("") for d in datasets]
        about = Text(" – ".join(claim.names) or "nobody named")
        said = Text(f"{claim.title}: “{claim.words}”")
        table.add_row(claim.id[:6], first.published or "no date", _sayer(first), said, about, *verdicts)
    console.print(table)
    console.print(f"\nWhy, with figures, chart and rows: dragoman narrative {record} ID", highlight=False, markup=False)


def show_claim(console: Console, one: Judged, record: Path) -> None:
    """A claim in full: who says it, its form, each verdict with its bars."""
    console = plain_console(console)
    for line in _head(one):
        say(console, line)
    for verdict in one.verdicts:
        _show_verdict(console, verdict)
    if one.claim.voices:
        _show_voices(console, one.claim.voices, one.claim.disputed_by)
    if one.claim.id:
        short = f"dragoman narrative {record} {one.claim.id[:6]}"
        told = f"\nIts form, to be edited and run again: {short} --form > form.toml; {short} --run form.toml"
        say(console, told)


def _head(one: Judged) -> Iterator[str]:
    claim, form = one.claim, one.form
    if claim.voices:
        first = claim.first
        yield f"{claim.title.capitalize()}: “{claim.words}”, said of {' and '.join(claim.names) or 'nobody named'}"
        day = written(first.published) if first.published else "a day that is not told"
        hands = f"; it came through {counted(len(first.hands), 'hand')}: {' → '.join(first.hands)}"
        hands = hands if first.hands else ""
        yield f"First said by {_sayer(first)}, in a report of {day}{hands}"
    if form is not None:
        sides = f"{', '.join(form.actors)} with {', '.join(form.others) if form.others else 'anybody'}"
        yield f"Tested as: {form.measure} of {sides}, {form.compare}, {form.start} to {form.end}. {form.reason}"


def _show_verdict(console: Console, verdict: Verdict) -> None:
    console.print()
    console.print(Text.assemble((f"{verdict.dataset}: ", "bold"), _verdict(verdict)))
    say(console, verdict.because)
    if verdict.bars:
        console.print(_bars(verdict))
    left = [
        f"{counted(verdict.undated, 'event')} without a day left out" if verdict.undated else "",
        f"{verdict.contested} contested" if verdict.contested else "",
    ]
    told = "; ".join(t for t in (counted(len(verdict.rows), "event"), *left) if t)
    if verdict.bars:
        console.print(f"It rests on {told}.", highlight=False, markup=False)


def _bars(verdict: Verdict) -> Table:
    """The bars as text, claimed ones marked."""
    table = Table(box=None, pad_edge=False, show_header=True, header_style="dim")
    for head in ("", "when or who", "events", f"for each {verdict.unit}", "", "95 %"):
        table.add_column(head, justify="right" if head.startswith(("events", "for")) else "left", no_wrap=True)
    bars = verdict.bars[-MOST_BARS:] if verdict.bars[0].side != "claimed" else verdict.bars[:MOST_BARS]
    most = max((abs(b.rate) for b in bars), default=0.0) or 1.0
    for bar in bars:
        mark = {"claimed": "▶", "after": "·"}.get(bar.side, "")
        length = "█" * round(abs(bar.rate) / most * WIDEST)
        span = f"{bar.low * verdict.scale:,.1f} to {bar.high * verdict.scale:,.1f}"
        table.add_row(mark, bar.name, f"{bar.events:,}", f"{bar.rate * verdict.scale:,.1f}", length, span)
    return table


def _show_voices(console: Console, voices: Sequence[Voice], disputed_by: Sequence[str]) -> None:
    console.print()
    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in ("", "on", "who", "through", "outlet is", "sentence"):
        table.add_column(head, overflow="fold")
    for voice in voices:
        style = "red" if voice.does == DISPUTES else "dim" if voice.does == COPIES else ""
        why = f" ({voice.because})" if voice.because else ""
        through = " → ".join(voice.hands) or "outlet not named"
        cells = (voice.does + why, voice.published or "no date", _sayer(voice), through, voice.standing, voice.sentence)
        table.add_row(*(Text(c, style=style) for c in cells))
    console.print(table)
    if disputed_by:
        console.print(f"The opposite is claimed too: {', '.join(i[:6] for i in disputed_by)}", highlight=False)


def _sayer(voice: Voice) -> str:
    return voice.speaker or f"{voice.outlet or 'a report'} itself"


def _verdict(verdict: Verdict) -> Text:
    return Text(verdict.verdict, style=STYLES[verdict.verdict])
