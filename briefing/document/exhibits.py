"""Charts and tables on the page: a spec in, a block with its figures out.

A chart is drawn by whoever was handed in; here it gets its title, its alternative text and its place. A table is made
of facts, statements or events; a missing cell says so, an inferred one is marked and explained.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from briefing.base.translation import gettext_noop
from briefing.dataset import reconcile, select
from briefing.dataset.facts import Fact
from briefing.dataset.model import Cite, Statement
from briefing.dataset.specs import ChartSpec, EventsTable, FactsTable, GridTable, Pick, StatementsTable, TableSpec
from briefing.dataset.values import Term
from briefing.diagnostics import Diagnostic, Failure, Place
from briefing.document.demands import known
from briefing.document.figures import Figures
from briefing.document.marks import ALT, Emission
from briefing.document.tables import LINE, SMALL_LINE, CellView, TableView, widths
from briefing.exhibit import CHANGED, OUTDATED, Cell, DataTable, Drawing
from briefing.wording import wording, writing
from briefing.wording.terms import COLUMNS, STANCES, capital, status

#: Turns a prose field, which stands at a place, into the cells of a drawing.
Say = Callable[[str, Place], tuple[Cell, ...]]
Draw = Callable[[ChartSpec, Say], Drawing]
#: How the ids of what can be referred to begin on the page.
_ANCHORS = {"chart": "c-", "table": "x-", "section": "h-"}
_SEE = {
    "chart": gettext_noop("see the chart"),
    "table": gettext_noop("see the table"),
    "section": gettext_noop("see the section"),
}
#: The heads of tables of statements and of events.
_STATEMENTS = (gettext_noop("Statement"), gettext_noop("Said by"), gettext_noop("Sources"))
_EVENTS = (gettext_noop("When"), gettext_noop("What happened"), gettext_noop("Sources"))
#: Where the templates of blocks stand: for paper, and for a browser.
_FOLDERS = ("partials", "web")
#: The mark of what no source states outright.
INFERRED = "†"
_NOTHING = Markup()


@dataclass(frozen=True, slots=True)
class ChartView:
    """What the template of a chart gets; the measures are in millimetres."""

    id: Markup
    title: Markup
    note: Markup
    alt: Markup
    width: Markup
    height: Markup
    keys: Markup


@dataclass(frozen=True, slots=True)
class Exhibits:
    """One composition's charts and tables; `drawings` are those that were printed, `behind` their data, in order.

    `changed` are the facts to mark as changed since the edition before, `key` says what the mark means; `room` is the
    share of the letters of our own font that a line holds.
    """

    figures: Figures
    draw: Draw
    drawings: dict[str, tuple[ChartView, Drawing]] = field(default_factory=dict)
    behind: dict[str, TableView] = field(default_factory=dict)
    tables: dict[str, None] = field(default_factory=dict)
    references: list[tuple[str, str, Place | None]] = field(default_factory=list)
    changed: frozenset[str] = frozenset()
    key: Markup = _NOTHING
    room: float = 1.0

    def chart(self, key: str) -> Markup:
        """A chart with its title, as a block of its own; each is printed once."""
        return self.figures.attempt(key, lambda place: self._chart(key, place))

    def table(self, key: str) -> Markup:
        """A table, as a block of its own; each is printed once."""
        return self.figures.attempt(key, lambda place: self._table(key, place))

    def see(self, key: str) -> Markup:
        """A reference to a chart, a table or a section: "see the chart, page 4"; the page is known on paper only."""
        return self.figures.attempt(key, lambda place: self._see(key, place))

    def _see(self, key: str, place: Place | None) -> Markup:
        dataset = self.figures.dataset
        kind = "chart" if key in dataset.charts else "table" if key in dataset.tables else "section"
        anchor = f"{_ANCHORS[kind]}{key}"
        self.references.append((anchor, key, place))
        page = Markup(", {}\u00a0").format(self.figures.gettext("page"))
        words = self.figures.gettext(_SEE[kind])
        html = Markup('<a class="see" data-page="{}" href="#{}">{}</a>').format(page, anchor, words)
        return self.figures.ledger.aside(html, place)

    def dangling(self, html: str) -> Iterator[Diagnostic]:
        """A finding for each reference to what `html`, the whole page, does not hold."""
        for anchor, key, place in self.references:
            if f'id="{anchor}"' not in html:
                advice = "name a chart or table that this briefing prints, or a section by its heading: `what-it-cost`"
                message = f"the page has no chart, table or section `{key}`"
                yield Diagnostic("dangling-link", message, place, help=advice)

    # --- charts -----------------------------------------------------------------------------------------------

    def _chart(self, key: str, place: Place | None) -> Markup:
        spec = known("chart", key, self.figures.dataset.charts)
        _once("chart", key, self.drawings)
        ledger = self.figures.ledger
        drawing = self.draw(spec, self.figures.say)
        for derivation in drawing.derivations:
            ledger.derived(derivation)
        view = ChartView(
            id=Markup.escape(key),
            title=self.figures.title(spec),
            note=self.figures.prose(spec, "note"),
            alt=Markup().join(ledger.cell(cell, ALT, place) for cell in drawing.alt),
            width=Markup("{}").format(f"{drawing.width:g}"),
            height=Markup("{}").format(f"{drawing.height:g}"),
            keys=self._keys(cell.ref for cell in drawing.labels),
        )
        self.drawings[key] = view, drawing
        self.behind[key] = self._data(view, drawing.table)
        labels = tuple(_label(cell, place) for cell in drawing.labels)
        return self._block("chart", {"chart": view, "table": self.behind[key]}, labels, place)

    def _data(self, view: ChartView, content: DataTable) -> TableView:
        """The data behind a chart, without columns in which nothing stands."""
        ledger = self.figures.ledger
        filled = [at for at in range(len(content.head)) if at == 0 or any(row[at].text for row in content.rows)]
        head = tuple(CellView(ledger.name(capital(content.head[at]))) for at in filled)
        told = self.figures.gettext("Status") in content.head
        tongues = self._tongues()
        rows = tuple(tuple(self._cell(row[at], tongues, told=told) for at in filled) for row in content.rows)
        return TableView(
            id=view.id,
            kind="data",
            title=view.title,
            note=Markup(),
            head=head,
            rows=rows,
            inferred=self._inferred(rows),
            keys=self._keys_to(content),
            widths=widths(head, rows, self.figures.ledger.spelled, int(SMALL_LINE * self.room)),
        )

    def data(self) -> tuple[TableView, ...]:
        """The data behind each chart that was printed."""
        return tuple(self.behind.values())

    def _block(
        self, name: str, views: Mapping[str, object], emissions: tuple[Emission, ...], place: Place | None
    ) -> Markup:
        """A partial of that name as a block, on paper and in a browser."""
        on_paper, in_browser = (self.figures.sandbox.page(f"{folder}/{name}.html.j2", views) for folder in _FOLDERS)
        return self.figures.ledger.block(on_paper, in_browser, emissions, place)

    def _tongues(self) -> Mapping[str, str | None]:
        """The language of each subject's names; of equal names the first counts."""
        subjects = reversed(tuple(self.figures.dataset.subjects.values()))
        return {name: it.lang for it in subjects for name in (it.name, it.short) if name}

    def _cell(self, cell: Cell, tongues: Mapping[str, str | None], *, told: bool) -> CellView:
        """A cell of such data, marked where it is inferred unless a column tells; a subject's name in its own language."""
        html = self.figures.ledger.cell(cell, lang=tongues.get(cell.text))
        fact = self.figures.facts.get(cell.ref or "")
        guessed = _mark(INFERRED) if fact and fact.inferred and not told else _NOTHING
        return CellView(html + guessed + self._mark_of(cell.ref) + _mark(OUTDATED if fact and fact.dated else ""))

    def _mark_of(self, ref: str | None) -> Markup:
        """The mark of a fact that changed since the edition before."""
        return _mark(CHANGED if ref in self.changed else "")

    def _keys_to(self, content: DataTable) -> Markup:
        return self._keys(cell.ref for row in content.rows for cell in row)

    def _keys(self, refs: Iterable[str | None]) -> Markup:
        """What the marks of these figures mean; empty where they have none."""
        printed = {ref for ref in refs if ref}
        keys = [self.key] if printed & self.changed else []
        dates = {fact.dated for ref in printed if (fact := self.figures.facts.get(ref)) and fact.dated}
        if dates:
            texts = (writing.date(date, self.figures.lang) for date in sorted(dates, key=lambda date: date.last))
            told = Markup(", ").join(self.figures.ledger.name(text, "source") for text in texts)
            words = Markup.escape(self.figures.gettext("out of date, as of {}")).format(told)
            keys.append(Markup("{} {}").format(OUTDATED, words))
        return Markup("{}.").format(Markup("; ").join(keys)) if keys else _NOTHING

    # --- tables -----------------------------------------------------------------------------------------------

    def _table(self, key: str, place: Place | None) -> Markup:
        spec = known("table", key, self.figures.dataset.tables)
        _once("table", key, self.tables)
        self.tables[key] = None
        head, rows = self._content(spec)
        view = TableView(
            id=Markup.escape(key),
            kind=spec.kind,
            title=self.figures.title(spec),
            note=self.figures.prose(spec, "note"),
            head=head,
            rows=rows,
            inferred=self._inferred(rows),
            keys=Markup("{}.").format(self.key) if self._marked(rows) else _NOTHING,
            widths=widths(head, rows, self.figures.ledger.spelled, int(LINE * self.room)),
        )
        return self._block("table", {"table": view}, (), place)

    def _inferred(self, rows: Iterable[Iterable[CellView]]) -> str:
        """What the mark of inferred figures means, where some have it."""
        marked = any(INFERRED in cell.html for row in rows for cell in row)
        words = self.figures.gettext("inferred: no source states it outright")
        return f"{INFERRED} {words}." if marked else ""

    def _marked(self, rows: Iterable[Iterable[CellView]]) -> bool:
        return any(CHANGED in cell.html for row in rows for cell in row)

    def _content(self, spec: TableSpec) -> tuple[tuple[CellView, ...], tuple[tuple[CellView, ...], ...]]:
        match spec:
            case FactsTable():
                return self._facts_head(spec), tuple(self._facts_rows(spec))
            case GridTable():
                return self._grid_head(spec), tuple(self._grid_row(spec, row) for row in spec.rows)
            case StatementsTable():
                return self._heads(*_STATEMENTS), tuple(self._statement_rows(spec))
            case EventsTable():
                return self._heads(*_EVENTS), tuple(self._event_rows(spec))

    def _heads(self, *messages: str) -> tuple[CellView, ...]:
        return tuple(CellView(Markup.escape(self.figures.gettext(message))) for message in messages)

    def _facts_head(self, spec: FactsTable) -> tuple[CellView, ...]:
        look, heads = self._value_look(spec), self._heads(*(COLUMNS[column] for column in spec.columns))
        both = zip(spec.columns, heads, strict=True)
        return tuple(CellView(head.html, look if column == "value" else "") for column, head in both)

    def _value_look(self, spec: FactsTable) -> str:
        """Numbers are set to the right; a column that also holds words is set to the left."""
        facts = (self.figures.facts[ref] for ref in spec.facts if ref in self.figures.facts)
        return "" if any(isinstance(value, Term) for fact in facts for value in fact.values) else "num"

    def _facts_rows(self, spec: FactsTable) -> Iterator[tuple[CellView, ...]]:
        look = self._value_look(spec)
        for ref in spec.facts:
            fact = select.fact(self.figures.facts, ref)
            makers: Mapping[str, Callable[[Fact], CellView]] = {
                "figure": lambda fact: CellView(self.figures.labelled(fact)),
                "value": lambda fact: CellView(self.value(fact).html, f"{look} value".strip()),
                "condition": lambda fact: CellView(self.figures.condition(fact.id)),
                "said-by": lambda fact: CellView(self._speakers(fact)),
                "sources": lambda fact: CellView(self._sources(reconcile.sources(fact))),
                "status": lambda fact: CellView(Markup.escape(self.status(fact)), "status"),
            }
            yield tuple(makers[column](fact) for column in spec.columns)

    def value(self, fact: Fact, *, unit: bool = True) -> CellView:
        """The cell of a fact, marked where it is inferred or changed since the edition before."""
        mark = Markup('<span class="mark">{}</span>').format(INFERRED) if fact.inferred else _NOTHING
        return CellView(self.figures.n(fact.id, unit=unit) + mark + self._mark_of(fact.id), "num")

    def status(self, fact: Fact) -> str:
        """What the claims on a fact amount to, in words."""
        return self.figures.gettext(status(fact))

    def _speakers(self, fact: Fact) -> Markup:
        """Who is said to say so, and the sources that say so themselves; one that is both, and called so, once."""
        subjects, sources = self.figures.dataset.subjects, self.figures.dataset.sources
        themselves = dict.fromkeys(claim.source for claim in fact.claims if not claim.attribution)
        labels = {sources[source].label for source in themselves}
        speakers = dict.fromkeys(claim.attribution for claim in fact.claims if claim.attribution)
        named = [self.figures.short(it) for it in speakers if not {subjects[it].short, subjects[it].name} & labels]
        return Markup(", ").join((*named, *map(self.figures.source, themselves)))

    def _sources(self, ids: Iterable[str]) -> Markup:
        return Markup(", ").join(self.figures.source(source) for source in dict.fromkeys(ids))

    def _grid_head(self, spec: GridTable) -> tuple[CellView, ...]:
        return (
            *self._heads(gettext_noop("Measure")),
            *(CellView(self.figures.short(it), "num") for it in spec.subjects),
        )

    def _grid_row(self, spec: GridTable, pick: Pick) -> tuple[CellView, ...]:
        found = select.facts_for(self.figures.facts, pick.measure, pick.qualifiers, spec.subjects)
        absent = CellView(Markup.escape(self.figures.gettext("not given")), "absent")
        cells = (self._grid_cell(found[subject]) if subject in found else absent for subject in spec.subjects)
        return (CellView(self._row_name(pick)), *cells)

    def _grid_cell(self, fact: Fact) -> CellView:
        """A fact in a row whose name says the unit; a side that has another brings its own."""
        usual = self.figures.dataset.measures[fact.measure].unit
        return self.value(fact, unit=any(unit != usual for _, unit in fact.sides))

    def _row_name(self, pick: Pick) -> Markup:
        """What a row holds, in which unit, and under which conditions where it has no label of its own."""
        data, measure = self.figures.dataset, self.figures.dataset.measures[pick.measure]
        name = self.figures.prose(pick, "label") if pick.label else self.figures.measure(pick.measure)
        unit = wording.unit_beside(measure, pick.label or measure.name, data)
        condition = "" if pick.label else wording.conditions(pick.qualifiers.items(), data)
        return Markup(", ").join((name, *(self.figures.ledger.name(text) for text in (unit, condition) if text)))

    def _statement_rows(self, spec: StatementsTable) -> Iterator[tuple[CellView, ...]]:
        nobody = Markup.escape(self.figures.gettext("nobody named"))
        for key in spec.statements:
            record = known("statement", key, self.figures.dataset.statements)
            self.figures.ledger.statements[key] = None
            speaker = self.figures.short(record.by) if record.by else nobody
            cites = Markup(", ").join(self._cited(record, cite) for cite in _strongest(record))
            yield CellView(self.figures.prose(record, "says")), CellView(speaker), CellView(cites)

    def _cited(self, record: Statement, cite: Cite) -> Markup:
        """A source of a statement, linked to the statement's entry, and whether it says less or otherwise."""
        label = self.figures.dataset.sources[cite.source].label
        link = self.figures.ledger.name(label, href=f"st-{record.id}")
        if cite.stance == "said":
            return link
        return Markup("{} ({})").format(link, self.figures.gettext(STANCES[cite.stance]).replace(" ", "\u00a0"))

    def _event_rows(self, spec: EventsTable) -> Iterator[tuple[CellView, ...]]:
        for key in spec.events:
            record = known("event", key, self.figures.dataset.events)
            fact = select.fact(self.figures.facts, f"{key}/{record.measure}")
            title, sources = self.figures.prose(record, "title"), self._sources(reconcile.sources(fact))
            yield CellView(self.value(fact).html), CellView(title), CellView(sources)


def _mark(mark: str) -> Markup:
    return Markup('<span class="mark">\u00a0{}</span>').format(mark) if mark else _NOTHING


def _strongest(record: Statement) -> tuple[Cite, ...]:
    """One cite a source, where it says the most."""
    best: dict[str, Cite] = {}
    for cite in sorted(record.cites, key=lambda cite: ("said", "weaker", "contradicted").index(cite.stance)):
        best.setdefault(cite.source, cite)
    return tuple(best[source] for source in dict.fromkeys(cite.source for cite in record.cites))


def _label(cell: Cell, place: Place | None) -> Emission:
    return Emission(cell.text, cell.ref, None if cell.ref else "name", place, "chart")


def _once(kind: str, key: str, printed: Mapping[str, object]) -> None:
    if key in printed:
        advice = "refer to it in words where it is wanted again"
        raise Failure([Diagnostic("printed-twice", f"the {kind} `{key}` is printed already", help=advice)])
