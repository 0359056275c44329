"""What a letter may hold to be joined with others: only what begins anew with each of them."""

from collections.abc import Sequence
from typing import cast

from lxml import etree

from doc_templates.bulk.letter import STYLES, Letter
from doc_templates.docx_text import W
from doc_templates.errors import NotJoinable

_NAMES = {"w": W.strip("{}")}
_FIELDS = etree.XPath("//w:instrText/text() | //w:fldSimple/@w:instr", namespaces=_NAMES)
_NOTES = etree.XPath(
    "boolean(//w:footnoteReference | //w:endnoteReference | //w:commentReference)",
    namespaces=_NAMES,
)
_CHANGES = etree.XPath("boolean(//w:altChunk | //w:sdt//w:docPartObj)", namespaces=_NAMES)
_ANCHORS = etree.XPath("boolean(//w:hyperlink[@w:anchor])", namespaces=_NAMES)
_USED = etree.XPath("//w:pStyle/@w:val", namespaces=_NAMES)
_COUNTED = "PAGE"
"""The only field that LibreOffice counts anew where a section's page numbers do."""


def refuse_unfit(letters: Sequence[Letter]) -> None:
    """NotJoinable when joining would show in a letter's pages.

    Footnotes run on, since Writer counts them by page, chapter or document, never by section;
    NUMPAGES and other fields, and anchors, look at the whole document; a section without a header
    takes over that of the letter before.
    """
    for letter in letters:
        reason = _reason(letter)
        if reason:
            raise NotJoinable(reason)
    if any(_heads(letter.sections()[:1]) != _heads(letter.sections()) for letter in letters):
        raise NotJoinable("kepala atau kaki halamannya baru ada di tengah surat")
    if len({frozenset(_heads(letter.sections())) for letter in letters}) > 1:
        raise NotJoinable("kepala dan kaki halaman surat-suratnya berlainan")


def _reason(letter: Letter) -> str:
    if _NOTES(letter.body):
        return "catatan kaki dan komentar dihitung untuk seluruh dokumen"
    if _CHANGES(letter.body):
        return "ada daftar isi atau dokumen lain di dalamnya"
    if _ANCHORS(letter.body):
        return "ada tautan ke tempat lain di dalam surat"
    if _counted_by_style(letter):
        return "nomor daftarnya ditentukan gaya paragraf"
    fields = {words.split()[0] for words in _fields(letter) if words.split()}
    if fields - {_COUNTED}:
        return f"ada bidang hitungan {', '.join(sorted(fields - {_COUNTED}))}"
    return ""


def _counted_by_style(letter: Letter) -> bool:
    """Whether a style in use, or one that it is based on, belongs to a list."""
    root = etree.fromstring(letter.members[STYLES])
    styles = {style.get(f"{W}styleId"): style for style in root.iter(f"{W}style")}
    used = {name for name, style in styles.items() if style.get(f"{W}default") == "1"}
    rest = [*used, *cast("list[str]", _USED(letter.body))]
    while rest:
        style = styles.pop(rest.pop(), None)
        if style is None:
            continue
        if style.find(f"{W}pPr/{W}numPr") is not None:
            return True
        rest += [base.get(f"{W}val") for base in style.iterfind(f"{W}basedOn")]
    return False


def _fields(letter: Letter) -> list[str]:
    """The codes of its fields, in headers and footers too."""
    parts = [one.target for one in letter.links() if one.kind in ("header", "footer")]
    roots = [letter.body, *(etree.fromstring(letter.members[name]) for name in parts)]
    return [code for root in roots for code in cast("list[str]", _FIELDS(root))]


def _heads(sections: Sequence[etree._Element]) -> set[tuple[str, str | None]]:
    """For which pages there is a header or a footer."""
    return {
        (str(one.tag), one.get(f"{W}type"))
        for section in sections
        for one in section
        if one.tag in (f"{W}headerReference", f"{W}footerReference")
    }
