from collections.abc import Iterable
from pathlib import Path

from briefing.diagnostics import Diagnostic, Failure
from briefing.project import replace_file


def run(root: Path) -> Iterable[Diagnostic]:
    (root / "out").write_text("a file where a folder should be")
    try:
        replace_file(root / "out" / "kettles" / "buyer.pdf", b"%PDF-")
    except Failure as failure:
        for finding in failure.diagnostics:
            yield Diagnostic(finding.code, finding.message.replace(f"{root}/", ""), help=finding.help)
