"""Forms of the buku agenda: the fields of a letter that is on paper, and how a deed is tried."""

import re
from collections.abc import Callable, Sequence
from typing import TypeVar
from uuid import uuid4

from flask import request

from doc_templates.shapes import Fault, Field
from numbering.books import Buku
from numbering.errors import NumberingError
from numbering.letter import Letter
from service.agenda import parts
from service.errors import Refused
from service.web import settings_form
from service.web.context import office
from service.web.settings_form import Sent

Done = TypeVar("Done")
Faults = Sequence[Fault]


def letter_fields(buku: Buku, *, wajib: bool) -> tuple[Field, ...]:
    """Give the fields of a letter, with one for each part of the number that is its own."""
    own = (
        Field(f"bagian_{name}", parts.label(name), wajib=wajib, maks=60,
              kelompok="Surat")
        for name in parts.asked(buku)
    )  # fmt: skip
    return (
        Field("tanggal_surat", "Tanggal surat", "tanggal", wajib=True, kelompok="Surat"),
        *own,
        Field("hal", "Hal", wajib=True, maks=500, kelompok="Surat"),
        Field("tujuan", "Dikirim kepada", maks=500, kelompok="Surat"),
    )


def letter(sent: Sent, buku: Buku) -> Letter:
    """Give the letter that a form without faults describes."""
    typed = {name: sent.text(f"bagian_{name}") for name in parts.asked(buku)}
    own = parts.typed(office(), buku, typed)
    return Letter(sent.day("tanggal_surat"), own, sent.text("hal"), sent.text("tujuan"))


def attempt(
    described: Sequence[Field], deed: Callable[[Sent], Done]
) -> tuple[Done | None, Sent, list[Fault]]:
    """Carry out a deed with the form of this request, or say all that is wrong with it."""
    sent = settings_form.sent(described)
    if sent.faults:
        return None, sent, list(sent.faults)
    try:
        return deed(sent), sent, []
    except (NumberingError, Refused) as refusal:
        return None, sent, [settings_form.refusal(refusal, described)]


def new_key(prefix: str) -> str:
    """Give the key of a form that is shown for the first time: sent twice, it is done once."""
    return f"{prefix}-{uuid4().hex}"


def key(prefix: str) -> str:
    """Give the key that this request brings; only keys of forms, never that of a draft."""
    typed = request.form.get("_kunci", "")
    return typed if re.fullmatch(rf"{prefix}-[0-9a-f]{{32}}", typed) else new_key(prefix)
