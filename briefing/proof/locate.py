"""Where each figure stands: evidence and the pages it is for, read back, in; the evidence with every place filled in out.

Each item under `printed` gets the page and rectangle (left, bottom, right, top, in points from the lower left corner)
of the text it is about; `pages` gets their number and digest. One that is not found keeps no place; the proof says so.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from briefing.proof.anchors import EARLIER, anchor
from briefing.proof.reading import Block, Box, Reading

_Places = dict[tuple[str, str], list[Box]]


def located(evidence: Mapping[str, Any], reading: Reading) -> dict[str, Any]:
    """The evidence for the pages of `reading`; `anchor` of facts and derivations leads from a link to a ref."""
    links, drawn = _links(evidence, reading), _drawn(evidence, reading)
    loose = _Loose(reading.blocks)
    printed = []
    for item in evidence["printed"]:
        match item["where"]:
            case "link":
                box = _next(links, item)
            case "chart":
                box = _next(drawn, item)
            case "alt":
                box = None  # it stands in no place of its own
            case _:
                box = loose.find(item["text"])
        printed.append({**item, **_place(box)})
    pages = {"count": reading.pages, "digest": reading.digest}
    return {**evidence, "pages": pages, "printed": printed}


def _place(box: Box | None) -> dict[str, object]:
    return {"page": box.page, "box": [box.left, box.bottom, box.right, box.top]} if box else {}


def _next(places: _Places, item: Mapping[str, Any]) -> Box | None:
    found = places.get((item["ref"], _bare(item["text"])))
    return found.pop(0) if found else None


def _bare(text: str) -> str:
    return "".join(text.split())


def _links(evidence: Mapping[str, Any], reading: Reading) -> _Places:
    """The rectangles of what stands in links to entries, by ref and text, in reading order."""
    refs = {it["anchor"]: ref for kind in ("facts", "derivations") for ref, it in evidence[kind].items()}
    refs |= {anchor(f"{EARLIER}{ref}"): f"{EARLIER}{ref}" for ref in evidence.get("previous", {}).get("facts", ())}
    places: _Places = {}
    for block in reading.blocks:
        for link, text, box in _linked(block):
            if link in refs:
                places.setdefault((refs[link], _bare(text)), []).append(box)
    return places


def _linked(block: Block) -> Iterator[tuple[str, str, Box]]:
    """Each link of a block over all its lines, with the rectangle of its first one."""
    before: tuple[str, int, int, Box] | None = None
    for span in block.spans:
        if before and span.link == before[0]:
            before = (before[0], before[1], span.end, before[3])
            continue
        if before:
            yield before[0], block.text[before[1] : before[2]], before[3]
        before = (span.link, span.start, span.end, span.run.box) if span.link else None
    if before:
        yield before[0], block.text[before[1] : before[2]], before[3]


def _drawn(evidence: Mapping[str, Any], reading: Reading) -> _Places:
    """The rectangles of the texts of charts, by ref and text, in drawing order."""
    places: _Places = {}
    pictures = [picture for picture in reading.pictures if picture.labels]
    for picture, chart in zip(pictures, evidence["charts"].values(), strict=False):
        labels = [label for label in picture.labels if label.text.strip()]
        texts = [item for item in chart["labels"] if item["text"].strip()]
        for label, item in zip(labels, texts, strict=False):
            if item["ref"]:
                places.setdefault((item["ref"], _bare(item["text"])), []).append(label.box)
    return places


class _Loose:
    """Finds texts without a link in reading order: each from where the one before was found, or else from the start."""

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        self.blocks = blocks
        self.texts = [block.text for block in blocks]
        self.at, self.offset = 0, 0

    def find(self, text: str) -> Box | None:
        """The rectangle of the next place of `text`."""
        wanted = " ".join(text.split())
        for first, offset, last in ((self.at, self.offset, len(self.texts)), (0, 0, self.at + 1)):
            for number in range(first, min(last, len(self.texts))):
                start = self.texts[number].find(wanted, offset if number == first else 0)
                if start >= 0:
                    self.at, self.offset = number, start + len(wanted)
                    return self.blocks[number].box(start, start + len(wanted))
        return None
