from pathlib import Path


def change(root: Path) -> None:
    question = "why " * 30_000
    (root / "data/kettles/gaps.yaml").write_text(f"gaps:\n  - {{id: why, question: {question}}}\n", "utf-8")
