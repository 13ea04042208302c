"""What has room on the first page, held against the page as it is set."""

from pathlib import Path

import pytest

from briefing.pdf import readback
from tests.composing import composed, rendered
from tests.projects import TINY

HOME = TINY / "data/kettles"
SOURCE = """  - id: other-{0}
    label: The Tea Diary {1}
    title: Kettles
    published: 2025-03-01
    kind: blog
    archive: other.txt
    sha256: {2}
    lines: 5
"""
TALL = "label: to boil a litre of water from the tap and to the very boil}"


@pytest.mark.parametrize("others", [12, 13])
def test_the_sources_stand_whole_on_the_first_page_or_not_at_all(tmp_path: Path, others: int) -> None:
    added = (SOURCE.format(chr(97 + at), chr(65 + at), f"{at:02x}" * 31 + "aa") for at in range(others))
    audience = (
        (HOME / "audiences/buyer.yaml").read_text().replace("kettle to buy?", "kettle to buy, or is it another one?")
    )
    files = {
        "sources.yaml": (HOME / "sources.yaml").read_text() + "".join(added),
        "audiences/buyer.yaml": audience.replace("label: to boil a litre}", TALL),
    }
    reading = readback.read(rendered(composed(tmp_path, files)).pdf)
    pages = {block.page for block in reading.blocks if block.text.startswith(("Who reports", "Every coloured figure"))}
    assert pages == ({1} if others == 12 else set())
