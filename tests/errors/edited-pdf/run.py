from collections.abc import Iterable
from pathlib import Path

from briefing.diagnostics import Diagnostic
from briefing.pdf import readback
from briefing.proof import prove
from tests.proving import evidence, sample


def run(root: Path) -> Iterable[Diagnostic]:
    told = evidence(sample())
    told["pages"]["digest"] = "0" * 64
    reading = readback.read(sample())
    return [
        Diagnostic(found.code, found.message, help=found.help)  # the note holds digests, which change with the fonts
        for found in prove.prove(reading, told).findings
    ]
