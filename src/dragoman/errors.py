"""Everything that can go wrong, as one family.

DragomanError
├── SettingsError          a setting is unknown or has a bad value
├── DataError              a file of ours (ontology, atlas, lexicon) is broken
├── ModelError
│   ├── ModelMissing       the reader's model is not where it should be
│   ├── ModelDamaged       the model's file is not the one it was
│   └── DeviceMissing      the runtime cannot use the device asked for
├── InputError
│   ├── InputMissing       a path or pattern that leads to nothing
│   ├── PlaceUnreachable   an address of files elsewhere that nothing answers at, or that lets nobody in
│   ├── ImportUnreadable   a file of another program that is not what it was said to be
│   └── ReportUnreadable   one report cannot be read; the others are
│       └── FetchRefused   a page that was not got
├── RecordError
│   ├── RecordMissing      there is no record at the path
│   ├── RecordForeign      the file is not a Dragoman record
│   ├── RecordLocked       another process holds the record
│   ├── RecordTooNew       written by a later version
│   ├── RecordFull         the disk took no more
│   ├── RecordUnwritable   the file or its folder may not be written
│   ├── RecordTooLarge     the database would need more memory than it may take
│   ├── RecordFailed       the record could not do what was asked
│   ├── ReportChanged      a report's id stands in the record with another text
│   ├── ReportUnstorable   what was found in a report does not fit together
│   ├── ActorUnknown       nobody of that name in the record
│   ├── ReviewRefused      a decision that says nothing, or about what cannot be decided
│   ├── ReviewUnreadable   a line that is no decision
│   ├── RowUnknown         nothing of that id in the record
│   └── EvidenceMismatch   words that do not stand in the text
├── ClusterUnreachable     no Ray cluster answers, or none can be started
├── ShardsUnusable         a place for shards cannot be written, or holds something else
├── ShardUnreadable        one shard is not what it was, or of another version
├── SearchUnready          the index of words is being made
├── RecordUnready          the first copy of a large record is being laid out
├── AddressUnusable        a server cannot listen where it should
├── WatchlistUnreadable    a file of saved questions, or of what was seen, that is none
├── FeedsUnusable          feeds.toml has a key or value that cannot be used
├── DeskBusy               another desk works for the record
├── DeskUnusable           the file that a desk keeps beside its record is not what it was
├── OutputUnwritable       a file that was asked for cannot be written
├── ChoiceUnknown          a type, status, kind or date that does not exist
├── FormUnusable           the form of a claim has a field or value that does not exist
├── FormatUnknown          an export or import format that does not exist
└── ExtraMissing           a library that only some formats need is not installed
"""

from collections.abc import Callable, Iterable
from pathlib import Path


class DragomanError(Exception):
    """Base of every error that Dragoman raises on purpose; its text is a sentence for the user."""

    def __reduce__(self) -> "tuple[Callable[..., DragomanError], tuple[type[DragomanError], str, dict[str, object]]]":
        """Errors go from process to process as the sentences they are."""
        return _told, (type(self), str(self), self.__dict__)


def _told(kind: type[DragomanError], sentence: str, facts: dict[str, object]) -> DragomanError:
    error = kind.__new__(kind, sentence)
    error.__dict__ |= facts
    return error


class SettingsError(DragomanError):
    """A setting is unknown or has a bad value."""

    def __init__(self, name: str, problem: str, choices: Iterable[str] = ()) -> None:
        listed = ", ".join(choices)
        super().__init__(f"Setting '{name}': {problem}." + (f" Choices: {listed}." if listed else ""))


class DataError(DragomanError):
    """A data file of the program (ontology, atlas, lexicon) is broken."""

    def __init__(self, path: Path | str, problem: str) -> None:
        super().__init__(f"{path}: {problem}. Mend the file or reinstall dragoman.")


class ModelError(DragomanError):
    """Base of errors about the reader's model."""


class ModelMissing(ModelError):
    """The reader's model is not where it should be."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(
            f"The reader's model is missing: {path}. "
            "Reinstall dragoman, or set 'reader' to a folder that holds a model."
        )


class ModelDamaged(ModelError):
    """The model's file is not the one it was when it was made."""

    def __init__(self, path: Path | str, problem: str) -> None:
        super().__init__(f"The reader's model at {path} is damaged: {problem}. Reinstall dragoman.")


class DeviceMissing(ModelError):
    """The ONNX Runtime that is installed cannot use a device."""

    def __init__(self, device: str, devices: Iterable[str]) -> None:
        super().__init__(
            f"The model cannot run on '{device}': the onnxruntime that is installed has {', '.join(devices)}. "
            "For NVIDIA cards install onnxruntime-gpu in its place, or set 'device' to cpu."
        )


class InputError(DragomanError):
    """Base of errors about what is to be read."""


