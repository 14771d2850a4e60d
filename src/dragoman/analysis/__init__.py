"""What a record adds up to: one question a file, in the order in which a brief answers them."""

from collections.abc import Callable

from dragoman.analysis.agreements import agreements
from dragoman.analysis.claims import claims
from dragoman.analysis.contradictions import contradictions
from dragoman.analysis.forums import forums
from dragoman.analysis.partnerships import partnerships
from dragoman.analysis.promises import promises
from dragoman.analysis.routes import routes
from dragoman.analysis.scope import Scope
from dragoman.types import Section

ANALYSES: tuple[Callable[[Scope], Section], ...] = (
    partnerships,
    agreements,
    forums,
    routes,
    promises,
    claims,
    contradictions,
)
