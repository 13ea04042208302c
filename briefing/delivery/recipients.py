"""The list of recipients in, as YAML or CSV; readers with addresses that hold, and all that is wrong with it, out."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.base.translation import languages
from briefing.dataset import textfile, yamlfile
from briefing.dataset.mailing import Recipient, Recipients
from briefing.dataset.places import Located, Spot
from briefing.dataset.validate import unknown_key, validate
from briefing.delivery import commands
from briefing.delivery.addresses import Address, bad_address, breaks_a_header, line_break, parse
from briefing.delivery.config import Sender
from briefing.diagnostics import Diagnostic, Failure, Place, errors, in_order, unknown
from briefing.project import Project

#: Columns of a CSV file; `audience` and `topic` may name several, set apart by spaces or semicolons.
COLUMNS = ("address", "name", "audience", "topic", "language")
_LISTS = ("audience", "topic")


@dataclass(frozen=True, slots=True)
class Reader:
    """One recipient: who, and which briefings; no `topics` means every topic."""

    address: Address
    audiences: tuple[str, ...]
    topics: tuple[str, ...]
    language: str | None
    place: Place


def from_settings(project: Project, sender: Sender, given: Path | None) -> tuple[Reader, ...]:
    """The readers in the file `given` (an option), else from where `delivery.yaml` says.

    Raises Failure (status 2) with all findings; `no-recipients` where nothing names them.
    """
    source = sender.mailing.recipients
    if given is None and source.command:
        content = commands.output(source.command, project.root, source.at("command"))
        return _sound(content, source.command[0], source.format or "yaml")
    if given is None and source.file is None:
        advice = "add `recipients: {file: …}` to `delivery.yaml`, or give `--recipients FILE`"
        raise Failure([Diagnostic("no-recipients", "nothing names the recipients", help=advice)], status=2)
    path = (given or project.root / str(source.file)).resolve()
    kind = (None if given else source.format) or ("csv" if path.suffix.lower() == ".csv" else "yaml")
    return _sound(_content(project, path), project.shown(path), kind)


def read(content: bytes, file: str, kind: str) -> tuple[tuple[Reader, ...], tuple[Diagnostic, ...]]:
    """The readers in `content`, which is `yaml` or `csv`, and what is wrong with it; `file` names it in messages."""
    text, findings = textfile.decode(content, file)
    if text is None:
        return (), findings
    records, found = (_from_csv if kind == "csv" else _from_yaml)(text, file)
    pairs = [(record, *_reader(record)) for record in records]
    readers = tuple(reader for _, reader, _ in pairs if reader)
    told = (finding for _, _, several in pairs for finding in several)
    return readers, in_order((*findings, *found, *told, *_twice(readers)))


def unknown_names(readers: Iterable[Reader], topics: Iterable[str], audiences: Iterable[str]) -> Iterator[Diagnostic]:
    """Findings for audiences and topics that the project does not have."""
    known = {"audience": tuple(audiences), "topic": tuple(topics)}
    for reader in readers:
        for kind, names in (("audience", reader.audiences), ("topic", reader.topics)):
            yield from (
                unknown(kind, name, known[kind], place=reader.place) for name in names if name not in known[kind]
            )


def _sound(content: bytes, file: str, kind: str) -> tuple[Reader, ...]:
    readers, findings = read(content, file, kind)
    if errors(findings):
        raise Failure(findings, status=2)
    return readers


def _content(project: Project, path: Path) -> bytes:
    """The bytes of a file that may stand anywhere but where what is public stands."""
    shown = project.shown(path)
    for folder in (project.data, project.templates, project.out):
        if path.is_relative_to(folder):
            advice = "keep it outside; addresses are nobody else's business"
            message = f"recipients stand in `{project.shown(folder)}`, which is published"
            raise Failure([Diagnostic("public-recipients", message, Place(shown), help=advice)], status=2)
    try:
        with path.open("rb") as file:
            return file.read(textfile.MAX_BYTES + 1)
    except OSError as error:
        finding = Diagnostic("unreadable-file", f"cannot be read: {error.strerror or error}", Place(shown))
        raise Failure([finding], status=2) from None


# --- the two formats ------------------------------------------------------------------------------------------


def _from_yaml(text: str, file: str) -> tuple[tuple[Recipient, ...], tuple[Diagnostic, ...]]:
    document = yamlfile.read(text, file)
    found, findings = validate(Recipients, document.value, document.place(), "the file")
    return (found.recipients if found else ()), document.findings + findings


def _from_csv(text: str, file: str) -> tuple[tuple[Recipient, ...], tuple[Diagnostic, ...]]:
    """Each row as a record; a row that is wrong does not hide the others."""
    lines = textfile.lines(text)
    csv.field_size_limit(textfile.MAX_BYTES)  # the file has no more: what is too long is told as what it is
    rows = csv.reader(io.StringIO(text, newline=""))
    header = [name.strip().lower() for name in next(rows, [])]
    findings = [unknown_key(name, COLUMNS, _place(file, lines, 1, name)) for name in header if name not in COLUMNS]
    if findings or "address" not in header:
        missing = Diagnostic(
            "missing-key", "the first line names no `address`", Place(file, 1), help=f"write `{','.join(COLUMNS)}`"
        )
        return (), tuple(findings) or (missing,)
    records, before = [], rows.line_num
    for row in rows:
        if any(cell.strip() for cell in row):
            located = _located(file, lines, before + 1, header, row)
            record, found = validate(Recipient, located, located.spot.at(), "the row")
            findings += found
            records += [record] if record else []
        before = rows.line_num
    return tuple(records), tuple(findings)


def _located(file: str, lines: Sequence[str], line: int, header: Sequence[str], row: Sequence[str]) -> Located:
    """A row as the mapping that YAML would give."""
    whole = _place(file, lines, line, "")
    located = Located(Spot(file, (whole.line, 1, max(1, len(lines[line - 1])))))
    for name, cell in zip(header, row, strict=False):
        value = cell.strip(" ")
        if value:
            place = _place(file, lines, line, value)
            located[name] = tuple(value.replace(";", " ").split()) if name in _LISTS else value
            located.spot.children[name] = (place.line, place.column, place.width)
    return located


def _place(file: str, lines: Sequence[str], line: int, value: str) -> Place:
    """Where `value` stands in a line, or the line's beginning."""
    first = value.splitlines()[0] if value else ""
    at = lines[line - 1].find(first) if line <= len(lines) else -1
    return Place(file, line, max(0, at) + 1, max(1, len(first)))