class InputMissing(InputError):
    """A path or pattern that leads to nothing."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(
            f"Nothing to read at {path}: there is no such file or folder, and no file fits it as a pattern."
        )


class PlaceUnreachable(InputError):
    """An address of files elsewhere that cannot be reached or may not be read."""

    def __init__(self, address: str, problem: str) -> None:
        super().__init__(
            f"{address} cannot be reached: {problem}. Check the address, the network, and that you may read there."
        )


class ReportUnreadable(InputError):
    """One report cannot be read; `kind` is a short word for lists (empty, binary, encoding, language ...)."""

    def __init__(self, origin: Path | str, kind: str, reason: str) -> None:
        super().__init__(f"{origin}: {reason}")
        self.origin, self.kind, self.reason = str(origin), kind, reason


class FetchRefused(ReportUnreadable):
    """A page that was not got; `retry_after` are the seconds that the server asks to wait, or null."""

    def __init__(
        self, url: str, kind: str, reason: str, *, status: int | None = None, retry_after: int | None = None
    ) -> None:
        super().__init__(url, kind, reason)
        self.status, self.retry_after = status, retry_after


class ImportUnreadable(InputError):
    """A file of another program that cannot be read as what it was said to be."""

    def __init__(self, path: Path | str, problem: str) -> None:
        super().__init__(f"{path} cannot be imported: {problem}. Nothing of it was stored.")


class RecordError(DragomanError):
    """Base of errors about a record file."""


class RecordMissing(RecordError):
    """There is no record at the path."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(f"There is no record at {path}. Make one with: dragoman read REPORTS --into {path}")


class RecordForeign(RecordError):
    """The file is not a Dragoman record."""

    def __init__(self, path: Path | str, problem: str) -> None:
        super().__init__(f"{path} is not a Dragoman record ({problem}). It was left untouched; choose another path.")


class RecordLocked(RecordError):
    """Another process holds the record."""

    def __init__(self, path: Path | str, holder: str) -> None:
        super().__init__(f"{path} is in use by {holder}. Wait until it ends, or close it, and try again.")


class RecordTooNew(RecordError):
    """The record was written by a later version."""

    def __init__(self, path: Path | str, found: int, known: int) -> None:
        super().__init__(
            f"{path} has record schema {found}; this version knows up to {known}. Upgrade dragoman to open it."
        )


class RecordFull(RecordError):
    """The disk took no more; what was committed before is kept."""

    def __init__(self, path: Path | str, problem: str) -> None:
        super().__init__(
            f"Could not write to {path}: {problem}. "
            "What was stored before is kept; free some space and run the command again."
        )


class RecordUnwritable(RecordError):
    """The file or its folder may not be written."""

    def __init__(self, path: Path | str, problem: str) -> None:
        super().__init__(f"{path} cannot be written: {problem}. Choose a place that you may write to with --into.")


class RecordFailed(RecordError):
    """The record could not do what was asked, such as answer a query that is no SQL."""

    def __init__(self, path: Path | str, problem: str) -> None:
        super().__init__(f"The record at {path} could not do this: {problem}. What was stored before is kept.")


class RecordTooLarge(RecordError):
    """The database would need more memory than it may take."""

    def __init__(self, path: Path | str, problem: str) -> None:
        super().__init__(
            f"The record at {path} needs more memory for this than it may take ({problem}). What was stored before is "
            "kept. Give it more, such as DRAGOMAN_MEMORY=4000 for 4,000 MB, and run the command again."
        )


class ReportChanged(RecordError):
    """A report's id stands in the record already, with another text."""

    def __init__(self, report: str, origin: str | None) -> None:
        super().__init__(
            f"Report {report} is in the record with another text, which was kept; the text from "
            f"{origin or 'the input'} was not stored. Give it an id of its own."
        )


class ReportUnstorable(RecordError):
    """What was found in a report does not fit together, or is no text that can be stored."""

    def __init__(self, report: str, problem: str) -> None:
        super().__init__(f"Report {report}: {problem}. Nothing of this report was stored.")


class ActorUnknown(RecordError):
    """Nobody of that name is in the record."""

    def __init__(self, name: str, near: Iterable[str]) -> None:
        listed = ", ".join(near)
        remedy = f"Near names: {listed}." if listed else "See: dragoman actors RECORD"
        super().__init__(f"Nobody called '{name}' is in this record. {remedy}")


class RowUnknown(RecordError):
    """Nothing of that id is in the record; `where` lists what is."""

    def __init__(self, what: str, identity: str, where: str) -> None:
        super().__init__(f"There is no {what} '{identity}' in this record. See: {where}")


