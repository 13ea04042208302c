import re
from pathlib import Path

from tests.composing import composed, refused
from tests.projects import TINY, TOPIC


def page(root: Path, table: str, **files: str) -> str:
    """The HTML of the table `t`, in a narrative that prints nothing else; its measures are those of the project."""
    given = {"tables.yaml": f"tables:\n{table}", "narrative/buyer.md": "## A\n\n{{ table('t') }}\n"}
    html = composed(root, {**given, **{name.replace("_", "/") + ".yaml": text for name, text in files.items()}}).html
    start = html.index('<div class="table" id="x-')
    return html[start : html.index("</div>", start)]


def rows(html: str) -> list[list[str]]:
    """The words of each cell, row by row, the head first."""
    return [
        [re.sub(r"<[^>]*>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in re.findall(r"<tr>(.*?)</tr>", html)
    ]


def test_facts_one_a_row(tmp_path: Path) -> None:
    table = (
        "  - id: t\n    kind: facts\n    title: Figures\n    facts: [heron/boil-time/post, heron/price, heron/finish]\n"
    )
    table += "    columns: [figure, value, condition, said-by, sources, status]\n"
    assert rows(page(tmp_path, table)) == [
        ["Figure", "Value", "Condition", "Said by", "Sources", "Status"],
        [
            "Heron: Time to boil a litre",
            "152\u00a0seconds",
            "The Kitchen Post",
            "The Kitchen Post",
            "The Kitchen Post",
            "single source",
        ],
        ["Heron: Price", "$49", "", "Wader Works, The Kitchen Post", "Wader Works, The Kitchen Post", "agreed"],
        ["Heron: Finish", "steel", "", "Wader Works", "Wader Works", "single source"],
    ]


def test_who_says_so_itself_and_is_said_to_is_named_once(tmp_path: Path) -> None:
    claims = "source: maker\nclaims:\n  - {lines: 4, subject: heron, measure: price, value: 49}\n"
    table = "  - {id: t, kind: facts, title: All, facts: [heron/price], columns: [figure, said-by]}\n"
    assert rows(page(tmp_path, table, claims_extra=claims))[1] == ["Heron: Price", "Wader Works, The Kitchen Post"]


def test_a_grid_says_each_unit_and_what_is_not_given(tmp_path: Path) -> None:
    table = "  - {id: t, kind: grid, title: All, rows: [{measure: boil-time, with: {by: vendor}}], subjects: [heron, plover]}\n"
    html = page(tmp_path, table)
    assert rows(html)[0] == ["Measure", "Heron", "Plover"]
    assert rows(html)[1] == ["Time to boil a litre, seconds, the maker", "140", "not given"]
    assert '<td class="absent">not given</td>' in html
    assert '<th scope="col" class="num">' in html
    assert '<th scope="row">' in html


def test_what_is_inferred_is_marked_and_explained(tmp_path: Path) -> None:
    claims = "source: post\nclaims:\n  - {lines: 3, subject: egret, measure: price, value: 191, reading: inferred, because: no other}\n"
    table = "  - {id: t, kind: facts, title: All, facts: [egret/price], columns: [figure, value]}\n"
    html = page(tmp_path, table, claims_extra=claims)
    assert rows(html)[1] == ["Egret: Price", "$191†"]
    assert "† inferred: no source states it outright." in html


def test_the_data_of_a_chart_mark_what_is_inferred_as_the_picture_does(tmp_path: Path) -> None:
    claims = (
        "source: post\nclaims:\n  - {lines: 3, subject: plover, measure: boil-time, with: {by: vendor}, value: 170, "
    )
    claims += "reading: inferred, because: no other}\n"
    charts = (TINY / "data" / TOPIC / "charts.yaml").read_text() + "  - {id: both, kind: multiples, title: All, "
    charts += "panels: [{measure: boil-time, with: {by: vendor}}], subjects: [heron, plover]}\n"
    given = {"claims/extra.yaml": claims, "charts.yaml": charts, "narrative/buyer.md": "## A\n\n{{ chart('both') }}\n"}
    html = composed(tmp_path, given).html
    table = html[html.index('<table id="t-both"') :].split("</div>", 1)[0]
    assert [cell.replace("\xa0", " ") for cell in rows(table)[1][-2:]] == ["140 seconds", "170 seconds †"]
    assert "† inferred: no source states it outright." in table


def test_several_sources_that_go_back_to_one_are_no_more_than_one(tmp_path: Path) -> None:
    repeats = (
        TINY / "data" / TOPIC / "sources.yaml"
    ).read_text() + "    derived_from: [maker]\n    derived_reason: The same words.\n"
    table = "  - {id: t, kind: facts, title: All, facts: [heron/price, heron/finish], columns: [figure, status]}\n"
    found = rows(page(tmp_path, table, sources=repeats))
    assert [row[1] for row in found[1:]] == ["single source, repeated", "single source"]


def test_statements_say_who_says_less_and_lead_to_their_entries(tmp_path: Path) -> None:
    statements = """statements:
  - id: quiet
    by: wader-works
    says: It is quiet.
    cites:
      - {source: post, lines: 4, stance: weaker}
      - {source: post, lines: 5}
      - {source: maker, lines: 5, stance: weaker}
"""
    table = "  - {id: t, kind: statements, title: All, statements: quiet}\n"
    html = page(tmp_path, table, statements=statements)
    assert rows(html)[1] == ["It is quiet.", "Wader Works", "The Kitchen Post, Wader Works (in\u00a0part)"]
    assert 'href="#st-quiet"' in html


def test_events_with_dates_that_sources_dispute(tmp_path: Path) -> None:
    table = "  - {id: t, kind: events, title: All, events: heron-on-sale}\n"
    (row,) = rows(page(tmp_path, table))[1:]
    assert row == [
        "3\u00a0March 2025 or April 2025 (sources disagree)",
        "The Heron goes on sale",
        "Wader Works, The Kitchen Post",
    ]


def test_a_table_of_an_unknown_fact_is_refused(tmp_path: Path) -> None:
    table = "tables:\n  - {id: t, kind: grid, title: All, rows: [{measure: boil-time}], subjects: heron}\n"
    found = refused(tmp_path, {"tables.yaml": table, "narrative/buyer.md": "## A\n\n{{ table('t') }}\n"})
    assert [it.code for it in found] == ["ambiguous-fact"]


def test_a_chart_has_title_alternative_text_and_a_table_of_its_data(tmp_path: Path) -> None:
    html = composed(tmp_path).html
    figure = html[html.index('<figure class="chart" id="c-boil-time">') :].split("</figure>", 1)[0]
    assert "The Heron takes" in figure
    assert 'href="#t-boil-time"' in figure
    alternative = figure[figure.index('alt="') :].split('"')[1]
    assert "152" in alternative
    assert "<" not in alternative
    data = html[html.index('id="t-boil-time"') :].split("</table>", 1)[0]
    assert "about 170" in data
