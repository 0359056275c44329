"""Who may read a closed document: its maker, its signer, those it names, and the keepers.

The archive compares short words; here they are made of accounts (`p12`) and of people (`n` and
the NIP, or `m` and a digest of the name, for those without one).
"""

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256

from sqlalchemy.engine import Connection

from archive.secrecy import OPEN, Readers, class_of, joined
from doc_templates.values import Pegawai
from service.accounts.actor import account_of
from service.accounts.permissions import Izin
from service.accounts.users import User
from service.drafts import Draft
from service.offices import people

_BEFORE_A_NAME = re.compile(
    r"^(?:\d+[.)]\s*)?(?:kepada\s+)?(?:yth\.?\s*)?(?:sdr\.?\s*)?", re.IGNORECASE
)


def keys(conn: Connection, user: User) -> Readers | None:
    """Give the readers that an account is; None for those who may read everything."""
    if user.may(Izin.TERTUTUP):
        return None
    own = {of_account(user.id)}
    if user.pejabat_id is not None:
        found = people.every(conn, user.instansi_id)
        own |= {of_person(one.pegawai) for one in found if one.id == user.pejabat_id}
    return frozenset(own)


def of_account(akun_id: int) -> str:
    """Give the word for an account."""
    return f"p{akun_id}"


def of_person(pegawai: Pegawai) -> str:
    """Give the word for a person, the same in every post."""
    digits = "".join(char for char in pegawai.nip if char.isdigit())
    return f"n{digits}" if digits else f"m{sha256(_plain(pegawai.nama).encode()).hexdigest()[:16]}"


def of_maker(oleh: str) -> str:
    """Write down the one who acts, as the only reader; nobody at the command line."""
    akun = account_of(oleh)
    return joined([of_account(akun)] if akun is not None else [])


def of_letter(
    conn: Connection,
    instansi_id: int,
    snapshot: Mapping[str, object],
    tujuan: str,
    accounts: Iterable[int | None],
) -> tuple[str, str]:
    """Give the class of a frozen letter, and who may read it when that is not Biasa."""
    isian = snapshot.get("isian")
    sifat = class_of(isian.get("sifat") if isinstance(isian, Mapping) else None)
    if sifat == OPEN:
        return sifat, ""
    return sifat, named(conn, instansi_id, snapshot, tujuan, accounts)


def named(
    conn: Connection,
    instansi_id: int,
    snapshot: Mapping[str, object],
    tujuan: str,
    accounts: Iterable[int | None],
) -> str:
    """Write down the makers, the officials in the letter, and those that it is addressed to."""
    officials = snapshot.get("pegawai")
    kept = officials.values() if isinstance(officials, Mapping) else ()
    found = {of_account(one) for one in accounts if one is not None}
    found |= {of_person(Pegawai(**one)) for one in kept if isinstance(one, Mapping)}
    return joined(found | set(_addressed(conn, instansi_id, tujuan)))


def may_open(conn: Connection, draft: Draft, user: User) -> bool:
    """Tell whether an account may see a draft: of a closed one only its maker and its signer."""
    if class_of(draft.isian.get("sifat")) == OPEN:
        return True
    own = keys(conn, user)
    if own is None or draft.pengguna_id == user.id:
        return True
    return user.pejabat_id is not None and str(user.pejabat_id) in map(str, draft.isian.values())


def _addressed(conn: Connection, instansi_id: int, tujuan: str) -> Iterable[str]:
    """Give the officials of the office whose name or post stands among the recipients."""
    lines = {_plain(_BEFORE_A_NAME.sub("", line.strip())) for line in re.split(r"[\n;]", tujuan)}
    for one in people.every(conn, instansi_id):
        known = one.pegawai
        if lines & {_plain(known.nama), _plain(known.nama_lengkap), _plain(known.jabatan)}:
            yield of_person(known)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .,")