class ReviewRefused(RecordError):
    """A decision that says nothing, or that cannot be made of such a finding."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"The decision was not kept: {problem}.")


class ReviewUnreadable(RecordError):
    """A line that is no decision."""

    def __init__(self, origin: str, line: int, problem: str) -> None:
        remedy = "Nothing was taken in; write such files with: dragoman review export RECORD"
        super().__init__(f"{origin}, line {line}, is no review: {problem}. {remedy}")


class EvidenceMismatch(RecordError):
    """Words that do not stand in the text at the place given."""

    def __init__(self, report: str, start: int, end: int, words: str, found: str) -> None:
        super().__init__(
            f"Report {report}: evidence at [{start}, {end}) should read {words!r} but the text has {found!r}. "
            "Nothing of this report was stored."
        )


class SearchUnready(DragomanError):
    """The index of words is being made for the first time."""

    def __init__(self) -> None:
        super().__init__("The words of this record are being indexed; search again in a moment.")


class RecordUnready(DragomanError):
    """The first copy of a record is being laid out, and what was asked cannot be told before."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The record {path.name} is being laid out for this page, which takes a minute or so if it is large; the "
            "overview, the tables and the reports are there already. Ask again in a moment."
        )


class AddressUnusable(DragomanError):
    """A server cannot listen where it should."""

    def __init__(self, host: str, port: int, problem: str) -> None:
        remedy = "Choose another with --port, or --port 0 for any that is free."
        super().__init__(f"Cannot listen on port {port} of {host}: {problem}. {remedy}")


class WatchlistUnreadable(DragomanError):
    """A file of saved questions, or of what was seen of them, that cannot be read; `name` of the question or null."""

    def __init__(self, path: Path | str, name: str | None, problem: str) -> None:
        where = f"{path}, [{name}]" if name else f"{path}"
        super().__init__(f"{where}: {problem.rstrip('.')}. How watchlists are written: docs/watchlists.md")


class FeedsUnusable(DragomanError):
    """A file of feeds that cannot be read, or has a key or value that cannot be used."""

    def __init__(self, path: Path | str, key: str | None, problem: str, remedy: str) -> None:
        super().__init__(f"{path}{f', {key}' if key else ''}: {problem}. {remedy[0].upper()}{remedy[1:]}.")


class DeskBusy(DragomanError):
    """Another desk works for the record."""

    def __init__(self, record: Path | str) -> None:
        super().__init__(f"Another desk is at work for {record}. See --status, or end it before you start another.")


class DeskUnusable(DragomanError):
    """The file that a desk keeps beside its record cannot be used."""

    def __init__(self, path: Path | str, problem: str) -> None:
        super().__init__(
            f"What the desk knows of its feeds lies in {path}, which cannot be used: {problem}. "
            "Move that file away to begin anew; what is in the record stays there."
        )


class OutputUnwritable(DragomanError):
    """A file that was asked for cannot be written."""

    def __init__(self, path: Path | str, problem: str) -> None:
        super().__init__(f"Could not write {path}: {problem}. Choose another place, or free some space.")


class ChoiceUnknown(DragomanError):
    """A value outside its list of choices; `choices` may describe them."""

    def __init__(self, name: str, value: str, choices: Iterable[str]) -> None:
        super().__init__(f"There is no {name} '{value}'. Choices: {', '.join(choices)}.")


class FormUnusable(DragomanError):
    """The form of a claim has a field or value that does not exist."""

    def __init__(self, origin: str, problem: str) -> None:
        super().__init__(f"{origin} cannot be tested: {problem}.")


class FormatUnknown(DragomanError):
    """An export format that does not exist."""

    def __init__(self, name: str, choices: Iterable[str]) -> None:
        super().__init__(f"There is no format '{name}'. Choices: {', '.join(choices)}.")


class ClusterUnreachable(DragomanError):
    """There is no Ray cluster where it was said to be, none can be started, or it cannot be led from here."""

    def __init__(self, address: str, problem: str, remedy: str = "Run ray start --head, or drop --address") -> None:
        super().__init__(f"No Ray cluster at {address}: {problem}. {remedy}.")


class ShardsUnusable(DragomanError):
    """A place for shards that cannot be written or read, or that holds something else."""

    def __init__(self, place: str, problem: str, remedy: str) -> None:
        super().__init__(f"The shards at {place} cannot be used: {problem}. {remedy[0].upper()}{remedy[1:]}.")


class ShardUnreadable(DragomanError):
    """One shard that is damaged, or of another version; `problem` says what is wrong with it."""

    def __init__(self, shard: str, problem: str) -> None:
        super().__init__(f"Shard {shard}: {problem}.")
        self.problem = problem


class ExtraMissing(DragomanError):
    """A library that only some formats need is not installed."""

    def __init__(self, what: str, library: str, extra: str) -> None:
        super().__init__(f"{what} needs the library {library}. Install it with: pip install 'dragoman[{extra}]'")
