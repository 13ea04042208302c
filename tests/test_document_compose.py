import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from jinja2 import StrictUndefined

from briefing.diagnostics import Place
from briefing.document.cover import contents_height, room, size_of
from briefing.document.sandbox import Sandbox
from briefing.exhibit import Cell
from briefing.shelf import Folder, Shelf
from tests.composing import SHELF, TEMPLATES, composed, figures, records, refused
from tests.projects import TINY, TOPIC


def narrative(text: str) -> dict[str, str]:
    return {"narrative/buyer.md": text}


def own(folder: Path, **pages: str) -> Shelf:
    """The packaged templates under a project's own."""
    folder.mkdir()
    for name, text in pages.items():
        (folder / f"{name}.html.j2").write_text(text)
    return Shelf((Folder(folder, "own"), *SHELF.folders))


def key_figure(root: Path, label: str) -> str:
    """The first key figure with these words below it, as it is read."""
    audience = f"""name: Buyer
title: A kettle
question: Which?
answer: This one.
lead_chart: boil-time
key_figures:
  - {{fact: heron/boil-time/post, label: {label}}}
"""
    html = composed(root, {"audiences/buyer.yaml": audience}).html
    return re.sub(r"<[^>]+>", "", html[html.index('class="value') :].partition(">")[2].partition(label)[0])


def test_a_key_figure_has_its_unit_where_the_words_below_it_do_not_name_it(tmp_path: Path) -> None:
    assert key_figure(tmp_path / "a", "to boil") == "152\u00a0seconds "
    assert key_figure(tmp_path / "b", "seconds to boil") == "152 "


def test_a_key_figure_tells_how_many_of_its_sources_repeat_no_other(tmp_path: Path) -> None:
    more = """  - {{id: {0}, label: {0}, title: The same, published: 2025-05-03, kind: blog, archive: {0}.txt, sha256: {1}, lines: 5{2}}}
"""
    known = (TINY / "data" / TOPIC / "sources.yaml").read_text()
    repeats = more.format("echo", "e" * 64, ", derived_from: [post], derived_reason: The same words.")
    claim = (
        "source: {}\nclaims:\n  - {{lines: 3, subject: heron, measure: boil-time, with: {{by: post}}, value: 152}}\n"
    )
    given = {
        "sources.yaml": known + repeats + more.format("third", "f" * 64, ""),
        "claims/echo.yaml": claim.format("echo"),
        "claims/third.yaml": claim.format("third"),
    }
    html = composed(tmp_path, given).html
    backing = re.sub(r"<[^>]+>", "", html[html.index('class="backing"') :].partition("</li>")[0])
    assert backing.endswith("three sources, two of them independent")


def test_a_page_has_its_parts_in_order(tmp_path: Path) -> None:
    html = composed(tmp_path).html
    parts = [
        "<h1>Is the Heron the kettle\u00a0to\u00a0buy?</h1>",
        "Does it boil fast\u00a0enough?",
        'class="value short"',
        'src="chart:boil-time.svg"',
        '<nav class="contents">',
        '<h2 id="h-how-fast-it-is"',
        'src="chart:sale.svg"',
        "<caption>Figures</caption>",
        'id="h-disagreements"',
        'id="h-gaps"',
        'id="h-changes"',
        'id="h-data"',
        'id="h-evidence"',
    ]
    positions = [html.find(part) for part in parts]
    assert -1 not in positions, parts[positions.index(-1)]
    assert positions == sorted(positions)


def test_each_linked_figure_and_source_leads_to_an_entry(tmp_path: Path) -> None:
    import re

    html = composed(tmp_path).html
    targets = set(re.findall(r'href="#([^"]+)"', html))
    ids = re.findall(r' id="([^"]+)"', html)
    assert targets <= set(ids)
    assert len(ids) == len(set(ids))


def test_what_is_printed_is_recorded_with_the_line_that_printed_it(tmp_path: Path) -> None:
    composition = composed(tmp_path)
    first = next(it for it in composition.emissions if it.place and it.place.file.endswith("buyer.md") and it.ref)
    assert (first.text, first.ref, first.place and first.place.line) == ("ahead of", DIFFERENCE, 3)
    assert DIFFERENCE in composition.derivations
    chart = [it for it in composition.emissions if it.where == "chart" and it.ref == "heron/boil-time/post"]
    assert chart


DIFFERENCE = "difference(heron/boil-time/post,egret/boil-time/post)"


