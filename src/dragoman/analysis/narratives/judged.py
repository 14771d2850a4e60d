"""Claims with their verdicts: on the record, and on each background data set apart, never added up."""

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.analysis.narratives.claims import Claim, claims
from dragoman.analysis.narratives.form import Form
from dragoman.analysis.narratives.material import (
    RECORD,
    background_material,
    datasets,
    record_material,
    volume_of,
)
from dragoman.analysis.narratives.outcome import UNTOLD
from dragoman.analysis.narratives.verdicts import Verdict, judge
from dragoman.analysis.whose_word.leaving import NOTHING, LeftOut
from dragoman.atlas.rows import Outlet
from dragoman.errors import RowUnknown
from dragoman.record.record import Record

Volume = tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim, the form it was tested in and its verdicts, that of the record first."""

    claim: Claim
    form: Form | None
    verdicts: tuple[Verdict, ...]

    @property
    def of_record(self) -> Verdict:
        """The verdict of the record."""
        return self.verdicts[0]


def judged_claims(
    record: Record, own: Mapping[str, Outlet] | None = None, out: LeftOut = NOTHING
) -> tuple[Judged, ...]:
    """Every claim of the record with its verdicts."""
    volume = volume_of(record, out)
    return tuple(judged(record, claim, out, volume) for claim in claims(record, own))


def judged(record: Record, claim: Claim, out: LeftOut = NOTHING, volume: Volume | None = None) -> Judged:
    """A claim with the verdicts of its own form; `volume`: of the reports, if it is known."""
    if claim.form is None or claim.problem is not None:
        return Judged(claim, claim.form, (unusable(claim.problem or "it has no form"),))
    return Judged(claim, claim.form, verdicts_of(record, claim.form, out, volume))


def verdicts_of(
    record: Record, form: Form, out: LeftOut = NOTHING, volume: Volume | None = None
) -> tuple[Verdict, ...]:
    """What the record and each background data set say of a form; what is left out is left out of the record."""
    mine = judge(form, record_material(record, form, out, volume))
    return (mine, *(judge(form, background_material(record, form, d)) for d in datasets(record)))


def unusable(problem: str) -> Verdict:
    """The verdict on what cannot be tested at all."""
    sentence = problem.removesuffix(".")
    return Verdict(RECORD, UNTOLD, sentence, (sentence,), None, (), (), (), 0, 0, 1.0, 0.0, "", 1.0)


def claim_of(found: tuple[Claim, ...], identity: str) -> Claim:
    """The claim with this id, or how it begins; the id of any of its tellings will do.  Raises RowUnknown."""
    for claim in found:
        if identity and any(v.id.startswith(identity) for v in claim.voices):
            return claim
    raise RowUnknown("claim", identity, "dragoman narrative RECORD")


def of_form(form: Form) -> Claim:
    """A claim of nobody: what a form of the reader's own says."""
    return Claim("", None, "a question of your own", form.words, "", form.actors, form.actors, None, form, None, ())
