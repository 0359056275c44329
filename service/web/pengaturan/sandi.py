"""A password that is typed twice, and what is wrong with it."""

from flask import request

from doc_templates.shapes import Fault
from service.accounts import users

FIRST, AGAIN = "sandi", "sandi_lagi"


def typed() -> str:
    """Give the password of this request's form."""
    return request.form.get(FIRST, "")


def faults(*, wanted: bool) -> list[Fault]:
    """Say all that is wrong with it; where it isn't `wanted`, both may be left empty."""
    password, again = typed(), request.form.get(AGAIN, "")
    found = []
    if not password and (wanted or again):
        found.append(Fault(FIRST, "Kata sandi", "Belum diisi."))
    elif password and (pesan := users.password_fault(password)):
        found.append(Fault(FIRST, "Kata sandi", pesan))
    if password != again:
        pesan = "Kedua kata sandi tidak sama. Ketik ulang keduanya."
        found.append(Fault(AGAIN, "Kata sandi, sekali lagi", pesan))
    return found
