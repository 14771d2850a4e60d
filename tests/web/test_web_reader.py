"""The reader: marks on their words, why they are there, keys, and text that is nobody's friend."""

from andes import BUILD, HOSTILE_TITLE, PERSIAN, SIGNED
from looking import Look


def _lit(look: Look) -> str:
    return "".join(look.page.locator(".text .lit").all_inner_texts())


def test_marks_stand_on_their_words(look: Look) -> None:
    look.at("/report?id=pact")
    triggers = look.page.locator(".text .m-mention.p-trigger").all_inner_texts()
    assert triggers == ["signed", "open"]
    assert look.page.locator(".text .p-source").all_inner_texts() == ["its minister"]
    assert look.page.locator(".text .p-cue").all_inner_texts() == ["said"]
    assert "".join(look.page.locator(".text .p-content").all_inner_texts()) == BUILD.partition(", its")[0]


def test_a_click_explains_the_choice(look: Look) -> None:
    look.to("/report?id=pact")
    look.page.locator(".text .p-trigger", has_text="signed").click()
    chosen = look.page.locator(".finding[aria-current]")
    assert "signed tells it" in chosen.inner_text()
    assert "4 Mar 2031" in chosen.inner_text()
    assert _lit(look) == SIGNED


def test_overlapping_marks_are_each_shown(look: Look) -> None:
    look.to("/report?id=pact")
    look.page.locator(".finding", has_text="railway from Puno").get_by_role("link").first.click()
    assert _lit(look) == BUILD
    word = look.page.locator(".text .p-trigger", has_text="open")
    classes = word.get_attribute("class") or ""
    assert {"m-mention", "m-tie", "m-statement", "p-content", "lit"} <= set(classes.split())


def test_keys_go_from_finding_to_finding(look: Look) -> None:
    look.to("/report?id=pact")
    assert look.page.locator(".finding").count() == 5
    look.page.keyboard.press("j")
    first = look.page.url
    look.page.keyboard.press("j")
    assert look.page.url != first
    look.page.keyboard.press("k")
    assert look.page.url == first


def test_a_layer_can_be_put_aside(look: Look) -> None:
    look.to("/report?id=pact")
    look.page.get_by_role("button", name="statements").click()
    assert look.page.locator(".text .p-content").count() == 0
    assert look.page.locator(".text .p-trigger").count() == 2
    assert "hide=statement" in look.page.url


def test_what_runs_from_right_to_left_is_shown_so(look: Look) -> None:
    look.to("/report?id=persian")
    assert look.page.locator(".text p").evaluate("p => getComputedStyle(p).direction") == "rtl"
    assert look.page.locator(".text p").inner_text() == PERSIAN


def test_hostile_text_is_text(look: Look) -> None:
    look.to("/report?id=hostile")
    assert look.heading() == HOSTILE_TITLE
    text = look.page.locator(".text").inner_text()
    assert "<script>" in text
    assert "onerror=" in text
    assert look.page.locator(".text .control").all_inner_texts() == ["RLO", "PDF"]
    assert look.page.title() != "taken"
    assert look.page.locator("main a[href^='javascript']").count() == 0
    assert "A table was left out." in look.text()


def test_a_copy_says_whose_text_it_is(look: Look) -> None:
    look.to("/report?id=copy")
    look.page.get_by_role("link", name="an earlier report").click()
    look.settled()
    assert "id=pact" in look.page.url
