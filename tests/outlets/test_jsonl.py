"""JSON, in lines or whole: a bad row does not spoil the others."""

import io
import json
from dataclasses import replace

import pytest

from dragoman.errors import ReportUnreadable
from dragoman.outlets.jsonl import read_json, read_jsonl
from dragoman.settings import Settings
from dragoman.types import Refusal, Report

GOOD = '{"id": "1", "text": "Iran met Oman."}'


def read(*rows: str | bytes, settings: Settings | None = None) -> list[Report | Refusal]:
    data = b"\n".join(r if isinstance(r, bytes) else r.encode() for r in rows)
    return list(read_jsonl(io.BytesIO(data), "in.jsonl", settings or Settings()))


@pytest.mark.parametrize(
    ("row", "kind", "word"),
    [
        ("{bad", "json", "not JSON"),
        ("[1, 2]", "json", "not an object"),
        ("null", "json", "not an object"),
        ('{"id": "2"}', "text", "no 'text'"),
        ('{"id": "2", "text": null}', "text", "no 'text'"),
        ('{"id": "2", "text": 5}', "text", "int"),
        ('{"id": "2", "text": ["a"]}', "text", "list"),
        ('{"id": "2", "text": "  "}', "empty", "no text"),
        ('{"id": "2", "text": "a\\u0000b"}', "binary", "NUL"),
        (b'{"text": "\xff\xfe"}', "json", "UTF-8"),
        ('{"text": "\\ud800"}', "json", "not JSON"),
    ],
)
def test_a_bad_row_is_refused_with_its_number(row: str | bytes, kind: str, word: str) -> None:
    first, second, third = read(GOOD, row, '{"id": "3", "text": "Iran met Oman."}')
    assert isinstance(first, Report)
    assert isinstance(third, Report)
    assert isinstance(second, Refusal)
    assert (second.origin, second.kind) == ("in.jsonl:2", kind)
    assert word in second.reason


def test_empty_lines_count_but_are_passed_over() -> None:
    found = read("", GOOD, "", '{"id": "2", "text": "Iran met Oman."}', "")
    assert [r.origin for r in found] == ["in.jsonl:2", "in.jsonl:4"]


@pytest.mark.parametrize("data", ["", "\n \n"])
def test_lines_without_a_row_are_an_empty_file(data: str) -> None:
    with pytest.raises(ReportUnreadable, match="the file is empty"):
        read(data)


def test_the_text_is_taken_as_it_stands() -> None:
    text = "  Iran\r\nmet\tOman.\u2028 😀 é "
    (found,) = read(json.dumps({"text": text}))
    assert isinstance(found, Report)
    assert found.text == text


def test_every_field_is_taken_over() -> None:
    row = {"id": 7, "text": "Iran met Oman.", "title": "T", "outlet": "O", "author": "A", "published": "2022-07"}
    (found,) = read(json.dumps(row | {"url": "https://www.wire.example/x", "language": "en-GB", "extra": [1]}))
    assert isinstance(found, Report)
    assert [source for _, source in found.provenance] == [
        f"column '{name}'" for name in ("id", "title", "outlet", "published", "author", "url", "language")
    ]
    assert replace(found, provenance=()) == Report(
        "7", "Iran met Oman.", "T", "O", "2022-07", "A", "https://www.wire.example/x", "en", "in.jsonl:1"
    )


def test_the_outlet_is_the_site_if_none_is_given() -> None:
    (found,) = read('{"text": "Iran met Oman.", "url": "https://www.wire.example/x"}')
    assert isinstance(found, Report)
    assert found.outlet == "wire.example"


def test_rows_with_other_names_than_a_report_are_read_by_what_they_are_called() -> None:
    said, found = read('{"text": "Iran met Oman.", "date": "2024-04-16", "source": "Gulf", "section": "World"}')
    assert isinstance(found, Report)
    assert isinstance(said, Refusal)
    assert (found.published, found.outlet) == ("2024-04-16", "Gulf")
    names = "outlet=source,published=date,text=text; not taken: section; say otherwise with --columns"
    assert said.reason == f"columns taken by their names: {names}"


def test_a_row_that_is_too_long_is_passed_over() -> None:
    long = json.dumps({"text": "a" * 300_000})
    first, second = read(long, GOOD, settings=Settings(max_characters=100))
    assert isinstance(first, Refusal)
    assert first.kind == "size"
    assert isinstance(second, Report)


ONE = {"id": "1", "text": "Iran met Oman.", "language": "en"}


@pytest.mark.parametrize(
    "value", [[ONE], ONE, {"articles": [ONE], "sources": []}, {"status": "ok", "data": [ONE], "tags": ["a"]}]
)
def test_a_whole_value_is_read(value: object) -> None:
    (found,) = read_json(io.BytesIO(json.dumps(value, indent=2).encode()), "in.json", Settings())
    assert isinstance(found, Report)
    assert (found.id, found.origin) == ("1", "in.json:1")


def test_an_item_of_a_list_that_is_no_object_is_refused() -> None:
    rows = list(read_json(io.BytesIO(json.dumps([7, ONE, {"id": "2"}]).encode()), "in.json", Settings()))
    assert [r.kind if isinstance(r, Refusal) else r.id for r in rows] == ["json", "1", "text"]


@pytest.mark.parametrize("data", [b"7", b"[]", b"[{", b'"text"', b'{"text": "a"}\n{"text": "b"}', b"null"])
def test_what_is_no_list_of_objects_is_refused(data: bytes) -> None:
    with pytest.raises(ReportUnreadable):
        list(read_json(io.BytesIO(data), "in.json", Settings()))
