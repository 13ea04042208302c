from pathlib import Path


def change(root: Path) -> None:
    (root / "data/kettles/narrative/buyer.md").write_text("\n")
