from pathlib import Path


def change(root: Path) -> None:
    narrative = root / "data/kettles/narrative/buyer.md"
    narrative.write_text("It boils\x1b[2J fast.\n", "utf-8")
