"""What would bring something of elsewhere into a letter: linked, inserted, or read by a field."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from lxml import etree

from doc_templates.doctor.pictures import PICTURES
from doc_templates.errors import UnfitTemplate

EMBEDDED = "berisi objek tertanam (misalnya lembar Excel). Ganti dengan gambar."
MACRO = "berisi makro. Simpan sebagai .docx biasa, tanpa makro."
_INSERTED = "menyisipkan file lain ke dalamnya (altChunk). Salin isi file itu ke dalam dokumen."
_REFUSED = {
    **dict.fromkeys(("oleObject", "package", "control", "activeXControlBinary"), EMBEDDED),
    **dict.fromkeys(("vbaProject", "wordVbaData"), MACRO),
    **dict.fromkeys(("aFChunk", "subDocument", "frame"), _INSERTED),
}
_OUTSIDE_ALLOWED = ("hyperlink",)
_FORMS = {
    "image": PICTURES,
    "font": (".odttf", ".ttf", ".fntdata"),
    "printerSettings": (".bin",),
    "hdphoto": (".wdp",),
}
_ANY_FORM = ("hyperlink", "thumbnail")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:|//|\\\\", re.IGNORECASE)
_VML = "{urn:schemas-microsoft-com:vml}"
_FIELD = re.compile(
    r"\s*\\?(INCLUDE|INCLUDETEXT|INCLUDEPICTURE|DDE|DDEAUTO|LINK|RD|IMPORT|MACROBUTTON)\b",
    re.IGNORECASE,
)


def refuse_outside(root: etree._Element) -> None:
    """UnfitTemplate for a member, read, that leads out of the file or has foreign things in it."""
    kind = _local(root.tag)
    if kind == "Relationships":
        for relation in root:
            _refuse_relation(relation)
    elif kind == "Types":
        _refuse_types(root)
    else:
        _refuse_drawn(root)
        _refuse_fields(root)


def _refuse_relation(relation: etree._Element) -> None:
    kind = str(relation.get("Type", "")).rsplit("/", 1)[-1]
    target = str(relation.get("Target", "")).strip()
    if kind in _REFUSED:
        raise UnfitTemplate(_REFUSED[kind])
    if _is_outside(relation, target):
        if kind not in _OUTSIDE_ALLOWED:
            raise UnfitTemplate(_linked("gambar" if kind == "image" else "bagian"))
        return
    suffix = PurePosixPath(re.split(r"[?#]", target)[0]).suffix.lower()
    if kind not in _ANY_FORM and suffix not in _FORMS.get(kind, (".xml",)):
        said = (
            "gambar yang bukan PNG atau JPG" if kind == "image" else "bagian yang bukan dari Word"
        )
        raise UnfitTemplate(f"ada {said} ({target[-80:]}). Hapus, atau sisipkan sebagai PNG.")


def _is_outside(relation: etree._Element, target: str) -> bool:
    mode = str(relation.get("TargetMode") or "Internal").strip().lower()
    return mode != "internal" or _ADDRESS.match(target) is not None


def _linked(what: str) -> str:
    return f"ada {what} yang ditautkan dari luar file. Sisipkan {what} itu ke dalam dokumen."


def _refuse_types(types: etree._Element) -> None:
    for one in types:
        told = str(one.get("ContentType", "")).lower()
        if "macroenabled" in told or "vbaproject" in told:
            raise UnfitTemplate(MACRO)


def _refuse_drawn(root: etree._Element) -> None:
    if next(root.iter("{*}altChunk"), None) is not None:
        raise UnfitTemplate(_INSERTED)
    names = ("imagedata", "fill", "stroke", "image")
    for one in root.iter(*(f"{_VML}{name}" for name in names)):
        if {"src", "href", "althref"} & {_local(name) for name in one.attrib}:
            raise UnfitTemplate(_linked("gambar"))
    for one in root.iter("{*}blip", "{*}svgBlip"):
        if "link" in {_local(name) for name in one.attrib}:
            raise UnfitTemplate(_linked("gambar"))


def _refuse_fields(root: etree._Element) -> None:
    for code in _codes(root):
        found = _FIELD.match(code)
        if found:
            name = found[1].upper()
            raise UnfitTemplate(f"bidang {name} mengambil isi dari luar file. Hapus bidangnya.")


def _codes(root: etree._Element) -> Iterator[str]:
    """What each field says, however many runs it is spread over; fields may stand in others."""
    fields: list[list[str]] = [[]]
    for one in root.iter("{*}fldChar", "{*}instrText", "{*}delInstrText", "{*}fldSimple"):
        told = {_local(name): str(value) for name, value in one.attrib.items()}
        name = _local(one.tag)
        if name == "fldSimple":
            yield told.get("instr", "")
        elif name != "fldChar":
            fields[-1].append(one.text or "")
        elif told.get("fldCharType") == "begin":
            fields.append([])
        elif told.get("fldCharType") == "end" and len(fields) > 1:
            yield "".join(fields.pop())
    yield from ("".join(code) for code in fields)


def _local(name: object) -> str:
    return str(name).rsplit("}", 1)[-1]
