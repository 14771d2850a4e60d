"""Models of answers that hold rows of views beside values of the house, for the document that describes the API."""

from typing import Any

from pydantic import BaseModel, create_model


def shape(name: str, meaning: str, **fields: Any) -> type[BaseModel]:
    """A model whose fields are all there; values are types."""
    given: dict[str, Any] = {"__doc__": meaning, **{k: (v, ...) for k, v in fields.items()}}
    model: type[BaseModel] = create_model(name, **given)
    return model


def page(name: str, item: Any) -> type[BaseModel]:
    """The model of a page of items."""
    return shape(
        name, "One page; `total` counts all that fit the filters.", items=list[item], total=int, limit=int, offset=int
    )
