"""The same document, the same bytes."""

import io
import zipfile

_DAY = (1980, 1, 1, 0, 0, 0)


def repack(docx: bytes) -> bytes:
    """The package with fixed dates and attributes, so that two renders of a letter are alike."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _DAY), old.read(name), zipfile.ZIP_DEFLATED)
    return target.getvalue()
