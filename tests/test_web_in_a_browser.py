"""The web page in a real browser: what it shows, with mouse, keyboard and neither script nor network, for everyone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from briefing.web.screen import DARK
from tests.browsing import built, evidence, launched, opened, violations


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = launched(playwright)
        yield started
        started.close()


def figure(page: Page, nth: int = 0) -> str:
    """The entry that the nth key figure leads to, as an anchor."""
    return (page.locator(".figures .value a.n").nth(nth).get_attribute("href") or "").removeprefix("#")


# --- for everyone ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_as_it_opens(browser: Browser, scheme: str) -> None:
    with opened(browser, built("safety"), color_scheme=scheme) as (page, _):
        assert violations(page) == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 1440), ("dark", 390)])
def test_axe_finds_nothing_with_everything_open(browser: Browser, scheme: str, width: int) -> None:
    with opened(browser, built("safety"), color_scheme=scheme, width=width) as (page, _):
        page.eval_on_selector_all("details", "(folds) => folds.forEach((fold) => { fold.open = true })")
        page.select_option("#by-source", index=2)
        page.locator(".figures .value a.n").first.click()
        expect(page.locator(".panel .entry")).to_be_visible()
        assert violations(page) == []


def test_axe_finds_nothing_on_a_longer_page_without_script(browser: Browser) -> None:
    with opened(browser, built("investor"), width=390) as (page, _):
        assert violations(page) == []


def test_dark_pages_are_dark_and_paper_is_light(browser: Browser) -> None:
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    dark = f"rgb({', '.join(str(int(DARK.paper[at : at + 2], 16)) for at in (1, 3, 5))})"
    with opened(browser, built("safety"), color_scheme="dark") as (page, _):
        assert page.evaluate(ground) == dark
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate(ground) == "rgb(255, 255, 255)"


def test_paper_gets_text_tables_and_evidence_alone(browser: Browser) -> None:
    with opened(browser, built("safety")) as (page, _):
        page.locator(".figures .value a.n").first.click()
        page.emulate_media(media="print")
        for part in (".side", ".panel", ".skip", ".annex"):
            assert not page.locator(part).is_visible()
        assert all(table.is_visible() for table in page.locator("details.behind table").all())
        assert page.locator(".evidence .entry").first.is_visible()
        assert page.pdf().startswith(b"%PDF-")


@pytest.mark.parametrize("width", [320, 390, 800, 1100, 1440, 1920])
def test_nothing_runs_off_the_side(browser: Browser, width: int) -> None:
    with opened(browser, built("developer"), width=width) as (page, _):
        page.locator(".figures .value a.n").first.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_scrolls_sideways_can_be_reached_with_the_keyboard(browser: Browser) -> None:
    with opened(browser, built("developer"), width=390) as (page, _):
        wide = "[...document.querySelectorAll('.wide, .table')].filter((box) => box.scrollWidth > box.clientWidth)"
        assert page.evaluate(f"{wide}.length") > 0
        assert page.evaluate(f"{wide}.every((box) => box.tabIndex === 0)")
    with opened(browser, built("developer")) as (page, _):
        expect(page.locator(".wide[tabindex], .more")).to_have_count(0)


def test_motion_is_left_out_where_it_is_not_wanted(browser: Browser) -> None:
    behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
    with opened(browser, built("safety"), reduced_motion="reduce") as (page, _):
        assert page.evaluate(behaviour) == "auto"


# --- what a figure rests on -----------------------------------------------------------------------------------


def test_a_figure_shows_its_entry_beside_the_text(browser: Browser) -> None:
    with opened(browser, built("safety")) as (page, _):
        anchor = figure(page)
        entry = page.locator(f"[id='{anchor}']")
        page.locator(".figures .value a.n").first.click()
        shown = page.locator(".panel .entry")
        assert shown.inner_text().split() == entry.inner_text().split()
        assert len(entry.locator("li").all()) > 1
        assert page.url == built("safety").as_uri()  # the reader stays where they are
        assert page.locator(f"[id='{anchor}']").count() == 1


def test_what_a_figure_is_worked_out_from_can_be_followed_and_left_again(browser: Browser) -> None:
    told = evidence(built("investor"))
    ratio = next(it["anchor"] for ref, it in told["derivations"].items() if ref.startswith("ratio("))
    with opened(browser, built("investor")) as (page, _):
        page.locator(f"main a[href='#{ratio}']").first.click()
        before = page.locator(".panel .entry").inner_text()
        expect(page.locator(".panel .back")).to_be_hidden()
        page.locator(".panel .basis a.n").first.click()
        assert page.locator(".panel .entry").inner_text() != before
        page.locator(".panel .back").click()
        assert page.locator(".panel .entry").inner_text() == before


def test_a_figure_in_a_chart_shows_its_entry_too(browser: Browser) -> None:
    with opened(browser, built("safety")) as (page, _):
        label = page.locator(".chart svg [data-ref] text").first
        label.click()
        assert (label.text_content() or "-") in page.locator(".panel .value").inner_text()


def test_each_competing_value_is_shown(browser: Browser) -> None:
    told = evidence(built("investor"))
    disputed = next(fact for fact in told["facts"].values() if fact["status"] == "disputed")
    with opened(browser, built("investor")) as (page, _):
        page.locator(f"main a.n[href='#{disputed['anchor']}']").first.click()
        labels = {told["sources"][told["claims"][key]["source"]]["label"] for key in disputed["claims"]}
        shown = page.locator(".panel .entry").inner_text()
        assert [label for label in labels if label not in shown] == []


# --- with the keyboard ----------------------------------------------------------------------------------------


def focused(page: Page) -> str:
    """The element that has the focus: its tag, id and class."""
    return str(page.evaluate("(({tagName, id, className}) => `${tagName} ${id} ${className}`)(document.activeElement)"))


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until an element that `selector` fits has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab does not lead to {selector}")


def test_the_whole_way_with_the_keyboard(browser: Browser) -> None:
    with opened(browser, built("safety")) as (page, _):
        page.keyboard.press("Tab")
        assert focused(page).startswith("A  skip")
        page.keyboard.press("Enter")
        tab_to(page, ".figures .value a.n")
        anchor = page.evaluate("document.activeElement.hash.slice(1)")
        assert page.locator(".panel .entry").is_visible()  # it shows, and the focus stays in the text
        assert anchor == figure(page)
        page.keyboard.press("Enter")
        assert focused(page).startswith("H2 panel-title")
        tab_to(page, ".panel .basis a")
        page.keyboard.press("Enter")
        tab_to(page, ".panel .copy")
        page.keyboard.press("Escape")
        assert not page.locator(".panel .entry").count()
        assert page.evaluate("document.activeElement.hash.slice(1)") == anchor
        page.keyboard.press("Tab")
        assert not page.locator(".panel .entry").count()  # whoever put it away is left in peace
        page.keyboard.press("Enter")
        assert page.locator(".panel .entry").count() == 1


def test_the_sheet_at_the_foot_does_not_hide_what_has_the_focus(browser: Browser) -> None:
    with opened(browser, built("safety"), width=390, reduced_motion="reduce") as (page, _):
        page.locator("main a.n").first.focus()
        for _ in range(12):
            page.keyboard.press("Tab")
            link, panel = "document.activeElement.getBoundingClientRect()", ".panel"
            if page.locator(panel).is_visible() and page.evaluate("!!document.activeElement.closest('main')"):
                top = page.evaluate(f"document.querySelector('{panel}').getBoundingClientRect().top")
                assert page.evaluate(f"{link}.bottom") <= top


# --- figures by source, citation ------------------------------------------------------------------------------


def test_figures_of_one_source_are_told_apart_and_counted(browser: Browser) -> None:
    told = evidence(built("safety"))
    with opened(browser, built("safety")) as (page, _):
        label = told["sources"]["nowadais"]["label"]
        page.select_option("#by-source", label=label)
        marked = page.eval_on_selector_all("main a.n.rests", "(links) => links.map((link) => link.dataset.ref)")
        resting = {
            ref
            for ref, fact in told["facts"].items()
            if any(told["claims"][key]["source"] == "nowadais" for key in (*fact["claims"], *fact["set_aside"]))
        }
        assert {ref for ref in marked if ref in told["facts"]} <= resting
        unmarked = page.eval_on_selector_all("main a.n:not(.rests)", "(links) => links.map((link) => link.dataset.ref)")
        assert resting.isdisjoint(unmarked)
        total = len(marked) + len(unmarked)
        expect(page.locator(".filter output")).to_have_text(f"Figures that rest on it: {len(marked)} / {total}")
        for row in page.locator("main table tr.other").all():
            assert row.locator("a.n.rests").count() == 0
        page.select_option("#by-source", index=0)
        assert page.locator(".rests, .other").count() == 0
        expect(page.locator(".filter output")).to_have_text("")


def test_a_citation_says_figure_condition_edition_and_sources(browser: Browser) -> None:
    told = evidence(built("safety"))
    with opened(browser, built("safety")) as (page, _):
        page.locator(".figures .value a.n").nth(2).click()
        fact = told["facts"][page.locator(".figures .value a.n").nth(2).get_attribute("data-ref") or ""]
        text = page.locator(".citation").inner_text()
        entry = page.locator(f"[id='{fact['anchor']}']")
        assert all(entry.locator(f".{part}").inner_text() in text for part in ("name", "condition", "value"))
        assert page.locator(".kicker .edition").inner_text().replace("\xa0", " ") in text
        sources = {told["claims"][key]["source"] for key in fact["claims"]}
        assert all(told["sources"][key]["title"] in text for key in sources)


def test_a_citation_is_copied(browser: Browser) -> None:
    with opened(browser, built("safety"), permissions=["clipboard-read", "clipboard-write"]) as (page, _):
        page.locator(".figures .value a.n").first.click()
        page.locator(".copy").click()
        expect(page.locator(".copied")).to_have_text("Copied.")
        assert page.evaluate("navigator.clipboard.readText()") == page.locator(".citation").text_content()


def test_where_nothing_may_be_copied_the_text_is_selected(browser: Browser) -> None:
    with opened(browser, built("safety")) as (page, _):
        page.evaluate("document.execCommand = () => false; navigator.clipboard.writeText = () => Promise.reject(); 0")
        page.locator(".figures .value a.n").first.click()
        page.locator(".copy").click()
        expect(page.locator(".copied")).to_have_text("The text is selected: copy it with the keyboard.")
        assert page.evaluate("getSelection().toString().trim()") == page.locator(".citation").inner_text().strip()


# --- by itself ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", ["developer", "investor", "safety"])
def test_nothing_is_asked_for_and_nothing_complained_about(browser: Browser, audience: str) -> None:
    with opened(browser, built(audience), offline=True) as (page, heard):
        page.locator(".figures .value a.n").first.click()
        page.evaluate("document.fonts.ready")
        page.mouse.wheel(0, 20_000)
        page.wait_for_load_state("networkidle")
        assert [url for url in heard.requests if not url.startswith("data:")] == [built(audience).as_uri()]
        assert heard.complaints == []
        faces = "[...document.fonts].filter((face) => face.status === 'loaded').map((face) => face.family)"
        assert {name.strip('"') for name in page.evaluate(faces)} == {"Source Sans Pro", "Source Serif Pro"}


def test_the_policy_refuses_what_somebody_puts_in_later(browser: Browser) -> None:
    with opened(browser, built("safety")) as (page, heard):
        page.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://example.org/a.png'}))")
        page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.b = 1'}))")
        page.wait_for_timeout(200)
        assert page.evaluate("window.b") is None
        assert sum("Content Security Policy" in complaint for complaint in heard.complaints) == 2


def test_without_script_every_figure_is_a_link_to_its_entry(browser: Browser) -> None:
    with opened(browser, built("safety"), java_script_enabled=False) as (page, _):
        for part in (".panel", ".filter"):
            assert not page.locator(part).is_visible()
        anchor = figure(page)
        page.locator(".figures .value a.n").first.click()
        assert page.url.endswith(f"#{anchor}")
        expect(page.locator(".entry:target")).to_be_in_viewport()
        page.locator("details.behind > summary").first.click()
        assert page.locator("details.behind table").first.is_visible()


def test_a_link_to_the_data_of_a_chart_unfolds_them(browser: Browser) -> None:
    with opened(browser, built("safety")) as (page, _):
        page.locator(".annex a").last.click()
        expect(page.locator("details.behind table").last).to_be_in_viewport()
