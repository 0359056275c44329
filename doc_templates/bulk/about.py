"""What a PDF says of itself, twice over: as PDF always did, and in XMP, as PDF/A wants it."""

from dataclasses import dataclass

from lxml import etree
from pikepdf import Dictionary, Name, Pdf

from doc_templates.errors import NotJoinable

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_START = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'.encode()
_END = b'\n<?xpacket end="w"?>'


@dataclass(frozen=True)
class Facts:
    """What a letter says of itself."""

    title: str
    author: str


class About:
    """What the PDF of all letters says; of each letter it is true but for title and author."""

    def __init__(self, source: Pdf) -> None:
        try:
            self._root = etree.fromstring(source.Root.Metadata.read_bytes())
            self._title, self._author = self._place("title"), self._place("creator")
        except (AttributeError, etree.XMLSyntaxError, StopIteration) as error:
            raise NotJoinable("keterangan di PDF-nya tidak terbaca") from error
        self._info = {name: str(value) for name, value in source.docinfo.items()}

    def tell(self, letter: Pdf, facts: Facts) -> None:
        """Writes it into the PDF of one letter."""
        self._title.text, self._author.text = facts.title, facts.author
        packet = letter.make_stream(_START + etree.tostring(self._root) + _END)
        packet.Type, packet.Subtype = Name.Metadata, Name.XML
        letter.Root.Metadata = packet
        own = self._info | {"/Title": facts.title, "/Author": facts.author}
        letter.trailer.Info = letter.make_indirect(Dictionary(own))

    def _place(self, name: str) -> etree._Element:
        return next(self._root.iter(f"{_DC}{name}")).find(f".//{_RDF}li")  # type: ignore[return-value]  # LibreOffice writes one
