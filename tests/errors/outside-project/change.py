from pathlib import Path


def change(root: Path) -> None:
    outside = root.parent / "gaps.yaml"
    outside.write_text("gaps: []")
    (root / "data/kettles/gaps.yaml").unlink()
    (root / "data/kettles/gaps.yaml").symlink_to(outside)
