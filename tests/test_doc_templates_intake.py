"""What is no template: each refused with a sentence, in bounded time and memory."""

import io
import struct
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PIL import Image

from doc_templates.catalog import Catalog, Kind, uploaded
from doc_templates.convert import doctor
from doc_templates.doctor.intake import refuse_unfit
from doc_templates.doctor.pictures import unfit_picture
from doc_templates.errors import UnfitTemplate
from doc_templates.filling.order import Order
from doc_templates.office import LIBRARY
from doc_templates.render import order_of
from tests.letter_kinds import OFFICE, make_kind, typed
from tests.support_filling import picture

GOOD = (LIBRARY / "permintaan-data" / "template.docx").read_bytes()
PATIENCE = doctor.SECONDS + 10
RELATIONS = "word/_rels/document.xml.rels"
OUTSIDE = (
    '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{}" Target="http://contoh.invalid/a.png" TargetMode="External"/></Relationships>'
)
BOMB = "<!DOCTYPE w [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]><w>&b;</w>"


def packed(more: Mapping[str, bytes | str]) -> bytes:
    """A good template with other members, or more of them."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(GOOD)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in more:
                new.writestr(name, old.read(name))
        for name, data in more.items():
            new.writestr(name, data)
    return target.getvalue()


def changed(name: str, change: Callable[[str], str]) -> bytes:
    """A good template, one member of it changed."""
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old:
        return packed({name: change(old.read(name).decode())})


def linked(kind: str) -> bytes:
    """A good template that refers to something outside."""
    return changed(RELATIONS, lambda xml: xml.replace("</Relationships>", OUTSIDE.format(kind)))


def field(code: str) -> bytes:
    """A good template with a field of Word."""
    run = f"<w:p><w:r><w:instrText>{code}</w:instrText></w:r></w:p></w:body>"
    return changed("word/document.xml", lambda xml: xml.replace("</w:body>", run))


def fields(*pieces: str) -> bytes:
    """A good template with a field that Word has spread over several runs."""
    return inserted(f"<w:p>{_field(*pieces)}</w:p>")


def nested(outer: str, inner: str) -> bytes:
    """A good template with a field that stands in the words of another."""
    begin, code, end = _field(outer).partition(f"<w:r><w:instrText>{outer}</w:instrText></w:r>")
    return inserted(f"<w:p>{begin}{code}{_field(inner)}{end}</w:p>")


def _field(*pieces: str) -> str:
    codes = "".join(f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in pieces)
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return f"{mark.format('begin')}{codes}{mark.format('end')}"


def inserted(xml: str) -> bytes:
    """A good template with this at the end of its body, its usual prefixes declared."""
    names = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:r="http://schemas.openxmlformats.org/'
    names += 'officeDocument/2006/relationships"'
    framed = f"<w:sdt {names}><w:sdtContent>{xml}</w:sdtContent></w:sdt></w:body>"
    return changed("word/document.xml", lambda body: body.replace("</w:body>", framed))


def related(kind: str, target: str, more: Mapping[str, bytes | str], mode: str = "") -> bytes:
    """A good template with a relation that leads to one of these further members."""
    one = f'<Relationship Id="rIdX" Type="http://contoh/{kind}" Target="{target}" {mode}/>'
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old:
        xml = old.read(RELATIONS).decode().replace("</Relationships>", f"{one}</Relationships>")
    return packed({RELATIONS: xml, **more})


def in_utf_16(docx: bytes) -> bytes:
    """The same template with its relations in the other encoding that every reader knows."""
    with zipfile.ZipFile(io.BytesIO(docx)) as old:
        xml = old.read(RELATIONS).decode().replace("UTF-8", "UTF-16")
    return packed({RELATIONS: xml.encode("utf-16")})


def named_twice() -> bytes:
    """A good template with two bodies: one program reads the first, another the last."""
    target = io.BytesIO(GOOD)
    with zipfile.ZipFile(target, "a") as package:
        package.writestr("Word/document.xml", "<x/>")
    return target.getvalue()


def drawn(form: str, mode: str = "RGB", size: tuple[int, int] = (40, 30)) -> bytes:
    """A picture as a camera or a print shop gives it."""
    target = io.BytesIO()
    Image.new(mode, size).save(target, form)
    return target.getvalue()


def emf() -> bytes:
    """The smallest picture that Windows draws: nothing at all."""
    end = struct.pack("<5I", 14, 20, 0, 0, 20)
    size = 88 + len(end)
    head = struct.pack("<2I8i", 1, 88, 0, 0, 9, 9, 0, 0, 99, 99) + b" EMF"
    told = struct.pack("<3I2H3I4i", 0x10000, size, 2, 1, 0, 0, 0, 0, 10, 10, 100, 100)
    return head + told + end


def wmf() -> bytes:
    """The same of the older sort."""
    return struct.pack("<3HIHIH", 1, 9, 0x300, 12, 0, 3, 0) + struct.pack("<IH", 3, 0)


def locked() -> bytes:
    """How a file looks that Word has put a password on."""
    return bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "kosong"),
    "a text": (lambda: b"bukan docx", "bukan dokumen Word"),
    "an old .doc": (lambda: bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 4096, "Word lama"),
    "a password": (locked, "kata sandi"),
    "a cut file": (lambda: GOOD[: len(GOOD) // 2], "rusak atau terpotong"),
    "a spreadsheet": (lambda: zipped({"xl/workbook.xml": b"<x/>"}), "bukan dokumen Word"),
    "a macro": (lambda: packed({"word/vbaProject.bin": b"x"}), "makro"),
    "a macro by its type": (
        lambda: changed("[Content_Types].xml", lambda xml: xml.replace(
            "wordprocessingml.document.main", "document.macroEnabled.main")), "makro"),
    "a zip bomb": (lambda: packed({"word/media/a.bin": b"\0" * 150 * 2**20}), "terlalu besar"),
    "a bomb of text": (lambda: packed({"word/x.xml": b" " * 30 * 2**20}), "terlalu besar"),
    "thousands of members": (
        lambda: packed({f"word/{n}.bin": b"" for n in range(2500)}), "terlalu besar"),
    "entities that grow": (lambda: packed({"word/x.xml": BOMB}), "rusak"),
    "broken XML": (lambda: changed("word/document.xml", lambda xml: xml[:-20]), "rusak"),
    "a linked picture": (lambda: linked("image"), "gambar yang ditautkan"),
    "a template behind it": (lambda: linked("attachedTemplate"), "bagian yang ditautkan"),
    "a linked picture in single quotes": (
        lambda: related("image", "http://contoh.invalid/a", {}, "TargetMode='External'"),
        "gambar yang ditautkan"),
    "a linked picture in UTF-16": (lambda: in_utf_16(linked("image")), "gambar yang ditautkan"),
    "an address that says it is inside": (
        lambda: related("image", "http://contoh.invalid/a.png", {}), "gambar yang ditautkan"),
    "a linked picture in old markup": (
        lambda: inserted('<w:p><w:r><w:pict><v:shape><v:imagedata src="http://contoh.invalid/a"/>'
                         "</v:shape></w:pict></w:r></w:p>"), "gambar yang ditautkan"),
    "a picture that is only linked": (
        lambda: inserted('<w:p><w:r><x:blip xmlns:x="http://contoh" r:link="rId1"/></w:r></w:p>'),
        "gambar yang ditautkan"),
    "an inserted web page": (
        lambda: related("aFChunk", "sisip.html", {"word/sisip.html": "<img/>"}), "menyisipkan"),
    "a place for an inserted file": (lambda: inserted('<w:altChunk r:id="rId1"/>'), "menyisipkan"),
    "a web page as header": (
        lambda: related("header", "sisip.html", {"word/sisip.html": "<img/>"}), "sisip.html"),
    "an embedded object elsewhere": (
        lambda: related("oleObject", "a.bin", {"word/a.bin": "x"}), "objek tertanam"),
    "two bodies": (named_twice, "dua bagian"),
    "a field in two pieces": (lambda: fields("INCLUDE", "PICTURE http://contoh.invalid/a"),
                              "INCLUDEPICTURE"),
    "a field in small letters": (lambda: fields(" includetext c:\\\\x"), "INCLUDETEXT"),
    "a field in a field": (
        lambda: nested("IF 1 = 1", "LINK Excel.Sheet x"), "LINK"),
    "a field that reads a file": (lambda: field(r"INCLUDETEXT \"/etc/passwd\""), "INCLUDETEXT"),
    "a field that runs a program": (lambda: field(r"DDEAUTO c:\\x"), "DDEAUTO"),
    "an embedded object": (lambda: packed({"word/embeddings/a.bin": b"x"}), "objek tertanam"),
    "a large file": (lambda: b"PK" + b"\0" * 30 * 2**20, "30 MB"),
    "a 12 MB picture": (lambda: packed({"word/media/logo.png": b"\0" * 12 * 2**20}), "12 MB"),
    "a CMYK picture": (lambda: packed({"word/media/logo.jpg": drawn("JPEG", "CMYK")}), "CMYK"),
    "a CMYK picture of a print shop": (
        lambda: packed({"word/media/logo.tiff": drawn("TIFF", "CMYK")}), "logo.tiff bukan PNG"),
    "a picture of a print shop elsewhere": (
        lambda: related("image", "logo.tiff", {"word/logo.tiff": drawn("TIFF")}), "logo.tiff"),
    "a picture of many dots": (
        lambda: packed({"word/media/peta.png": drawn("PNG", "1", (9000, 9000))}),
        "peta.png terlalu besar .9000 × 9000"),
    "a picture of far more dots": (
        lambda: packed({"word/media/peta.png": drawn("PNG", "1", (20_000, 20_000))}),
        "peta.png terlalu besar"),
    "a cut drawing": (lambda: packed({"word/media/logo.emf": emf()[:-4]}), "logo.emf rusak"),
    "a cut old drawing": (lambda: packed({"word/media/logo.wmf": wmf()[:-4]}), "logo.wmf rusak"),
    "a broken PNG": (lambda: packed({"word/media/logo.png": drawn("PNG")[:60]}), "rusak"),
    "a JPEG that is a PNG": (lambda: packed({"word/media/logo.png": drawn("JPEG")}), "rusak"),
}  # fmt: skip


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip of these."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as new:
        for name, data in members.items():
            new.writestr(name, data)
    return target.getvalue()


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_template_is_refused_with_a_sentence(what: str) -> None:
    """The reason, and what to do instead."""
    make, said = REFUSED[what]
    with pytest.raises(UnfitTemplate, match=said) as caught:
        refuse_unfit(make())
    assert str(caught.value).startswith("Templat ini ditolak: ")


def test_good_ones_are_taken() -> None:
    """Links that people click, page numbers, pictures in the usual forms."""
    links = (linked("hyperlink"), fields("HYPERLINK ", "http://contoh.invalid/link"))
    for data in (GOOD, *links, field("PAGE"), field(r"TOC \o"), nested("IF 1 = 1", "PAGE")):
        refuse_unfit(data)
    refuse_unfit(packed({"word/media/a.emf": emf(), "word/media/b.wmf": wmf()}))
    refuse_unfit(packed({"word/media/a.png": drawn("PNG"), "word/media/b.jpeg": drawn("JPEG")}))
    for kind in Catalog([LIBRARY]).kinds():
        refuse_unfit(kind.docx)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (drawn("JPEG", "CMYK"), "CMYK"),
        (drawn("PNG")[:60], "rusak"),
        (drawn("GIF"), "rusak"),
        (b"", "rusak"),
        (picture(), ""),
        (drawn("JPEG"), ""),
    ],
)
def test_a_picture_is_looked_at_as_a_whole(data: bytes, said: str) -> None:
    """A header alone promises what the rest does not keep."""
    assert said in unfit_picture(data)
    assert bool(unfit_picture(data)) == bool(said)


HOSTILE = {
    "10,000 loops in each other": ["{%p for i in hal %}"] * 10_000,
    "10,000 loops in one paragraph": ["{% for i in hal %}" * 10_000],
    "loops that never end": ["{% for i in range(90000) %}" * 3 + "x" + "{% endfor %}" * 3],
    "loops that take long": ["{% for i in range(99999) %}" * 2 + "x" + "{% endfor %}" * 2],
    "deep brackets": ["{{ " + "(" * 20_000 + "1" + ")" * 20_000 + " }}"],
    "braces without end": ["{{ {% {# " * 20_000],
    "a name of a megabyte": ["{{ " + "a" * 2**20 + " }}"],
}


def told(kind: Kind) -> str:
    """What is said of a template that nobody should use."""
    try:
        return doctor.examine(kind, sample_of(kind)).findings[0].pesan
    except UnfitTemplate as refusal:
        return str(refusal)


def sample_of(kind: Kind) -> Order:
    """The usual letter of a kind."""
    return order_of(kind, {**typed(kind), "nomor_surat": "7"}, OFFICE, ())


@pytest.mark.parametrize("attack", HOSTILE)
def test_a_hostile_template_only_costs_its_share(tmp_path: Path, attack: str) -> None:
    """It is refused or full of findings; a good one is looked at right after it."""
    kind = make_kind(tmp_path, HOSTILE[attack])
    begun = time.monotonic()
    pesan = told(kind)
    assert any(said in pesan for said in ("terlalu", "lebih dari", "tidak berpasangan")), pesan
    assert time.monotonic() - begun < PATIENCE
    good = Catalog([LIBRARY]).get("permintaan-data")
    assert doctor.examine(uploaded(good, GOOD), None).usable


def test_a_bomb_is_refused_by_the_process_too() -> None:
    """What it answers is the same sentence."""
    good = Catalog([LIBRARY]).get("permintaan-data")
    with pytest.raises(UnfitTemplate, match="terlalu besar setelah dibuka"):
        doctor.examine(uploaded(good, packed({"word/x.xml": b" " * 30 * 2**20})), None)