def test_metadata_come_from_the_data(tmp_path: Path) -> None:
    composition = composed(tmp_path)
    assert composition.title == "Is the Heron the kettle to buy?"
    assert composition.subject == "Does it boil fast enough?"
    assert composition.date == "2025-05-02"


def test_disagreements_name_each_side_with_its_sources(tmp_path: Path) -> None:
    html = composed(tmp_path).html
    section = html[html.index('id="h-disagreements"') : html.index('id="h-gaps"')]
    assert "3\u00a0March 2025</a> according to" in section
    assert "April 2025</a> according to" in section


EVENTS = """events:
  - id: heron-on-sale
    title: The Heron goes on sale
    subjects: heron
    dates:
      - {source: maker, lines: 4, value: 2025-02, written: February 2025}
      - {source: maker, lines: 5, value: 2025, written: this year}
      - {source: post, lines: 4, value: 2025-04, written: April 2025}
      - {source: post, lines: 5, value: 2025, written: '2025'}
"""


def test_what_may_mean_either_side_of_a_disagreement_is_told_as_it_is_said(tmp_path: Path) -> None:
    html = composed(tmp_path, {"events.yaml": EVENTS}).html
    section = html[html.index('id="h-disagreements"') : html.index('id="h-gaps"')]
    told = " ".join(re.sub(r"<[^>]*>", "", section).split())
    sides = ("February\xa02025 according to Wader Works", "April\xa02025 according to The Kitchen Post")
    assert "; ".join((*sides, "2025 according to Wader Works, The Kitchen Post.")).replace("\xa0", " ") in told


def test_a_side_that_a_source_does_not_state_is_marked(tmp_path: Path) -> None:
    inferred = "value: 2025-02, written: February 2025, reading: inferred, because: it opens in that month}"
    events = EVENTS.replace("value: 2025-02, written: February 2025}", inferred)
    html = composed(tmp_path, {"events.yaml": events}).html
    section = html[html.index('id="h-disagreements"') : html.index('id="h-gaps"')]
    told = " ".join(re.sub(r"<[^>]*>", "", section).split())
    assert "February 2025 according to Wader Works (inferred); April 2025 according to The Kitchen Post;" in told


def test_a_date_that_the_text_does_not_give_is_marked(tmp_path: Path) -> None:
    sources = (TINY / "data" / TOPIC / "sources.yaml").read_text()
    html = composed(tmp_path, {"sources.yaml": sources + "    published_inferred: it speaks of May\n"}).html
    assert re.search(r"<td>2\sMay\s2025 \(inferred\)</td>", html)
    assert re.search(r"<td>20\sFebruary\s2025</td>", html)
    assert "Date inferred: it speaks of May." in html


def test_the_entry_of_a_statement_has_one_stop(tmp_path: Path) -> None:
    html = composed(tmp_path, {"narrative/buyer.md": '## Noise\n\n{{ statement("quiet") }}\n'}).html
    entry = html[html.index('id="st-quiet"') :].split("</p>", 1)[0]
    assert "made less noise</b>. " in entry


def test_an_entry_gives_value_status_and_each_claim_with_its_lines(tmp_path: Path) -> None:
    html = composed(tmp_path).html
    entry = html[html.index('id="e-heron.price"') :].split("</p>", 1)[0]
    assert "$49" in entry
    assert "(agreed)" in entry
    assert re.search(r"</a> line 3\b", entry)
    assert "(Wader Works)" in entry
    assert "nearly $50" in entry


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("## A\n\nIt costs 49 dollars.\n", "literal-number", 3),
        ("## A\n\nIt is twice as fast.\n", "literal-number", 3),
        ("# A\n", "heading-level", 1),
        ("## A\n\n\n{{ chart('no') }}\n", "unknown-chart", 4),
        ("## A\n\n{{ table('no') }}\n", "unknown-table", 3),
        ("## A\n\n{{ chart('sale') }}\n\n{{ chart('sale') }}\n", "printed-twice", 5),
        ("## A\n\n{{ chart('boil-time') }}\n", "printed-twice", 3),
        ("## A\n\na\ue000b\n", "reserved-character", 3),
    ],
)
def test_what_is_wrong_with_a_narrative_is_found_on_its_line(tmp_path: Path, text: str, code: str, line: int) -> None:
    (finding,) = refused(tmp_path, narrative(text))
    assert finding.code == code
    assert finding.place is not None
    assert (finding.place.file, finding.place.line) == ("data/kettles/narrative/buyer.md", line)


