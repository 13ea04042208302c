from pathlib import Path


def change(root: Path) -> None:
    (root / "data/kettles/narrative/buyer.md").unlink()
