"""`briefing watch --preview` as somebody uses it: a process, an editor's saves, a browser; Ctrl-C ends it."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browsing import launched
from tests.projects import TOPIC, tiny

#: Milliseconds: a build on a machine that has much else to do.
LONG = 60_000


@contextmanager
def watching(root: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "briefing", "--root", str(root), "watch", "--preview"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def told(process: subprocess.Popen[str], pattern: str) -> str:
    """What the process tells until a line matches; its first group."""
    assert process.stderr is not None
    for line in process.stderr:
        found = re.search(pattern, line)
        if found:
            return found[1]
    raise AssertionError(f"it ended and never told {pattern}")


@pytest.mark.usefixtures("interruptible")
def test_a_page_follows_each_save_and_keeps_its_place(tmp_path: Path) -> None:
    project = tiny(tmp_path)
    narrative = project.data / TOPIC / "narrative/buyer.md"
    text, pdf = narrative.read_text(), project.out / TOPIC / "buyer.pdf"
    with watching(tmp_path) as process, sync_playwright() as playwright:
        url = told(process, r"preview: (http://\S+)")
        told(process, r"(watching) ")
        browser = launched(playwright)
        page = browser.new_page(viewport={"width": 900, "height": 300})
        page.goto(url)
        shown = page.frame_locator("#page")
        expect(shown.get_by_role("heading", name="How fast it is").first).to_be_attached(timeout=LONG)
        frame = page.frames[1]
        frame.evaluate("scrollTo(0, 200)")

        narrative.write_text(text.replace("How fast it is", "How fast it boils"))
        expect(shown.get_by_role("heading", name="How fast it boils").first).to_be_attached(timeout=LONG)
        page.wait_for_function("document.getElementById('page').contentWindow.scrollY === 200", timeout=LONG)
        good = pdf.read_bytes()

        narrative.write_text(text.replace('n("heron/boil-time/post")', 'n("no/such-fact")'))
        told(process, r"error\[(unknown-fact)\]")
        expect(page.get_by_role("alert")).to_contain_text("error[unknown-fact]", timeout=LONG)
        expect(shown.get_by_role("heading", name="How fast it boils").first).to_be_attached()
        assert pdf.read_bytes() == good

        narrative.write_text(text)
        expect(page.locator("#wrong")).to_be_empty(timeout=LONG)
        expect(shown.get_by_role("heading", name="How fast it is").first).to_be_attached(timeout=LONG)
        browser.close()

        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 0