def test_everything_is_found_at_once(tmp_path: Path) -> None:
    found = refused(tmp_path, narrative("## A 3\n\n{{ n('no') }}\n{{ chart('no') }}\n"))
    assert [it.code for it in found] == ["literal-number", "unknown-fact", "unknown-chart"]


def test_a_number_in_a_charts_title_is_found_where_the_title_begins(tmp_path: Path) -> None:
    text = "charts:\n  - {id: sale, kind: timeline, title: In two shops, events: heron-on-sale}\n"
    text += "  - id: boil-time\n    kind: ranked\n    title: Fast\n    pick: {measure: boil-time, with: {by: post}}\n"
    (finding,) = refused(tmp_path, {"charts.yaml": text})
    assert finding.code == "literal-number"
    assert finding.place is not None
    assert (finding.place.line, finding.place.column) == (2, 39)


def test_a_number_in_a_template_is_found_on_its_line(tmp_path: Path) -> None:
    shelf = own(
        tmp_path / "own", buyer="{% extends 'briefing.html.j2' %}\n{% block changes %}<p>Of 3</p>{% endblock %}"
    )
    (finding,) = refused(tmp_path / "project", {}, shelf)
    assert finding.code == "literal-number"
    assert finding.place is not None
    assert (finding.place.file, finding.place.line) == ("own/buyer.html.j2", 2)


def test_an_audiences_own_template_reorders_the_blocks(tmp_path: Path) -> None:
    text = "{% extends 'base.html.j2' %}{% block body %}<h1>{{ page.title }}</h1>{{ later('evidence') }}{% endblock %}"
    html = composed(tmp_path / "project", {}, own(tmp_path / "own", buyer=text)).html
    assert "<h1>Is the Heron" in html
    assert 'id="h-gaps"' not in html


def test_dataset_text_is_escaped(tmp_path: Path) -> None:
    topic = 'title: <script>alert("x")</script>\nsummary: x\nfocus: heron\nvendor: wader-works\n'
    html = composed(tmp_path, {"topic.yaml": topic}).html
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_a_gap_free_topic_has_no_section_for_gaps(tmp_path: Path) -> None:
    html = composed(tmp_path, {"gaps.yaml": "gaps: []\n"}).html
    assert 'id="h-gaps"' not in html
    assert 'href="#h-gaps"' not in html


def test_a_note_prints_its_figure(tmp_path: Path) -> None:
    text = "## A\n\nIt is fast.{{ note('It took ' ~ n('heron/boil-time/post') ~ '.') }}\n"
    html = composed(tmp_path, narrative(text)).html
    assert '<p class="noted">It is fast.<span class="fn"' in html


def test_a_reference_leads_to_a_chart_a_table_and_a_section(tmp_path: Path) -> None:
    text = "## What it is\n\nMore there ({{ see('sale') }}, {{ see('what-it-is') }}, {{ see('evidence') }}).\n\n{{ chart('sale') }}\n"
    html = composed(tmp_path, narrative(text)).html
    assert '<a class="see" data-page=", page\u00a0" href="#c-sale">see the chart</a>' in html
    assert 'href="#h-what-it-is">see the section</a>' in html
    assert 'href="#h-evidence">see the section</a>' in html


def test_a_reference_to_what_the_page_lacks_is_found_on_its_line(tmp_path: Path) -> None:
    found = refused(tmp_path, narrative("## A\n\nMore there ({{ see('sale') }}).\n"))
    assert [(it.code, it.place.line if it.place else 0) for it in found] == [("dangling-link", 3)]


def test_a_title_does_not_end_in_a_lonely_word(tmp_path: Path) -> None:
    html = composed(tmp_path, narrative("## How a heron is made to boil\n\nIt is.\n")).html
    assert ">How a heron is made\u00a0to\u00a0boil</h2>" in html


def test_a_long_key_figure_is_set_smaller() -> None:
    assert [size_of(text) for text in ("52", "58 million", "$14.3 billion", "the highest rate of all")] == [
        "short",
        "medium",
        "long",
        "longest",
    ]


