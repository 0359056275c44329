"""The permission matrix: what each role may do. Nothing else in the code decides it."""

from enum import StrEnum


class Peran(StrEnum):
    """Roles of people who sign in."""

    STAF = "staf"
    SEKRETARIS = "sekretaris"
    ADMIN = "admin"


class Izin(StrEnum):
    """What a page or a button may ask for."""

    LIHAT = "lihat"  # see letters, dossiers and the archive of one's own office
    BUAT = "buat"  # write drafts, issue letters, file uploads
    TANDA_TANGAN = "tanda-tangan"  # bring signed copies back, note where the paper lies
    BERKAS = "berkas"  # open, close and export a dossier
    BATAL = "batal"  # cancel an issued letter, with its reason
    AGENDA = "agenda"  # give numbers out of their order: insertions, blocks, those of others
    SOP = "sop"  # change the office's procedure
    ATUR = "atur"  # profile, officials, books, accounts


_DAILY = frozenset({Izin.LIHAT, Izin.BUAT, Izin.TANDA_TANGAN, Izin.BERKAS})
MATRIX: dict[Peran, frozenset[Izin]] = {
    Peran.STAF: _DAILY,
    Peran.SEKRETARIS: _DAILY | {Izin.BATAL, Izin.AGENDA, Izin.SOP},
    Peran.ADMIN: frozenset(Izin),
}


def may(peran: str, izin: Izin) -> bool:
    """Tell whether somebody in this role may do it; an unknown role may do nothing."""
    return peran in list(Peran) and izin in MATRIX[Peran(peran)]
