"""Do the archive and the buku agenda tell of the same letters? Neither can then lose one alone."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from archive.schema import arsip
from numbering.schema import buku, nomor
from service.drafts import PREFIX
from service.offices.profile import Office


def unmatched(conn: Connection, office: Office, tahun: int | None) -> Iterator[str]:
    """Give a sentence for each letter, of one year or all, that only one of the two knows of."""
    for row in conn.execute(_filed(office, tahun)):
        yield f"Surat bernomor {row.nomor_surat} (arsip {row.id}) {_fault(row)}"
    for row in conn.execute(_numbered(office)):
        if tahun is None or row.tanggal_surat.year == tahun:
            yield (
                f"{row.nama}, periode {row.periode}: Nomor {row.nomor_surat} tercatat terbit, "
                "tetapi suratnya tidak ada di arsip."
            )


def _fault(row: sa.Row[tuple[object, ...]]) -> str:
    if row.tercatat is None:
        return "ada di arsip, tetapi nomornya tidak tercatat di buku agenda."
    if row.tercatat != row.nomor_surat:
        return f"tercatat di buku agenda dengan nomor lain, {row.tercatat}."
    return f"{row.state} di arsip, tetapi {row.di_buku} di buku agenda."


def _filed(office: Office, tahun: int | None) -> sa.Select[tuple[object, ...]]:
    """Letters in the archive whose number is not there, reads otherwise, or stands otherwise."""
    both = arsip.outerjoin(nomor, nomor.c.draft_key == arsip.c.draft_key)
    columns = (arsip.c.id, arsip.c.nomor_surat, arsip.c.state)
    theirs = (nomor.c.nomor_surat.label("tercatat"), nomor.c.state.label("di_buku"))
    odd = sa.or_(
        nomor.c.id.is_(None),
        nomor.c.nomor_surat != arsip.c.nomor_surat,
        (nomor.c.state == "batal") != (arsip.c.state == "batal"),
        nomor.c.state == "dipesan",
    )
    letter = (arsip.c.draft_key.is_not(None), arsip.c.nomor_surat.is_not(None))
    query = sa.select(*columns, *theirs).select_from(both)
    query = query.where(arsip.c.instansi_id == office.id, *letter, odd)
    if tahun is not None:
        query = query.where(arsip.c.tahun == tahun)
    return query.order_by(arsip.c.id)


def _numbered(office: Office) -> sa.Select[tuple[object, ...]]:
    """Numbers of drafts that are said to be issued, while no letter was filed."""
    filed = sa.exists().where(arsip.c.draft_key == nomor.c.draft_key)
    columns = (nomor.c.periode, nomor.c.nomor_surat, nomor.c.tanggal_surat, buku.c.nama)
    issued = (nomor.c.state == "terbit", nomor.c.draft_key.startswith(PREFIX))
    query = sa.select(*columns).select_from(nomor.join(buku))
    query = query.where(buku.c.instansi_id == office.id, *issued, ~filed)
    return query.order_by(nomor.c.buku_id, nomor.c.periode, nomor.c.nomor_urut)
