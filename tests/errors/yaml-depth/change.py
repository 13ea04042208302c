from pathlib import Path


def change(root: Path) -> None:
    (root / "data/kettles/gaps.yaml").write_text("gaps: " + "[" * 30_000, "utf-8")
