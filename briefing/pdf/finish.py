"""What WeasyPrint leaves to do: a rendered PDF in, the finished file out.

Adds the PDF/UA-1 identification beside that of PDF/A-3a, metadata from the data and not from the clock, and the evidence
as an attached file; lets `tags` and `lineends` mend what is heard of it, names font subsets after their content, and
compresses. Same input, same bytes.
"""

import hashlib
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from briefing.base.translation import translation
from briefing.pdf import lineends, tags, tagtree

EVIDENCE_NAME = "evidence.json"

_FONT = re.compile(rb"/([A-Z]{6})(?= -?[\d.]+ Tf)")
#: A letter of a font that is read as the hyphen of a divided word.
_DIVIDING = re.compile(rb"(<[0-9a-f]{4}> )<2010>")
#: What strict readers take for a line break before `endstream`, and so read a wrong length.
_ENDS_BADLY = b"\r"
#: How many objects can be packed, a hundred to a stream, with a fair chance that none ends so.
_PACKED = 20_000


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says of itself; `date` (YYYY-MM-DD) is that of the data, so that it does not change by itself."""

    title: str
    author: str
    subject: str
    keywords: tuple[str, ...]
    lang: str
    date: str


def finish(pdf: bytes, metadata: Metadata) -> bytes:
    """The finished file, but for its evidence."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        _set_metadata(opened, metadata)
        document = tagtree.read(opened)
        tags.mend(document, metadata.lang)
        lineends.spell(opened, document)
        tagtree.write(opened, document)
        _plain_hyphens(opened)
        _rename_fonts(opened)
        _compress(opened)
        return _saved(opened)


def attach(pdf: bytes, evidence: bytes, date: str, lang: str) -> bytes:
    """A finished file with `evidence` attached as `evidence.json`, with the relationship Data.

    What the pages show is left as it is, so that the evidence can name the digest of the file that it is attached to.
    """
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        _attach(opened, evidence, date, lang)
        return _saved(opened)


# --- metadata --------------------------------------------------------------------------------------------------


def _set_metadata(pdf: pikepdf.Pdf, metadata: Metadata) -> None:
    stamp = String(f"D:{metadata.date.replace('-', '')}000000Z")
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(metadata.title),
            Author=String(metadata.author),
            Subject=String(metadata.subject),
            Keywords=String(", ".join(metadata.keywords)),
            Creator=String("briefing"),
            Producer=String("WeasyPrint"),
            CreationDate=stamp,
            ModDate=stamp,
        )
    )
    pdf.Root.Lang = String(metadata.lang)
    packet = Stream(pdf, _xmp(metadata).encode())
    packet.Type, packet.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = pdf.make_indirect(packet)


def _xmp(metadata: Metadata) -> str:
    def alternative(text: str) -> str:
        return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'

    date = f"{metadata.date}T00:00:00Z"
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title>{alternative(metadata.title)}</dc:title>
<dc:creator><rdf:Seq><rdf:li>{escape(metadata.author)}</rdf:li></rdf:Seq></dc:creator>
<dc:description>{alternative(metadata.subject)}</dc:description>
<dc:language><rdf:Bag><rdf:li>{escape(metadata.lang)}</rdf:li></rdf:Bag></dc:language>
<dc:format>application/pdf</dc:format>
<pdf:Keywords>{escape(", ".join(metadata.keywords))}</pdf:Keywords>
<pdf:Producer>WeasyPrint</pdf:Producer>
<xmp:CreatorTool>briefing</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
{_UA_SCHEMA}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


#: PDF/A wants every schema that it does not know described (ISO 19005-3, 6.6.2.3.3); the one of PDF/UA is such.
_UA_SCHEMA = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""


# --- the evidence ----------------------------------------------------------------------------------------------


def _attach(pdf: pikepdf.Pdf, evidence: bytes, date: str, lang: str) -> None:
    what = translation(lang).gettext("The claims, facts, derivations and sources that this briefing prints")
    evidence, packed = _deflated(evidence, b"\n")
    stamp = String(f"D:{date.replace('-', '')}000000Z")
    checksum = hashlib.md5(evidence, usedforsecurity=False).digest()  # the format knows no other
    content = Stream(pdf, packed)
    content.Type, content.Subtype = Name.EmbeddedFile, Name("/application/json")
    content.Filter = Name.FlateDecode
    content.Params = Dictionary(Size=len(evidence), CheckSum=String(checksum), CreationDate=stamp, ModDate=stamp)
    file = pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(EVIDENCE_NAME),
            UF=String(EVIDENCE_NAME),
            EF=Dictionary(F=content, UF=content),
            Desc=String(what),
            AFRelationship=Name.Data,
        )
    )
    if Name.Names not in pdf.Root:
        pdf.Root.Names = Dictionary()
    pdf.Root.Names.EmbeddedFiles = pdf.make_indirect(Dictionary(Names=Array([String(EVIDENCE_NAME), file])))
    pdf.Root.AF = pdf.make_indirect(Array([file]))


