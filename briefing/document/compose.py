"""Records, narrative and charts to one page of HTML with everything it prints accounted for.

In: a dataset that holds only what the audience may see, its facts, templates, a way to draw charts and the look. Out: a
`Composition`: HTML in the frame of each medium, style sheets, pictures, and the record of what was printed and what it
rests on. All that is wrong with the audience's narrative, prose and templates is found at once.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape

from markupsafe import Markup

from briefing.base.translation import gettext_noop
from briefing.dataset import freshness, numerals
from briefing.dataset.facts import Dataset, Derivation, Facts
from briefing.dataset.model import Audience
from briefing.diagnostics import Diagnostic, Failure, Place, errors, in_order, unknown
from briefing.document import cover, literals, markdown, marks
from briefing.document.earlier import Earlier, Unlike
from briefing.document.exhibits import Draw, Exhibits
from briefing.document.figures import Figures
from briefing.document.ledger import Ledger
from briefing.document.marks import MARKED, PLAIN, Emission, Medium
from briefing.document.sandbox import Sandbox
from briefing.document.script import Script
from briefing.document.sections import Sections
from briefing.document.since import Since
from briefing.document.tables import OWN_FONT
from briefing.document.views import GapView, HouseView, Page, SectionView, embed, later
from briefing.exhibit import Drawing
from briefing.shelf import Sheet, Shelf
from briefing.style.look import SANS, Look, css_variables
from briefing.wording import writing

#: The style sheets of a page, in order; a project overrides one by its name.
STYLES = ("styles/page.css", "styles/text.css", "styles/exhibits.css", "styles/evidence.css")
MEDIA: tuple[Medium, ...] = ("print", "web", "text")
#: The sections that nobody writes, by their templates, in the order of the contents.
_GENERATED = {
    "disagreements": gettext_noop("Where sources disagree"),
    "gaps": gettext_noop("What the sources do not say"),
    "changes": gettext_noop("What changed since the last edition"),
    "data": gettext_noop("Data behind the charts"),
    "evidence": gettext_noop("Sources and evidence"),
}
_LATER = re.compile(r"<!--later:([a-z]+)-->")
_LANG = re.compile(r'<(?!html\b)[a-z][^<>]*? lang="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Framed:
    """A body in the frame of one medium: its HTML, and all that it prints, in the order of the page."""

    html: str
    emissions: tuple[Emission, ...]


@dataclass(frozen=True, slots=True)
class Composition:
    """One audience's briefing before it is rendered.

    `html` and `emissions` are those of paper, `web` has those of a browser, `text` those of a text without links;
    `derivations` are those worked out on the way; `drawings` the charts by id; `tables`, `statements` and `sources` the
    ids of those that are printed or named. `date` is that of the newest source.
    """

    audience: str
    lang: str
    title: str
    subject: str
    topic: str
    date: str
    html: str
    sheets: tuple[Sheet, ...]
    drawings: Mapping[str, Drawing]
    tables: tuple[str, ...]
    emissions: tuple[Emission, ...]
    web: Framed
    text: Framed
    look: Look
    derivations: Mapping[str, Derivation]
    statements: tuple[str, ...]
    sources: tuple[str, ...]
    findings: tuple[Diagnostic, ...] = ()
    earlier: Earlier | Unlike | None = None

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the passages that are in another than the page, one a passage."""
        return tuple(unescape(lang) for lang in _LANG.findall(self.html))

    @property
    def images(self) -> dict[str, bytes]:
        """The pictures by the name under which the page asks for them: `chart:<name>`; no chart has a `_` in its id."""
        pictures = {f"{key}.svg": drawing.svg.encode() for key, drawing in self.drawings.items()}
        logo = self.look.logo
        return {**pictures, f"_logo.{logo.kind}": logo.content} if logo else pictures


def compose(
    dataset: Dataset,
    facts: Facts,
    audience: str,
    shelf: Shelf,
    draw: Draw,
    look: Look,
    earlier: Earlier | Unlike | None = None,
) -> Composition:
    """The briefing of one audience, as against the edition before; raises Failure with everything found in it."""
    record = dataset.audiences[audience]
    ledger, sandbox = Ledger(), Sandbox(shelf, record.lang)
    figures = Figures(dataset, facts, record.lang, ledger, sandbox)
    since = Since(figures, earlier) if isinstance(earlier, Earlier) else None
    exhibits = Exhibits(figures, draw, room=1.0 if look.sans == SANS else OWN_FONT)
    exhibits = since.marking(exhibits) if since else exhibits
    composer = _Composer(record, figures, exhibits, Sections(figures), shelf, look, since, isinstance(earlier, Unlike))
    sandbox.globals.update(composer.functions())
    with _all_together(sandbox, ledger):
        page, body = composer.body()
        paper, web, text = (composer.framed(medium, page, body) for medium in MEDIA)
    sheets = composer.sheets()
    findings = in_order((*sandbox.findings, *ledger.findings))
    if errors(findings):
        raise Failure(findings)
    return Composition(
        audience=audience,
        lang=record.lang,
        title=ledger.plain(page.title),
        subject=ledger.plain(page.question),
        topic=dataset.topic.title,
        date=freshness.newest(dataset.sources.values()).first.isoformat(),
        html=paper.html,
        sheets=sheets,
        drawings={key: drawing for key, (_, drawing) in composer.exhibits.drawings.items()},
        tables=tuple(composer.exhibits.tables),
        emissions=paper.emissions,
        web=web,
        text=text,
        look=look,
        derivations=ledger.derivations,
        statements=tuple(ledger.statements),
        sources=tuple(ledger.sources),
        findings=findings,
        earlier=earlier,
    )


