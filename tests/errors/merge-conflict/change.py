from pathlib import Path


def change(root: Path) -> None:
    gaps = root / "data/kettles/gaps.yaml"
    ours = "  - {id: price, question: What does it cost next year?}\n"
    gaps.write_text(f"{gaps.read_text()}<<<<<<< HEAD\n{ours}=======\n>>>>>>> another\n")
