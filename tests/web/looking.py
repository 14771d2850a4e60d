"""A window of the browser, and what happened in it."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # loading it costs every process a second, and one uses it
    from playwright.sync_api import ConsoleMessage, Dialog, Error, Locator, Page, Request

SERIOUS = ("serious", "critical")
WIDE = {"width": 1280, "height": 860}
SETTLED = """() => document.querySelector("h1, .problem") && !document.querySelector('.loading, [aria-busy="true"]')"""
# What a page does after it was painted (it listens to keys) is done by then.
PAINTED = "() => new Promise(done => requestAnimationFrame(() => setTimeout(() => setTimeout(done))))"
AXE = """rule => axe.run(document, {
    preload: false, resultTypes: ["violations"], ...(rule ? {runOnly: {type: "rule", values: [rule]}} : {}),
})"""
CUT = """() => [...document.querySelectorAll("svg.chart")].flatMap(chart => {
    const edge = chart.getBoundingClientRect();
    return [...chart.querySelectorAll("text")].filter(text => {
        const box = text.getBoundingClientRect();
        return box.width && (box.right > edge.right + 1 || box.left < edge.left - 1 || box.bottom > edge.bottom + 1);
    }).map(text => text.textContent);
})"""
# Frames that show a table or a drawing, and whose menu does not give it as a file.
UNKEPT = """() => [...document.querySelectorAll("main table, main svg.chart, main canvas")].filter(shown => {
    const box = shown.getBoundingClientRect(), frame = shown.closest("section.figure");
    return box.width > 60 && box.height > 30 && !frame?.querySelector(".keep")?.textContent.includes("Table as CSV");
}).map(shown => shown.closest("section")?.querySelector("h2")?.textContent ?? shown.outerHTML.slice(0, 80))"""
GONE_TO = "address => { history.pushState(null, '', address); dispatchEvent(new PopStateEvent('popstate')); }"


@dataclass
class Look:
    """The page, requests that left the site, and what the console said of errors and of the security policy.

    Within its block it listens; a window begins wide and light, and with nothing kept of those before.
    """

    page: "Page"
    site: str
    axe: str
    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __enter__(self) -> "Look":
        if not self.page.url.startswith(self.site):
            self.page.goto("about:blank")  # what the page before still asks for is not this site's
        self._listeners = {
            "request": self._asked,
            "console": self._said,
            "pageerror": self._failed,
            "dialog": self._box,
        }
        for event, heard in self._listeners.items():
            self.page.on(event, heard)  # type: ignore[call-overload]
        self.page.set_viewport_size(WIDE)  # type: ignore[arg-type]
        self.page.emulate_media(color_scheme="light")
        return self

    def __exit__(self, *_: object) -> None:
        self.page.unroute_all()
        if self.page.url.startswith(self.site):
            self.page.evaluate("localStorage.clear()")
        for event, heard in self._listeners.items():
            self.page.remove_listener(event, heard)

    def at(self, address: str) -> "Look":
        """Load an address of the site and wait until nothing is under way."""
        self.page.goto(self.site + address, wait_until="domcontentloaded")
        return self.settled()

    def to(self, address: str) -> "Look":
        """Go to an address as a link of the app does, without loading it anew where the app is loaded."""
        if not self.page.url.startswith(self.site):
            return self.at(address)
        self.page.evaluate(GONE_TO, address)
        return self.settled()

    def settled(self) -> "Look":
        self.page.evaluate(PAINTED)
        self.page.wait_for_function(SETTLED)
        self.page.evaluate(PAINTED)
        return self

    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    def text(self) -> str:
        return self.page.locator("main").inner_text()

    def panel(self) -> "Locator":
        self.settled()
        return self.page.locator("aside.panel")

    def changes(self, selector: str, attribute: str, before: str | None) -> bool:
        """Whether the attribute of the first such element becomes another within five seconds."""
        from playwright.sync_api import Error

        asked = [selector, attribute, before]
        other = "([s, a, b]) => { const e = document.querySelector(s); return e && e.getAttribute(a) !== b; }"
        try:
            self.page.wait_for_function(other, arg=asked, timeout=5_000)
        except Error:
            return False
        return True

    def faults(self, rule: str | None = None) -> list[str]:
        """Serious faults that axe-core finds, by all of its rules or one."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(self.axe)
        found: dict[str, Any] = self.page.evaluate(AXE, rule)
        return [
            f"{v['id']}: {v['help']}: {v['nodes'][0]['html'][:120]}: {v['nodes'][0]['failureSummary'][:200]}"
            for v in found["violations"]
            if v["impact"] in SERIOUS
        ]

    def cut_labels(self) -> list[str]:
        """Words in charts that reach beyond the chart's edge."""
        found: list[str] = self.page.evaluate(CUT)
        return found

    def unkept(self) -> list[str]:
        """Tables and drawings that cannot be kept as a table."""
        found: list[str] = self.page.evaluate(UNKEPT)
        return found

    def refused(self) -> bool:
        """Whether the browser noted answers that were errors; they are no complaints any more."""
        noted = [c for c in self.complaints if c.startswith("Failed to load resource")]
        self.complaints[:] = [c for c in self.complaints if c not in noted]
        return noted != []

    def _asked(self, request: "Request") -> None:
        if not request.url.startswith((self.site, "data:", "blob:")):
            self.foreign.append(request.url)

    def _said(self, message: "ConsoleMessage") -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _failed(self, error: "Error") -> None:
        self.complaints.append(str(error))

    def _box(self, dialog: "Dialog") -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()
