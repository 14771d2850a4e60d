"""After reports were written: decisions find their findings again and are laid over them."""

from collections.abc import Sequence

from dragoman.record.reviewing.attaching import attach, bearing_on
from dragoman.record.reviewing.laying import gone, lay
from dragoman.record.reviewing.ruling import rule
from dragoman.record.reviewing.standing_in import settle_stand_ins
from dragoman.record.store import Connection


def reattach(connection: Connection, reports: Sequence[str]) -> None:
    """Attach the decisions that these reports bear on, within the transaction that writes the reports."""
    if not connection.execute("SELECT 1 FROM review LIMIT 1").fetchall():
        return
    touched = attach(connection, bearing_on(connection, reports))
    touched |= settle_stand_ins(connection, reports)
    lay(connection, touched | gone(connection))
    rule(connection)