# --- fonts and bytes -------------------------------------------------------------------------------------------


def _plain_hyphens(pdf: pikepdf.Pdf) -> None:
    """Let the hyphen of a divided word be read as that of "GPT-5.4".

    Fonts draw both alike, and the renderer has all of them read as whichever came first.
    """
    for font in pdf.pages[0].Resources.Font.values():
        font.ToUnicode.write(_DIVIDING.sub(rb"\1<002d>", font.ToUnicode.read_bytes()))


def _rename_fonts(pdf: pikepdf.Pdf) -> None:
    """Name font subsets after their content: WeasyPrint's six letters depend on the machine's version of Pango."""
    fonts = pdf.pages[0].Resources.Font
    names = {str(key)[1:]: _tag(font) for key, font in fonts.items()}
    for old, new in names.items():
        font = fonts[f"/{old}"]
        del fonts[f"/{old}"]
        fonts[f"/{new}"] = font
        for part, key in _named(font):
            part[key] = Name(str(part[key]).replace(old, new, 1))
    table = {old.encode(): new.encode() for old, new in names.items()}
    for item in pdf.objects:
        if isinstance(item, Stream) and _draws(item):
            content = item.read_bytes()
            item.write(_FONT.sub(lambda match: b"/" + table.get(match[1], match[1]), content))


def _named(font: pikepdf.Object) -> Iterator[tuple[pikepdf.Object, str]]:
    """Everything that carries the name of a font, and the key it stands at."""
    yield font, "/BaseFont"
    for descendant in font.get("/DescendantFonts", ()):
        yield descendant, "/BaseFont"
        yield descendant.FontDescriptor, "/FontName"


def _tag(font: pikepdf.Object) -> str:
    descriptor = font.DescendantFonts[0].FontDescriptor
    file = next(descriptor[key] for key in ("/FontFile3", "/FontFile2") if key in descriptor)
    digest = hashlib.sha256(str(font.BaseFont)[7:].encode() + file.read_bytes()).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])


def _draws(item: Stream) -> bool:
    """Whether a stream is drawn: a page's content or a form."""
    return item.get("/Subtype") == Name.Form or item.keys() <= {"/Length", "/Filter"}


def _compress(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, Stream) and item.get("/Type") != Name.Metadata and "/Filter" not in item:
            filler = b"\n" if _draws(item) or item.get("/Type") == Name.EmbeddedFile else b"\1"
            item.write(_deflated(item.read_bytes(), filler)[1], filter=Name.FlateDecode)


def _deflated(content: bytes, filler: bytes) -> tuple[bytes, bytes]:
    """`content` with as much filler at its end as it takes for its deflated form to end well, and that form.

    The last byte of that is of a checksum, the sum of all bytes: another level of compression would not change it, nor
    would zeros. Blank lines do nothing to what is drawn or attached, nor does a byte behind the last table of a font.
    """
    packed = zlib.compress(content, 9)
    while packed.endswith(_ENDS_BADLY):
        content += filler
        packed = zlib.compress(content, 9)
    return content, packed


def _saved(pdf: pikepdf.Pdf) -> bytes:
    """The file. Object streams are packed by the library: one that ends badly is avoided by numbering objects anew.

    A large file has so many that one is bound to, in whatever order: its objects are not packed.
    """
    for key in ("", "/ViewerPreferences", "/MarkInfo", "/OutputIntents") if len(pdf.objects) < _PACKED else ():
        if key in pdf.Root:
            pdf.Root[key] = pdf.make_indirect(pdf.Root[key])
        content = _written(pdf, pikepdf.ObjectStreamMode.generate)
        if b"\r\nendstream" not in content:
            return content
    return _written(pdf, pikepdf.ObjectStreamMode.disable)


def _written(pdf: pikepdf.Pdf, mode: pikepdf.ObjectStreamMode) -> bytes:
    target = io.BytesIO()
    pdf.save(target, object_stream_mode=mode, stream_decode_level=pikepdf.StreamDecodeLevel.none, deterministic_id=True)
    return target.getvalue()