# --- readers --------------------------------------------------------------------------------------------------


def _reader(record: Recipient) -> tuple[Reader | None, tuple[Diagnostic, ...]]:
    place = record.at("address")
    findings = [
        line_break(f"`{key}`", record.at(key))
        for key in ("address", "name")
        if breaks_a_header(getattr(record, key) or "")
    ]
    if record.language and record.language not in languages():
        findings.append(unknown("language", record.language, languages(), place=record.at("language")))
    try:
        address = parse(record.address, record.name or "")
    except ValueError as error:
        findings += [] if findings else [bad_address("`address`", record.address, str(error), place)]
        return None, tuple(findings)
    reader = Reader(address, record.audience, record.topic, record.language, place)
    return (None if findings else reader), tuple(findings)


def _twice(readers: Iterable[Reader]) -> Iterator[Diagnostic]:
    """The same reader for the same audience on two lines: a slip, and one of them is meant otherwise."""
    first: dict[tuple[str, str], Place] = {}
    for reader in readers:
        for audience in dict.fromkeys(reader.audiences):
            seen = first.setdefault((reader.address.key, audience), reader.place)
            if seen is not reader.place:
                message = f"`{reader.address.mailbox}` is listed twice for `{audience}`"
                notes = (f"first on line {seen.line}",)
                yield Diagnostic("duplicate-recipient", message, reader.place, notes, "delete one of them")
