from pathlib import Path


def change(root: Path) -> None:
    (root / "archive/post.txt").unlink()
