"""A real browser for the tests of web pages: the system's Chromium, driven by Playwright."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Page, Playwright

from briefing.building import pipeline
from briefing.review import doctor
from briefing.web.read import read_html

ROOT = Path(__file__).parent.parent
TOPIC = "muse-spark"
#: The levels that a page is held against: WCAG 2.2 AA and what axe holds for good practice.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}


def launched(playwright: Playwright) -> Browser:
    """Chromium as the system has it, else as Playwright does; says how to get it where neither is there."""
    try:
        return playwright.chromium.launch(executable_path=doctor.browser(), args=["--no-sandbox"])
    except Error as error:
        remedy = doctor.how_to_get([doctor.BROWSER])
        raise AssertionError(f"no browser starts: run `{remedy}`, or `playwright install chromium`") from error


@cache
def built(audience: str) -> Path:
    """The web page of one audience of the first topic, built once."""
    project = pipeline.open_project(ROOT)
    (companion,) = pipeline.companions(project, pipeline.sound(project, TOPIC), audience, ("html",))
    path = Path(tempfile.mkdtemp()) / companion.file
    path.write_bytes(companion.content)
    return path


def evidence(path: Path) -> dict[str, Any]:
    """The evidence that a page carries."""
    found: dict[str, Any] = json.loads(read_html(path.read_text()).reading.attachments["evidence.json"].content)
    return found


@dataclass(slots=True)
class Heard:
    """What a page asked for and complained about while it was open."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@contextmanager
def opened(browser: Browser, path: Path, *, width: int = 1440, **context: Any) -> Iterator[tuple[Page, Heard]]:
    """A page in a context of its own; what it asked for and complained about."""
    heard = Heard()
    made = browser.new_context(viewport={"width": width, "height": 900}, **context)
    try:
        page = made.new_page()
        page.set_default_timeout(10_000)
        page.on("request", lambda request: heard.requests.append(request.url))
        page.on("pageerror", lambda error: heard.complaints.append(str(error)))
        page.on("console", lambda message: heard.complaints.append(message.text))
        page.goto(path.as_uri())
        yield page, heard
    finally:
        made.close()


def violations(page: Page) -> list[str]:
    """What axe finds wrong with a page as it is now: the rule, and the elements."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{it['id']}: {node['target']} {node['failureSummary']}" for it in found for node in it["nodes"]]
