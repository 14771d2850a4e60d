"""The ledger of a whole copy cut to who takes part: everybody whom each promise names is listed once."""

from dataclasses import replace

import polars as pl

from dragoman.analysis.ledger import limited_to, whole_ledger
from dragoman.record.filters import Filters
from dragoman.record.held import Held

WHO = "SELECT id FROM actor WHERE id = $id OR country = $id"


def promises_within(held: Held, filters: Filters) -> pl.DataFrame:
    """What `limited_to` gives of the whole ledger, within filters whose actors are ids."""
    whole, named = whole_ledger(held), held.once("named in promises", lambda _: _named(held))
    for side in filter(None, (filters.actor, filters.with_)):
        who = held.record.sql(WHO, {"id": side})["id"]
        named = named.join(named.filter(pl.col("who").is_in(who.implode())).select("row"), on="row", how="semi")
    found = whole if filters.actor is filters.with_ is None else whole[named["row"].unique().sort()]
    return limited_to(held.record, found, replace(filters, actor=None, with_=None))


def _named(held: Held) -> pl.DataFrame:
    """Whom each promise (`row`) names, as who acts, is acted upon or announces it (`who`)."""
    everybody = pl.concat_list("actors", "recipients", "announcers")
    listed = whole_ledger(held).select(row=pl.int_range(pl.len()), who=everybody)
    return listed.explode("who").drop_nulls().unique(maintain_order=True)
