"""The PDF was made by other rules, which gave a fact another status."""

from pathlib import Path

from tests.proving import Evidence, forged, sample


def change(root: Path) -> None:
    path = root / "out" / "kettles" / "buyer.pdf"
    path.parent.mkdir(parents=True)
    path.write_bytes(forged(sample(), told=_by_other_rules))


def _by_other_rules(told: Evidence) -> None:
    told["rules"] = 0
    told["facts"]["heron/boil-time/post"]["status"] = "agreed"
