"""Templates that were prepared: kept beside the data, the same for every process.

Two files lie there for each template, logo and LibreOffice: the outcome, and the template where it
was accepted. Their name is the digest of all that they depend on, so nothing in them ever changes.
"""

import json
import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from shutil import which
from tempfile import mkstemp

from doc_templates.catalog import Kind
from doc_templates.convert.profile import build_of
from doc_templates.office import Instansi
from doc_templates.preparing.acceptance import Outcome, lighter, with_light_logo

METHOD = "2"  # to be raised when templates are prepared in another way


@dataclass(frozen=True)
class Verdict:
    """An outcome as it was kept, and the digest of the sample that proved it."""

    outcome: Outcome
    sample: str


class Prepared:
    """A folder of prepared templates."""

    def __init__(self, folder: Path, soffice: str) -> None:
        """Take the folder, made when the first outcome comes, and the LibreOffice that is used."""
        self.folder = folder
        self._soffice, self._seen = soffice, ""
        self._known: dict[str, Verdict] = {}

    def best(self, kind: Kind, instansi: Instansi) -> tuple[Kind, Instansi]:
        """Give what letters are made of: the prepared template and logo, or both as they are."""
        verdict = self.verdict(kind, instansi)
        if verdict is None or verdict.outcome.docx is None:
            return kind, instansi
        return lighter(kind, verdict.outcome.docx), with_light_logo(instansi)

    def verdict(self, kind: Kind, instansi: Instansi) -> Verdict | None:
        """Give what came of preparing this template with this office's logo; None until then."""
        name = self._name(kind, instansi)
        if name not in self._known:
            found = self._read(name)
            if found is None:
                return None
            self._known[name] = found
        return self._known[name]

    def keep(self, kind: Kind, instansi: Instansi, verdict: Verdict) -> None:
        """Keep an outcome for all processes."""
        name, docx = self._name(kind, instansi), verdict.outcome.docx
        told = {"jenis": kind.slug, "alasan": verdict.outcome.alasan, "contoh": verdict.sample}
        self.folder.mkdir(parents=True, exist_ok=True)
        if docx is not None:
            self._write(f"{name}.docx", docx)
            told["sha256"] = sha256(docx).hexdigest()
        self._write(f"{name}.json", json.dumps(told, ensure_ascii=False).encode())
        self._known[name] = verdict

    def _read(self, name: str) -> Verdict | None:
        """None as well for what is damaged: it is made again."""
        try:
            told = json.loads((self.folder / f"{name}.json").read_bytes())
            docx = (self.folder / f"{name}.docx").read_bytes() if "sha256" in told else None
        except (OSError, ValueError):
            return None
        if docx is not None and sha256(docx).hexdigest() != told["sha256"]:
            return None
        return Verdict(Outcome(docx, told["alasan"]), told["contoh"])

    def _write(self, name: str, data: bytes) -> None:
        """Whole or not at all; a power cut may lose it, and then it is made again."""
        handle, temporary = mkstemp(dir=self.folder)
        with os.fdopen(handle, "wb") as target:
            target.write(data)
        Path(temporary).replace(self.folder / name)

    def _build(self) -> str:
        """Give the build of LibreOffice, once there is one."""
        self._seen = self._seen or build_of(Path(which(self._soffice) or self._soffice))
        return self._seen

    def _name(self, kind: Kind, instansi: Instansi) -> str:
        logo = sha256(instansi.logo or b"").hexdigest()
        parts = (METHOD, self._build(), kind.digest, logo, str(instansi.tata.logo_tinggi))
        return sha256("\n".join(parts).encode()).hexdigest()
