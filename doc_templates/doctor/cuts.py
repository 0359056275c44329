"""Tags that Word has cut in pieces in a way that cannot be put together again."""

from collections.abc import Iterator

from lxml import etree

from doc_templates.doctor.reading import Spot
from doc_templates.doctor.tags import Tag
from doc_templates.docx_text import W

_HOLDERS = {
    f"{W}hyperlink": "tautan",
    f"{W}ins": "perubahan terlacak (Track Changes)",
    f"{W}sdt": "kotak isian Word",
    f"{W}smartTag": "tag pintar",
    f"{W}fldSimple": "bidang Word",
}
_LOOKS = tuple(f"{W}{name}" for name in ("b", "i", "u", "sz", "color", "rFonts", "caps"))


def cut(tag: Tag) -> Iterator[Spot]:
    """What lies across a tag: half of it in a link, or in letters of another kind."""
    runs = list(dict.fromkeys(tag.paragraph.runs[tag.start : tag.end]))
    if len({_holder(run) for run in runs}) > 1:
        found = next(_said(run) for run in runs if _said(run))
        pesan = f"“{tag.told}” terpotong oleh {found}. Hapus, lalu ketik ulang sekaligus."
        yield tag.spot("D13", pesan)
    elif len({_look(run) for run in runs}) > 1:
        pesan = f"Gaya huruf berganti di tengah “{tag.told}”; yang dipakai hanya gaya awalnya."
        yield tag.spot("D13", f"{pesan} Beri seluruh penanda gaya yang sama.", fatal=False)


def tracked(element: etree._Element) -> bool:
    """Whether a document still holds changes that nobody has accepted."""
    return next(element.iter(f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo"), None) is not None


def _holder(run: etree._Element) -> etree._Element | None:
    return next(run.iterancestors(*_HOLDERS), None)


def _said(run: etree._Element) -> str:
    holder = _holder(run)
    return "" if holder is None else _HOLDERS[str(holder.tag)]


def _look(run: etree._Element) -> bytes:
    properties = run.find(f"{W}rPr")
    if properties is None:
        return b""
    looks = [one for one in properties if one.tag in _LOOKS]
    return b"".join(etree.tostring(one, with_tail=False) for one in looks)
