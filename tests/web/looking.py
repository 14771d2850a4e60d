"""A window of the browser, and what happened in it."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import ConsoleMessage, Locator, Page, Request

UNDER_WAY = '.loading, [aria-busy="true"]'
SERIOUS = ("serious", "critical")


@dataclass
class Look:
    """The page, requests that left the site, and what the console said of errors and of the security policy."""

    page: Page
    site: str
    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._asked)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(f"dialog: {dialog.message}"))

    def at(self, address: str) -> "Look":
        """Open an address of the site and wait until nothing is under way."""
        self.page.goto(self.site + address)
        return self.settled()

    def settled(self) -> "Look":
        self.page.locator("h1, .problem").first.wait_for()
        for _ in range(600):
            if self.page.locator(UNDER_WAY).count() == 0:
                return self
            self.page.wait_for_timeout(50)
        raise AssertionError(f"{self.page.url} is still under way")

    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    def text(self) -> str:
        return self.page.locator("main").inner_text()

    def panel(self) -> Locator:
        self.settled()
        return self.page.locator("aside.panel")

    def changes(self, selector: str, attribute: str, before: str | None) -> bool:
        """Whether the attribute of the first such element becomes another within five seconds."""
        for _ in range(100):
            if self.page.locator(selector).first.get_attribute(attribute) != before:
                return True
            self.page.wait_for_timeout(50)
        return False

    def faults(self) -> list[str]:
        """Serious faults that axe-core finds."""
        found: dict[str, Any] = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{v['id']}: {v['help']}: {v['nodes'][0]['html'][:120]}: {v['nodes'][0]['failureSummary'][:200]}"
            for v in found["violations"]
            if v["impact"] in SERIOUS
        ]

    def refused(self) -> bool:
        """Whether the browser noted answers that were errors; they are no complaints any more."""
        noted = [c for c in self.complaints if c.startswith("Failed to load resource")]
        self.complaints[:] = [c for c in self.complaints if c not in noted]
        return noted != []

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.site, "data:", "blob:")):
            self.foreign.append(request.url)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)
