"""Whose word an answer rests on."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from dragoman.analysis.narratives.form import read_form
from dragoman.analysis.whose_word.asking import Resting, resting
from dragoman.faces.api.answers import Json
from dragoman.faces.api.desk import Newest
from dragoman.faces.api.limits import LONGEST, With, blank
from dragoman.faces.api.narratives import NEW, FormText, Leaving

router = APIRouter(tags=["What it adds up to"])


@router.get("/whose-word", response_model=Resting, summary="Outlets, states and speakers that an answer rests on.")
def whose_word(
    newest: Newest,
    of: Annotated[
        str,
        Query(
            description="Id of an event, tie, statement or claim; `new`: of a form; or an actor.", max_length=LONGEST
        ),
    ],
    leaving: Annotated[Leaving, Depends(Leaving)],
    with_: With = None,
    verdict: Annotated[bool, Query(description="Of a claim: the events that its verdict rests on.")] = False,
    form: FormText = None,
) -> Json:
    """The tree of origins, as it is and without what is left out; of a claim's verdict also the verdict without."""
    other, text = blank(with_), blank(form)
    given = None if text is None else read_form(text)
    asked = [of] if other is None else [of, other]
    if of == NEW and given is not None:
        asked = []
    is_verdict = verdict or given is not None
    return Json(resting(newest.record, asked, leaving.named(), verdict=is_verdict, form=given))
