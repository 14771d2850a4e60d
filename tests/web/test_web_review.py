"""Decisions in the reader: by key, kept under a name, taken back, and merged."""

from looking import Look


def _named(look: Look) -> None:
    look.page.get_by_label("Your name").fill("Ana Quispe")
    look.page.get_by_role("button", name="Go on").click()


def _status(look: Look) -> str:
    return look.page.locator(".reviewing [role=status]").inner_text()


def test_a_correction_by_key_stands_and_can_be_undone(writing: Look) -> None:
    writing.at("/report?id=meeting")
    writing.page.locator(".finding", has_text="Accuse").get_by_role("link").first.click()
    writing.page.get_by_role("button", name="Correct").wait_for()
    writing.settled().page.keyboard.press("c")
    _named(writing)
    writing.page.get_by_label("What is right").fill("denied")
    writing.page.get_by_label("Why (may stay empty)").fill("the ministry took it back")
    writing.page.get_by_role("button", name="Correct it").click()
    assert "Kept: correct, by Ana Quispe" in _status(writing)
    writing.page.locator(".finding[aria-current] .status.refuted").wait_for()
    writing.page.get_by_role("button", name="Undo").click()
    writing.page.locator(".finding[aria-current] .status.fact").wait_for()


def test_what_cannot_be_is_refused_with_a_sentence(writing: Look) -> None:
    writing.at("/report?id=meeting")
    writing.page.locator(".finding", has_text="Accuse").get_by_role("link").first.click()
    writing.page.get_by_role("button", name="Correct").wait_for()
    writing.settled().page.keyboard.press("c")
    _named(writing)
    writing.page.get_by_label("What is right").fill("perhaps")
    writing.page.get_by_role("button", name="Correct it").click()
    assert "perhaps" in _status(writing)
    assert writing.refused()


def test_an_acceptance_is_listed(writing: Look) -> None:
    writing.at("/report?id=quarrel")
    writing.page.keyboard.press("j")
    writing.page.get_by_role("button", name="Accept").wait_for()
    writing.settled().page.keyboard.press("a")
    _named(writing)
    writing.page.locator(".decisions", has_text="accept by Ana Quispe").wait_for()


def test_two_events_are_merged(writing: Look) -> None:
    writing.at("/events?type=AGREE")
    assert writing.page.locator("table tbody tr").count() == 2
    writing.page.locator("table tbody a", has_text="reached an accord").first.click()
    writing.settled()
    writing.page.locator("aside.panel").get_by_role("button", name="Merge").click()
    _named(writing)
    form = writing.page.locator("aside.panel form.decide")
    assert "signed a pact" in form.get_by_label("Is one with").inner_text()
    form.get_by_label("Why (may stay empty)").fill("the same visit")
    form.get_by_role("button", name="Merge them").click()
    assert "Kept: merge, by Ana Quispe" in _status(writing)
    writing.to("/events?type=AGREE")
    assert writing.page.locator("table tbody tr").count() == 1
    kept = writing.page.evaluate("fetch('/api/review/decisions').then(a => a.json()).then(all => all[0])")
    assert (kept["verb"], kept["reason"]) == ("merge", "the same visit")


def test_who_may_not_write_is_offered_nothing(look: Look) -> None:
    look.at("/report?id=meeting")
    look.page.keyboard.press("j")
    assert look.page.locator(".finding[aria-current]").count() == 1
    assert look.page.get_by_role("button", name="Accept").count() == 0
