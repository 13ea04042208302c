from pathlib import Path


def change(root: Path) -> None:
    (root / "out" / "kettles").mkdir(parents=True)
    (root / "out" / "kettles" / "buyer.pdf").write_bytes(b"%PDF-1.7 and then nothing")
