"""Writes library/<slug>/template.docx for every module in kinds/."""

import io
import pkgutil
import zipfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from docx.document import Document

from doc_templates.drafting import kinds

LIBRARY = Path(__file__).parent.parent / "library"
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip can hold


def drafts() -> Iterator[tuple[str, bytes]]:
    """Each kind's slug and the bytes of its Word file, the same bytes at every run."""
    for module in pkgutil.iter_modules(kinds.__path__):
        draft = import_module(f"{kinds.__name__}.{module.name}").draft
        yield module.name.replace("_", "-"), file_bytes(draft())


def file_bytes(doc: Document) -> bytes:
    """The document as a Word file without the time of writing in it."""
    raw, calm = io.BytesIO(), io.BytesIO()
    doc.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(calm, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return calm.getvalue()


def main() -> None:
    """Writes all of them and names each."""
    for slug, data in drafts():
        folder = LIBRARY / slug
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "template.docx").write_bytes(data)
        print(f"{slug}: {len(data):,} byte")


if __name__ == "__main__":
    main()
