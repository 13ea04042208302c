from pathlib import Path


def change(root: Path) -> None:
    (root / "data/kettles/gaps.yaml").write_bytes(b"gaps: []\n" + b"#" * 10_000_000)
