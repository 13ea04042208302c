"""The small project composed and rendered, for the tests of `document/`."""

from collections.abc import Mapping
from pathlib import Path

from briefing.charts.drawing import draw
from briefing.dataset.audience import visible_to
from briefing.dataset.facts import Dataset, Facts
from briefing.dataset.reconcile import reconcile
from briefing.diagnostics import Diagnostic, Failure
from briefing.document.compose import Composition, compose
from briefing.document.figures import Figures
from briefing.document.ledger import Ledger
from briefing.document.marks import Medium, expand
from briefing.document.sandbox import Sandbox
from briefing.document.script import Script
from briefing.pdf.pages import Pages
from briefing.pdf.render import render
from briefing.shelf import Folder, Shelf
from briefing.style.look import House
from tests.projects import loaded

TEMPLATES = Path(__file__).parents[1] / "templates"
SHELF = Shelf((Folder(TEMPLATES, "templates"),))
AUDIENCE = "buyer"


def records(root: Path, files: Mapping[str, str] | None = None) -> tuple[Dataset, Facts]:
    """The small topic as its audience may see it, with `files` of it replaced, and its facts."""
    dataset, findings = loaded(root, files)
    assert not findings, findings
    view = visible_to(dataset, AUDIENCE)
    return view, reconcile(view)


def composed(root: Path, files: Mapping[str, str] | None = None, shelf: Shelf = SHELF) -> Composition:
    """The small topic's briefing, with real charts."""
    dataset, facts = records(root, files)
    look = House().look(dataset.audiences[AUDIENCE].accent)
    lang = dataset.audiences[AUDIENCE].lang
    return compose(dataset, facts, AUDIENCE, shelf, lambda spec, say: draw(spec, dataset, facts, look, lang, say), look)


def refused(root: Path, files: Mapping[str, str], shelf: Shelf = SHELF) -> tuple[Diagnostic, ...]:
    """What stops the composition."""
    try:
        composed(root, files, shelf)
    except Failure as failure:
        return failure.diagnostics
    raise AssertionError("nothing was found")


def rendered(composition: Composition) -> Pages:
    """The composition as an unfinished PDF."""
    return render(composition.html, composition.sheets, composition.images, SHELF.data, composition.look.families)


def figures(dataset: Dataset, lang: str = "en") -> Figures:
    """The functions of a dataset's narratives, in a sandbox that knows them."""
    sandbox = Sandbox(SHELF)
    made = Figures(dataset, reconcile(dataset), lang, Ledger(), sandbox)
    sandbox.globals.update(made.functions())
    return made


def printed(made: Figures, text: str, medium: Medium = "web") -> str:
    """A narrative's text with its expressions printed as HTML, for a browser with marks and all."""
    return expand(made.sandbox.run(Script(text, "narrative.md")), made.ledger.pieces, medium)[0]


def found(made: Figures) -> list[tuple[str, int, int]]:
    """Code, line and column of what was found."""
    findings = (*made.sandbox.findings, *made.ledger.findings)
    return [(it.code, it.place.line, it.place.column) if it.place else (it.code, 0, 0) for it in findings]
