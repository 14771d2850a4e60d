"""Who is a party without being named in the words: the speaker, or whom the text spoke of just before."""

from dragoman.extraction.arguments import SUBJECTS
from dragoman.extraction.draft import Draft
from dragoman.extraction.ties.partners import named_by
from dragoman.extraction.ties.signs import Spotted

REACH = 60  # tokens


def absent_party(draft: Draft, spotted: Spotted, parties: tuple[str, ...]) -> tuple[str, ...]:
    """The state that speaks, or the one that was the last subject; nobody where the sign allows neither."""
    sign = spotted.sign
    if sign.speaker and (state := _speaker(draft, spotted)) is not None and state not in parties:
        return (state,)
    if sign.topic and not parties:
        return _last_subject(draft, spotted)
    return ()


def _speaker(draft: Draft, spotted: Spotted) -> str | None:
    statement = draft.statement_at(spotted.anchor)
    actor = draft.actor_by_id.get(statement.source or "") if statement is not None else None
    official = actor is not None and actor.sector in {"GOV", "MIL", None} and actor.kind != "outlet"
    return actor.country if actor is not None and official else None


def _last_subject(draft: Draft, spotted: Spotted) -> tuple[str, ...]:
    for number in range(spotted.anchor.i - 1, max(-1, spotted.anchor.i - REACH), -1):
        token = draft.doc[number]
        if token.dep_ in SUBJECTS and (found := named_by(draft, [draft.by_token.get(number)]).actors):
            return found
    return ()
