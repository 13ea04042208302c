from pathlib import Path


def change(root: Path) -> None:
    (root / "data/kettles/narrative/buyer.md").write_text("## On kettles\n\n" + "They boil. " * 2_000 + "\n")
