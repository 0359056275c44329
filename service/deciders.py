"""Who decides at a step: whoever performs it, or may decide any; others note who did."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from service import petugas
from service.accounts.permissions import ROLES, Izin
from service.accounts.users import User
from service.board import Board
from service.offices.capacities import Staff
from service.sop.procedure import Langkah

PAPER = (
    "Bila keputusannya sudah diambil di atas kertas, catat dengan memilih siapa yang memutuskan."
)
NOBODY = "Kantor ini belum punya pejabat; isi dulu di Pengaturan › Pejabat."


@dataclass(frozen=True)
class Decider:
    """An account before some steps: whether it decides there itself, else in whose name.

    `names` are the officials whose decision it may write down. Who leads the office is among them,
    so that a post without a holder, or one outside, locks nobody out.
    """

    own: bool
    names: tuple[str, ...]
    pelaksana: tuple[str, ...] = ()

    @property
    def refusal(self) -> str:
        """Say who decides there, and what somebody else may do."""
        roles = [one.nama for one in ROLES.values() if Izin.PUTUS in one.izin]
        who = f"{', '.join(self.pelaksana)}, atau peran {' dan '.join(roles)}"
        return f"Yang memutuskan langkah ini: {who}. {PAPER if self.names else NOBODY}"


def at(seen: Board, nomors: Sequence[int], user: User, staff: Staff, today: date) -> Decider:
    """Give what an account may decide at these steps, all of them taken together."""
    steps = [row.langkah for row in seen.rows if row.langkah.nomor in nomors]
    posts = petugas.posts_of(staff, user.pejabat_id, today)
    performs = all(petugas.performs(seen.procedure, step, posts) for step in steps)
    names = dict.fromkeys(_names(seen, steps, staff, today))
    performers = dict.fromkeys(one.nama for step in steps for one in step.pelaksana)
    return Decider(user.may(Izin.PUTUS) or performs, tuple(names), tuple(performers))


def _names(seen: Board, steps: Sequence[Langkah], staff: Staff, today: date) -> Iterator[str]:
    """Name who performs the steps today, then who leads the office."""
    for step in steps:
        for one in petugas.of_step(seen.procedure, step, staff, today):
            yield from (way.pegawai.nama_lengkap for way in one.pejabat)
    head = staff.head(today)
    yield from (way.pegawai.nama_lengkap for way in staff.capacities if way.key == head)
