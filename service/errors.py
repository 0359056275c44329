"""What a use case refuses, as sentences for the person at the desk."""

from typing import ClassVar


class Refused(Exception):
    """A request that cannot be carried out; the message says why and what to do instead."""

    slug: ClassVar[str] = "ditolak"


class NotFound(Refused):
    """It does not exist, or belongs to another office: the answer is the same."""

    slug = "tidak-ditemukan"


class NotAllowed(Refused):
    """Whoever asks is not the one who may; the message says who is."""

    slug = "tidak-berwenang"


class DraftChanged(Refused):
    """Somebody else saved this draft in the meantime."""

    slug = "konsep-berubah"


class SampleMix(Refused):
    """Samples and real letters never share an installation."""

    slug = "contoh-tercampur"


class AlreadyOpen(Refused):
    """There is a dossier of this SOP and period already: `berkas_id`."""

    slug = "berkas-sudah-ada"

    def __init__(self, message: str, berkas_id: int) -> None:
        """Keep which dossier it is, so that it can be offered."""
        super().__init__(message)
        self.berkas_id = berkas_id
