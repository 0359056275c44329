"""What a use case refuses, as sentences for the person at the desk."""

from typing import ClassVar


class Refused(Exception):
    """A request that cannot be carried out; the message says why and what to do instead."""

    slug: ClassVar[str] = "ditolak"


class NotFound(Refused):
    """It does not exist, or belongs to another office: the answer is the same."""

    slug = "tidak-ditemukan"


class DraftChanged(Refused):
    """Somebody else saved this draft in the meantime."""

    slug = "konsep-berubah"


class SampleMix(Refused):
    """Samples and real letters never share an installation."""

    slug = "contoh-tercampur"
