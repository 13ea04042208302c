from pathlib import Path


def change(root: Path) -> None:
    (root / "data/kettles/narrative/buyer.md").write_text("## How fast\n\nFast\ue000 enough.\n", "utf-8")
