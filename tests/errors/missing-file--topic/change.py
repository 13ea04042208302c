"""A topic without the file that makes a folder one."""

from pathlib import Path


def change(root: Path) -> None:
    """Take it away."""
    (root / "data" / "kettles" / "topic.yaml").unlink()
