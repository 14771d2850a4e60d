"""What a record that nobody writes to gives for an export, worked out once for each choice of limits."""

from functools import cache

from dragoman.exchange.tables import tables_of

kept_tables = cache(tables_of)
