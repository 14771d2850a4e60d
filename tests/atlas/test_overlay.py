"""Actors of the user's own: found by name, never at the cost of a name that the atlas has."""

import pytest

from dragoman.atlas.atlas import Atlas, load_atlas
from dragoman.atlas.overlay import Extra, overlaid


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return load_atlas()


def test_new_actors_are_found_by_every_name(atlas: Atlas) -> None:
    extras = (
        Extra("lake-harbour", "Lake Harbour Company", "organisation", "KEN", "BUS", ("LHC Ports",)),
        Extra("juana-quispe", "Juana Quispe Mamani", "person", "PER", "GOV"),
        Extra("puno-courier", "Puno Courier", "outlet", "PER"),
        Extra("lake-forum", "Great Lakes Harbour Forum", "forum"),
    )
    found, left_out = overlaid(atlas, extras)
    assert left_out == ()
    for words, table, identity in (
        (["Lake", "Harbour", "Company"], "organisation", "lake-harbour"),
        (["LHC", "Ports"], "organisation", "lake-harbour"),
        (["Juana", "Quispe", "Mamani"], "person", "juana-quispe"),
        (["Puno", "Courier"], "outlet", "puno-courier"),
        (["Great", "Lakes", "Harbour", "Forum"], "body", "lake-forum"),
    ):
        match = found.find(words, 0)
        assert match is not None
        assert [(e.table, e.target) for e in match.entries] == [(table, identity)]
    assert (found.organisations["lake-harbour"].country, found.organisations["lake-harbour"].sector) == ("KEN", "BUS")


def test_the_atlas_itself_is_left_as_it_was(atlas: Atlas) -> None:
    overlaid(atlas, [Extra("lake-harbour", "Lake Harbour Company", "organisation")])
    assert "lake-harbour" not in atlas.organisations
    assert atlas.find(["Lake", "Harbour", "Company"], 0) is None


def test_whom_the_atlas_knows_gets_the_names(atlas: Atlas) -> None:
    known = next(o for o in atlas.organisations.values() if o.country)
    extra = Extra("x", known.name, known.kind, known.country, None, ("Quite Another Name Of It",))
    found, left_out = overlaid(atlas, [extra])
    assert left_out == ()
    assert "x" not in found.organisations
    assert found.organisations[known.id].aliases == (*known.aliases, "Quite Another Name Of It")
    body = next(b for b in atlas.bodies.values() if b.wikidata)
    by_item, _ = overlaid(atlas, [Extra("y", "Some Other Name Of A Body", body.kind, wikidata=body.wikidata)])
    assert by_item.body("Some Other Name Of A Body") == by_item.bodies[body.id]


@pytest.mark.parametrize(
    ("extra", "why"),
    [
        (Extra("x", "Kenya", "organisation", "KEN"), "it means KEN in the atlas"),
        (Extra("x", "Quispe", "person", "PER"), "a single word does not name a person alone"),
        (Extra("x", "Nairobi", "organisation", "KEN"), "in the atlas"),
        (Extra("x", "Ox", "organisation"), "it is too short"),
        (Extra("x", "!!", "organisation"), "it is too short"),
        (Extra("x", "lake harbour", "organisation"), "it has no capital letter"),
        (Extra("x", "Arequipa", "outlet"), "it is the name of a town"),
    ],
)
def test_names_that_cannot_be_taken(atlas: Atlas, extra: Extra, why: str) -> None:
    found, left_out = overlaid(atlas, [extra])
    assert len(left_out) == 1
    assert why in left_out[0]
    assert "x" not in {*found.organisations, *found.persons, *found.outlets}


def test_of_two_with_one_name_the_first_has_it(atlas: Atlas) -> None:
    extras = [
        Extra("a", "Lake Harbour Company", "organisation", "KEN"),
        Extra("b", "Lake Harbour Company", "organisation", "PER", None, ("Puno Harbour Company",)),
    ]
    found, left_out = overlaid(atlas, extras)
    assert left_out == ("'Lake Harbour Company' of b is left out: it means a, who came before.",)
    assert found.organisations["b"].name == "Puno Harbour Company"
