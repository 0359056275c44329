"""Is a letter that was made with others the same PDF as when it is made alone?"""

import io
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Object

from doc_templates import pdf

DPI = 100
_PAGE, _PARENT = "/Pg", "/P"


def difference(joined: bytes, single: bytes) -> str:
    """Where they differ, as words that go on after “karena”; "" when they are the same.

    Every dot of every page at 100 dpi, all tags with their attributes, title, author, language,
    bookmarks, PDF/A, and that every font is in the file.
    """
    pictures = [[one.image.tobytes() for one in pdf.sheets(two, DPI)] for two in (joined, single)]
    if len(pictures[0]) != len(pictures[1]):
        return "jumlah halamannya berubah bila digabung"
    if pictures[0] != pictures[1]:
        return "halamannya tampak lain bila digabung"
    if pdf.outline(joined) != pdf.outline(single):
        return "daftar babnya berubah bila digabung"
    with pikepdf.open(io.BytesIO(joined)) as one, pikepdf.open(io.BytesIO(single)) as other:
        if _told(one) != _told(other):
            return "keterangan PDF-nya berubah bila digabung"
        if _tags(one) != _tags(other):
            return "penanda strukturnya berubah bila digabung"
        return "" if _all_embedded(one) else "ada huruf yang tidak tertanam bila digabung"


def _told(opened: pikepdf.Pdf) -> list[object]:
    """What it says of itself, the moment when it was made apart."""
    with opened.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        part = xmp.pdfa_status
        title = xmp.get("dc:title")
    info = {name: str(value) for name, value in opened.docinfo.items() if "Date" not in name}
    colours = [str(one.S) for one in opened.Root.get("/OutputIntents", Array())]
    marked = bool(opened.Root.get("/MarkInfo", Dictionary()).get("/Marked", False))
    return [part, title, info, colours, marked, str(opened.Root.get("/Lang"))]


def _tags(opened: pikepdf.Pdf) -> Any:  # noqa: ANN401 - a tree of plain values
    pages = {page.obj.objgen: number for number, page in enumerate(opened.pages)}
    root = opened.Root.StructTreeRoot
    parents = [len(one) if isinstance(one, Array) else 0 for one in root.ParentTree.Nums]
    return _plain(root.K, pages), parents


def _plain(found: Any, pages: dict[tuple[int, int], int]) -> Any:  # noqa: ANN401 - as above
    """Tags as tables and lists, each page by its place; ways back to the parent are left out."""
    if isinstance(found, Array):
        return [_plain(one, pages) for one in found]
    if not isinstance(found, Dictionary):
        return str(found)
    return {
        name: pages[one.objgen] if name == _PAGE else _plain(one, pages)
        for name, one in found.items()
        if name != _PARENT
    }


def _all_embedded(opened: pikepdf.Pdf) -> bool:
    fonts = [
        font
        for page in opened.pages
        for font in page.obj.Resources.get("/Font", Dictionary()).values()
    ]
    return all(_embedded(font) for font in fonts)


def _embedded(font: Object) -> bool:
    own = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    about = own.get("/FontDescriptor", Dictionary())
    return own.get("/Subtype") == "/Type3" or any(
        name in about for name in ("/FontFile", "/FontFile2", "/FontFile3")
    )
