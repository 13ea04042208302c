"""The PDF that a build would replace is cut short."""

from pathlib import Path


def change(root: Path) -> None:
    path = root / "out" / "kettles" / "buyer.pdf"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"%PDF-1.7\n1 0 obj\n")
