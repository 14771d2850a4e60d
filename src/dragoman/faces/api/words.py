"""Whose word an answer rests on."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from dragoman.analysis.narratives.form import read_form
from dragoman.analysis.whose_word.asking import Question, Resting, resting, texts_of_outlet
from dragoman.analysis.whose_word.tree import Branch
from dragoman.faces.api.answers import Json
from dragoman.faces.api.desk import Newest
from dragoman.faces.api.limits import LONGEST, MOST_ROWS, Paged, With, blank
from dragoman.faces.api.narratives import NEW, FormText, Leaving
from dragoman.faces.api.shapes import page

router = APIRouter(tags=["What it adds up to"])
FEW = 3  # texts of each outlet that come with the tree
Texts = Annotated[
    int,
    Query(description="Of each outlet so many texts; `/api/whose-word/texts` has all.", ge=0, le=MOST_ROWS),
]


@dataclass(frozen=True, slots=True)
class Rests:
    """What is asked whose word it is."""

    of: Annotated[
        str,
        Query(
            description="Id of an event, tie, statement or claim; `new`: of a form; or an actor.", max_length=LONGEST
        ),
    ]
    with_: With = None
    verdict: Annotated[bool, Query(description="Of a claim: the events that its verdict rests on.")] = False
    form: FormText = None

    def question(self) -> Question:
        """The same for the analysis; raises FormUnusable."""
        text = blank(self.form)
        given = None if text is None else read_form(text)
        asked = [self.of] if self.with_ is None else [self.of, self.with_]
        if self.of == NEW and given is not None:
            asked = []
        return Question(asked, self.verdict or given is not None, given)


@router.get("/whose-word", response_model=Resting, summary="Outlets, states and speakers that an answer rests on.")
def whose_word(
    newest: Newest,
    rests: Annotated[Rests, Depends(Rests)],
    leaving: Annotated[Leaving, Depends(Leaving)],
    texts: Texts = FEW,
) -> Json:
    """The tree of origins, as it is and without what is left out; of a claim's verdict also the verdict without.

    The numbers are of everything; of its texts each outlet has the first few.
    """
    return Json(resting(newest.record, rests.question(), leaving.named(), held=newest, most=texts))


@router.get(
    "/whose-word/texts", response_model=page("TextsPage", Branch), summary="The texts of an outlet behind an answer."
)
def whose_texts(
    newest: Newest,
    rests: Annotated[Rests, Depends(Rests)],
    paged: Annotated[Paged, Depends(Paged)],
    publisher: Annotated[str, Query(description="`key` of the publisher's branch; empty: none.", max_length=LONGEST)],
    outlet: Annotated[str, Query(description="`key` of the outlet's branch.", max_length=LONGEST)],
) -> Json:
    """Each text once, the earliest first, with the sentence that tells it."""
    found = texts_of_outlet(newest.record, rests.question(), publisher, outlet, paged.limit, paged.offset, held=newest)
    return Json({"items": found.items, "total": found.total, "limit": paged.limit, "offset": paged.offset})
