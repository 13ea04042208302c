"""How charts word themselves: an alternative text is made of sentences."""

from briefing.charts.words import Words
from briefing.exhibit import Cell
from tests.chart_data import dataset


def test_each_part_of_an_alternative_text_ends_in_one_full_stop() -> None:
    told = Words(dataset(), "de").sentences(
        "Balken nach Rang", (Cell("Reiher "), Cell("1.", "ours/rank")), (Cell("Es folgt keiner"),)
    )
    assert "".join(cell.text for cell in told) == (
        "Balken nach Rang: Reiher 1. Es folgt keiner. Alle Daten stehen in der Tabelle."
    )