def test_the_contents_go_to_the_first_page_where_they_fit() -> None:
    assert room("title", "question", ["an answer"], ("chart", 40, "")) > contents_height(10)
    assert room("title", "question", ["an answer"], ("chart", 150, "")) < contents_height(10)
    marked = room("title", "question", ["an answer"], ("chart", 40, "what the marks in it mean" * 9))
    assert marked < room("title", "question", ["an answer"], ("chart", 40, ""))

    besides = room("title", "question", ["an answer", "what is in dispute"], ("chart", 40, ""))
    assert besides == room("title", "question", ["an answer"], ("chart", 40, "")) - 13


def test_the_packaged_templates_hold_nothing_of_a_topic() -> None:
    texts = [path.read_text() for path in TEMPLATES.rglob("*") if path.is_file()]
    assert len(texts) > 10
    assert not [text for text in texts if "muse" in text.lower() or "kettle" in text.lower()]


def test_prose_becomes_the_cells_of_a_drawing(tmp_path: Path) -> None:
    dataset, _ = records(tmp_path)
    made = figures(dataset)
    cells = made.say("The {{ name('heron') }} took {{ n('heron/price') }}.", Place("charts.yaml", 1))
    assert cells == (Cell("The "), Cell("Heron"), Cell(" took "), Cell("$49", "heron/price"), Cell("."))


TOKEN = "{% set t = name('heron') %}"


@pytest.mark.parametrize(
    "text",
    [
        TOKEN + "{{ t[0] ~ t[1] ~ t[1] ~ t[1] ~ t[1] ~ t[1] ~ t[-1] }}",  # no such piece
        TOKEN + "{% set a = note('x') %}{{ a[0] ~ t[1:] }}",  # a figure as a note
        TOKEN + "{% set a = note('x') %}{{ t[0] ~ a[1:] }}",
        r"{{ '\ue005\ue010\ue001' }}",
    ],
)
def test_a_template_makes_no_tokens_itself(tmp_path: Path, text: str) -> None:
    assert "template-forbidden" in {it.code for it in refused(tmp_path, narrative(text))}


@pytest.mark.parametrize(
    ("text", "code"),
    [(r"{{ 'a\ue000' }}", "reserved-character"), (r"{{ 'a\x00' }}", "control-character"),
     (r"{{ 'a\ud800' }}", "control-character"), (r"{{ note('\u2028') }}", "control-character")],
)  # fmt: skip
def test_an_escape_gives_no_character_that_no_file_may_hold(tmp_path: Path, text: str, code: str) -> None:
    found = [
        (it.code, it.place) for it in refused(tmp_path, narrative(f"a\n{text}")) if it.code != "template-forbidden"
    ]
    assert found == [(code, Place("data/kettles/narrative/buyer.md", 2, 1))]


@pytest.mark.parametrize(
    "text",
    [
        "{% set a = note('x') %}" + "{% set a = note(a ~ a) %}" * 40 + "{{ a }}",
        "{% set a = note('" + "x" * 9_000 + "') %}{% for i in range(8000) %}{{ a }}\n\n{% endfor %}",
    ],
)
def test_what_tokens_stand_for_is_bounded(tmp_path: Path, text: str) -> None:
    assert "a page may have 20,000,000 characters" in {it.message for it in refused(tmp_path, narrative(text))}


def test_templates_can_call_nothing_of_what_they_are_given_but_a_few_methods(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    methods: set[str] = set()
    page = Sandbox.page

    def walked(sandbox: Sandbox, name: str, values: Mapping[str, object]) -> str:
        methods.update(reached(sandbox, [dict(values), *sandbox.globals.values()]))
        return page(sandbox, name, values)

    monkeypatch.setattr(Sandbox, "page", walked)
    composed(tmp_path)
    assert methods == {
        *("capitalize", "endswith", "lower", "removeprefix", "removesuffix", "startswith", "strip", "upper"),
        *("get", "items", "keys", "values"),
    }


def reached(sandbox: Sandbox, roots: Iterable[object]) -> Iterator[str]:
    """The names of all that a template can get at by attributes and items, and that can be called."""
    waiting, known = list(roots), set()
    while waiting:
        item = waiting.pop()
        if id(item) in known or isinstance(item, type):
            assert not isinstance(item, type)
            continue
        known.add(id(item))
        if isinstance(item, list | tuple):
            waiting += item
        if isinstance(item, dict):
            waiting += item.values()
        for name in dir(item):
            for value in (sandbox.getattr(item, name), sandbox.getitem(item, name)):
                if not isinstance(value, StrictUndefined):
                    waiting.append(value)
                    yield from [name] if callable(value) else []
