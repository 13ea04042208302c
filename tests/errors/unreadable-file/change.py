from pathlib import Path


def change(root: Path) -> None:
    (root / "data/kettles/gaps.yaml").unlink()
    (root / "data/kettles/gaps.yaml").mkdir()
