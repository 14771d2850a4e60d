"""What is left out of an answer: outlets, the media of a state, all that states run, what one side is cited for."""

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.analysis.whose_word.publishers import Publisher, key_of, publishers
from dragoman.atlas.atlas import load_atlas
from dragoman.atlas.rows import Outlet
from dragoman.errors import ChoiceUnknown
from dragoman.record.origins import HOST
from dragoman.record.record import Record

# Every report with whose word it is: `origin` the publisher whose words they are, `printed` who printed them here. What
# is left out is gone.
REPORTS = f"""
reported AS (
    SELECT r.id AS report, r.outlet, r.published, coalesce(o.first, r.id) AS text, o.kind AS origin_kind,
        coalesce(o.publisher, p.key, '') AS origin, coalesce(p.key, '') AS printed
    FROM report r
    LEFT JOIN origin o ON o.report = r.id
    LEFT JOIN publisher p ON p.name = coalesce(r.outlet, '') AND p.host = {HOST.replace("url", "r.url")}
),
kept_report AS (
    FROM reported WHERE NOT list_contains($publishers::VARCHAR[], origin)
        AND NOT list_contains($publishers::VARCHAR[], printed)
)
"""
# Every telling of the happenings of `asked`; `speaker_states`: whom those who are cited speak for. Of a joint word
# nothing is left as soon as all who said it are left out.
TOLD = f"""
{REPORTS},
told AS (
    SELECT t.happening, m.id AS mention, m.status, m.date_from, m.date_to, k.* EXCLUDE (origin),
        coalesce(t.origin, k.origin) AS origin, coalesce(u.sources[1], s.source) AS source,
        coalesce(u.speakers, a.name) AS speaker, coalesce(s.via, []) AS via,
        list_transform(coalesce(u.countries, [a.country]), lambda x: coalesce(x, '')) AS speaker_states
    FROM happening_mention t
    JOIN asked ON asked.id = t.happening
    JOIN mention m ON m.id = t.mention
    JOIN kept_report k ON k.report = m.report
    LEFT JOIN statement s ON s.id = m.statement
    LEFT JOIN actor a ON a.id = s.source
    LEFT JOIN joint_word u ON u.statement = m.statement
    WHERE NOT list_contains($publishers::VARCHAR[], coalesce(t.origin, k.origin))
        AND NOT list_has_all($speakers::VARCHAR[], speaker_states)
)
"""


@dataclass(frozen=True, slots=True)
class Without:
    """What a reader leaves out, by name: `outlets`, `sides`: states whose media, `speakers`: states whose own word.

    `state_run`: every outlet that a state runs.
    """

    outlets: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    state_run: bool = False

    @property
    def nothing(self) -> bool:
        """Whether nothing is left out."""
        return not (self.outlets or self.sides or self.speakers or self.state_run)

    @property
    def words(self) -> str:
        """What is left out, in words."""
        parts = [*self.outlets, *(f"the media of {s}" for s in self.sides)]
        parts += [f"what {s} is cited for" for s in self.speakers]
        return ", ".join([*parts, *(["all state-run outlets"] if self.state_run else [])])


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The same as keys of publishers and codes of states, for questions to the record."""

    publishers: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()

    @property
    def values(self) -> dict[str, object]:
        """The parameters of REPORTS and TOLD."""
        return {"publishers": list(self.publishers), "speakers": list(self.speakers)}


NOTHING = LeftOut()


def left_out(
    record: Record,
    without: Without,
    own: Mapping[str, Outlet] | None = None,
    known: Mapping[str, Publisher] | None = None,
) -> LeftOut:
    """What is left out; raises ChoiceUnknown for an outlet that the record has not, and for what is no state.

    `known`: what `publishers` gives, if that was asked already.
    """
    if without.nothing:
        return NOTHING
    known = publishers(record, own) if known is None else known
    sides = [state_code(s) for s in without.sides]
    keys = {key_of(name, known) for name in without.outlets}
    keys |= {k for k, p in known.items() if _is_out(p, sides, state_run=without.state_run)}
    return LeftOut(tuple(sorted(keys)), tuple(state_code(s) for s in without.speakers))


def _is_out(publisher: Publisher, sides: list[str], *, state_run: bool) -> bool:
    return publisher.country in sides or state_run and publisher.state_run is True


def state_code(text: str) -> str:
    """The code of a state by its code or name; raises ChoiceUnknown."""
    wanted = text.strip()
    states = load_atlas().states
    if wanted.upper() in states:
        return wanted.upper()
    for code, state in states.items():
        if wanted.lower() in (state.name.lower(), *(a.lower() for a in state.aliases)):
            return code
    raise ChoiceUnknown("state", text, ("a code of ISO 3166 (IRN)", "a name (Iran)"))
