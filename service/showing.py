"""What a demo leaves in its folder: the files of each paper, and a line about it."""

from io import BytesIO

from archive import entries
from archive.entries import Entry
from archive.merge import Leaf, Part, merge
from doc_templates import pdf
from service import naming
from service.db import reading
from service.stage import Stage

Line = dict[str, object]


def told(stage: Stage, nomor: int, slug: str, entry: Entry | None) -> Line:
    """Say what came of an output of this step; the files of its paper, if it is one, are written.

    Paths are relative to the folder of the demo.
    """
    return _paper(stage, nomor, entry) if entry is not None else _event(stage, nomor, slug)


def _paper(stage: Stage, nomor: int, entry: Entry) -> Line:
    folder = stage.out / f"{nomor:02}"
    folder.mkdir(exist_ok=True)
    signed = nomor != entry.langkah
    mark = " (bertanda tangan)" if signed else _version(stage, entry)
    name = naming.safe(f"{entry.keluaran} {entry.hal}{mark}")
    made = _signed_copy(stage, entry) if signed else stage.file(entry, "pdf")
    docx = None if signed else stage.file(entry, "docx")
    paths: dict[str, str | None] = {}
    for ending, data in (("pdf", made), ("docx", docx)):
        path = folder / f"{name}.{ending}"
        if data is not None:
            path.write_bytes(data)
        paths[ending] = path.relative_to(stage.out).as_posix() if data is not None else None
    return {
        "langkah": nomor,
        "jenis": entry.jenis,
        "nomor_surat": entry.nomor_surat,
        "tanggal_surat": entry.tanggal.isoformat(),
        "hal": entry.hal,
        **paths,
        "halaman": pdf.page_count(made) if made else None,
    }


def _event(stage: Stage, nomor: int, slug: str) -> Line:
    """Say what is told of an output that is no paper: what happened, and when."""
    slot = stage.slot(slug)
    closed = stage.office.today(stage.bench.now())
    when = slot.events[0].tanggal if slot.events else closed
    none = dict.fromkeys(("nomor_surat", "pdf", "docx", "halaman"))
    said = {"jenis": slot.keluaran.cara.value, "hal": slot.keluaran.nama}
    return {"langkah": nomor, "tanggal_surat": when.isoformat(), **said, **none}


def _version(stage: Stage, entry: Entry) -> str:
    """Tell the versions of a paper apart in the names of their files."""
    with reading(stage.bench.engine) as conn:
        filed = entries.of_berkas(conn, stage.berkas_id)
    before = [one for one in filed if one.keluaran == entry.keluaran and one.id < entry.id]
    return f" (versi {len(before) + 1})" if before else ""


def _signed_copy(stage: Stage, entry: Entry) -> bytes:
    """Give the scanned pages of a letter as one PDF."""
    with reading(stage.bench.engine) as conn:
        scans = [one for one in entries.files(conn, entry.id) if one.peran == "ttd"]
    store, out = stage.bench.store, BytesIO()
    merge([Part(entry.hal, [Leaf(s.nama, s.media_type, store.path(s.digest)) for s in scans])], out)
    return out.getvalue()