@contextmanager
def _all_together(sandbox: Sandbox, ledger: Ledger) -> Iterator[None]:
    """What makes it impossible to go on is told with all that was found before."""
    try:
        yield
    except Failure as failure:
        raise Failure(in_order((*sandbox.findings, *ledger.findings, *failure.diagnostics))) from failure


@dataclass(frozen=True, slots=True)
class _Composer:
    """The steps of one composition."""

    audience: Audience
    figures: Figures
    exhibits: Exhibits
    sections: Sections
    shelf: Shelf
    look: Look
    since: Since | None = None
    uncompared: bool = False
    views: dict[str, Mapping[str, object]] = field(default_factory=dict)

    def functions(self) -> dict[str, object]:
        """All that templates may call."""
        return {
            **self.figures.functions(),
            "chart": self.exhibits.chart,
            "table": self.exhibits.table,
            "see": self.exhibits.see,
            "later": later,
            "embed": embed,
            "_": self.figures.gettext,
        }

    def body(self) -> tuple[Page, Markup]:
        """What the templates get, and what they make of it: the body of every medium, with tokens in it."""
        page = self._page()
        return page, Markup(self.figures.sandbox.page(self._template(), {"page": page}))  # noqa: S704  # its own output

    def framed(self, medium: Medium, page: Page, body: Markup) -> Framed:
        """The body in the frame of a medium, with everything printed in its order."""
        framed = self.figures.sandbox.page(f"frames/{medium}.html.j2", {"page": page, "body": body})
        html: list[str] = []
        emissions: list[Emission] = []
        for at, part in enumerate(_LATER.split(framed)):
            text = self._late(part, medium, page, emissions) if at % 2 else part
            self._refuse_strays(text)
            printed, found = marks.expand(text, self.figures.ledger.pieces, medium)
            html.append(printed)
            emissions += found
        whole = "".join(html)
        if medium == "print" and not self.figures.sandbox.findings:  # else what is referred to may have been left out
            self.figures.ledger.findings += self.exhibits.dangling(whole)
        return Framed(whole, tuple(emissions))

    def sheets(self) -> tuple[Sheet, ...]:
        """The style sheets, tokens first."""
        found = {name: self.shelf.sheet(name) for name in STYLES}
        self.figures.ledger.findings += (
            Diagnostic("unknown-template", f"there is no style sheet `{name}`")
            for name, sheet in found.items()
            if sheet is None
        )
        return (Sheet(css_variables(self.look), "look"), *(sheet for sheet in found.values() if sheet))

    # --- the page ---------------------------------------------------------------------------------------------

    def _page(self) -> Page:
        audience, prose = self.audience, self.figures.prose
        dataset = self.figures.dataset
        title, question = self.figures.title(audience), self.figures.title(audience, "question")
        date = writing.date(freshness.newest(dataset.sources.values()), audience.lang)
        answer = markdown.paragraphs_bound(self._blocks(audience.answer, audience.at("answer")))
        key_figures = tuple(cover.key_figures(audience, self.figures))
        lead_chart = self.exhibits.chart(audience.lead_chart)
        introduction, sections = self._narrative()
        contents = tuple(self._contents(sections, bool(dataset.gaps)))
        room = self._room(title, question, answer) - cover.contents_height(len(contents))
        beside = room >= cover.witnesses_height(dataset.sources.values())
        gaps = tuple(GapView(prose(gap, "question"), prose(gap, "known")) for gap in dataset.gaps.values())
        return Page(
            audience=audience.id,
            lang=audience.lang,
            house=self._house(),
            topic=self.figures.ledger.name(dataset.topic.title),
            reader=cover.reader(audience, self.figures),
            edition=self._edition(date),
            plain_title=_bare(title),
            title=title,
            question=question,
            answer=answer,
            key_figures=key_figures,
            lead_chart=lead_chart,
            contents=contents,
            contents_first=room >= 0,
            witnesses=tuple(cover.witnesses(self.figures)) if beside else (),
            introduction=introduction,
            sections=sections,
            gaps=gaps,
        )

    def _edition(self, date: str) -> Markup:
        words = Markup.escape(self.figures.gettext("Edition of {}"))
        return words.format(self.figures.ledger.name(date, "source"))

    def _house(self) -> HouseView | None:
        """Who publishes, where a brand says so."""
        publisher, logo, name = self.look.publisher, self.look.logo, self.figures.ledger.name
        if not (publisher or logo):
            return None
        alt = _bare(name(logo.alt)) if logo else Markup()
        return HouseView(name(publisher), f"chart:_logo.{logo.kind}" if logo else "", alt)

    def _room(self, title: Markup, question: Markup, answer: Markup) -> float:
        """How many points are left on the first page; none where its chart could not be drawn."""
        if self.audience.lead_chart not in self.exhibits.drawings:
            return 0.0
        view, drawing = self.exhibits.drawings[self.audience.lead_chart]
        plain = self.figures.ledger.plain
        under = f"{plain(view.note)} {plain(view.keys)}" if view.keys else ""
        chart = (plain(view.title), drawing.height, under)
        paragraphs = [plain(text) for text in answer.strip().split("</p>") if text]
        left = cover.room(plain(title), plain(question), paragraphs, chart)
        left -= cover.as_of_height(self.audience, self.figures)
        return left - (cover.HOUSE if self.look.publisher or self.look.logo else 0)

    def _narrative(self) -> tuple[Markup, tuple[SectionView, ...]]:
        narrative = self.figures.dataset.narratives[self.audience.id]
        self.figures.ledger.findings += markdown.headings(narrative.text, narrative.file)
        text = self.figures.run(Script(narrative.text, narrative.file, own=True))
        introduction, parts = markdown.sections(text, self.audience.lang)
        views = (SectionView(Markup.escape(part.anchor), Markup(part.title), Markup(part.html)) for part in parts)  # noqa: S704
        return Markup(introduction), tuple(views)  # noqa: S704  # Markdown escapes

    def _blocks(self, prose: str, place: Place) -> Markup:
        text = self.figures.run(Script(prose, place.file, place, own=True))
        return Markup(markdown.blocks(text, self.audience.lang))  # noqa: S704  # Markdown escapes

    def _contents(self, sections: Iterable[SectionView], gaps: bool) -> Iterator[SectionView]:
        for section in sections:
            yield SectionView(section.anchor, Markup(marks.restyled(section.title, MARKED)), Markup())  # noqa: S704
        for key, title in _GENERATED.items():
            if (key != "gaps" or gaps) and (key != "data" or self.exhibits.drawings):
                yield SectionView(Markup("h-{}").format(key), Markup.escape(self.figures.gettext(title)), Markup())

    def _template(self) -> str:
        own, named = f"{self.audience.id}.html.j2", self.audience.template
        if named and not self.shelf.sheet(named):
            place = self.audience.at("template")
            self.figures.ledger.findings.append(unknown("template", named, self.shelf.pages(), place=place))
            named = None
        return named or (own if self.shelf.sheet(own) else "briefing.html.j2")

    # --- what is made once the rest is known ------------------------------------------------------------------

    def _late(self, name: str, medium: Medium, page: Page, emissions: Iterable[Emission]) -> str:
        """A section as a medium has it; what it says is the same in all of them."""
        if name not in self.views:
            self.views[name] = {"page": page, **self._views(name, tuple(emissions))}
        own = f"{medium}/{name}.html.j2"
        template = own if self.shelf.sheet(own) else f"partials/{name}.html.j2"
        return self.figures.sandbox.page(template, self.views[name])

    def _views(self, name: str, emissions: Sequence[Emission]) -> Mapping[str, object]:
        refs = marks.refs(emission for emission in emissions if emission.where != "marked")
        match name:
            case "data":
                return {"charts": self.exhibits.data()}
            case "disagreements":
                return self.sections.disagreements(refs)
            case "changes":
                since = self.since.view(self.exhibits, marks.refs(emissions)) if self.since else None
                return {"since": since, "uncompared": self.uncompared}
            case "evidence":
                then = self.since.entries(self.sections) if self.since else ()
                groups = (*self.sections.entries(refs), *then)
                return {"groups": groups, "readings": self.sections.read(), "sources": self.sections.sources()}
        return {}

    def _refuse_strays(self, text: str) -> None:
        """Digits that reached the page past every function; what was found before says more of where."""
        sandbox, ledger = self.figures.sandbox, self.figures.ledger
        if sandbox.findings or ledger.findings:
            return
        ledger.findings += (
            Diagnostic(
                "literal-number", f"the number `{found.text}` reaches the page in \u201c{marks.bare(piece)}\u201d"
            )
            for piece in literals.text_of(text)
            for found in numerals.literals(piece, self.audience.lang)
        )


def _bare(html: Markup) -> Markup:
    """Inline HTML without its tags, for an attribute or a title."""
    return Markup(marks.tagless(marks.restyled(html, PLAIN)))  # noqa: S704  # tags are gone
