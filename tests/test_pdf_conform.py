"""Both standards hold of what a build makes, and a file that breaks one is told which rule."""

import io
from pathlib import Path

import pikepdf

from briefing.building import pipeline
from briefing.pdf.conform import conform
from tests.projects import TOPIC, tiny


def test_a_built_pdf_keeps_both_standards_until_it_is_no_longer_marked(tmp_path: Path) -> None:
    list(pipeline.build(tiny(tmp_path)))
    pdf = (tmp_path / "out" / TOPIC / "buyer.pdf").read_bytes()
    assert conform(pdf) == ()
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        del opened.Root.MarkInfo
        opened.save(target)
    found = conform(target.getvalue())
    assert {finding.code for finding in found} == {"not-conforming"}
    assert any(finding.message.startswith("not PDF/UA-1") for finding in found)
