"""What a sample office writes in the demo of one procedure: the words and day of each paper."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

PLAYBOOKS = Path(__file__).parent / "samples" / "demo"
# What comes from outside was there before the year ended, unless the playbook says otherwise.
OUTSIDE_DAY = date(2026, 12, 30)


@dataclass(frozen=True)
class Return:
    """The one time that somebody answers no: at which step, once which output is there, and why."""

    langkah: int
    sesudah: str
    catatan: str


@dataclass(frozen=True)
class Delivery:
    """Copies of an output that go to somebody, on the day on which `sesudah` comes about."""

    sesudah: str
    keluaran: str
    kepada: str
    penerima: str
    jumlah: int = 1
    cara: str = "Diantar"


@dataclass(frozen=True)
class Playbook:
    """The papers of one procedure, by the names of its outputs.

    `days` has one day for each time that a paper is made; `own` is what it says itself instead of
    the sample of its kind, and `corrected` what it says differently when it comes again.
    `delivered` is what is handed over.
    """

    days: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    own: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    corrected: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    back: Return | None = None
    delivered: tuple[Delivery, ...] = ()

    def day(self, slug: str, *, again: bool = False) -> date:
        """Give the day of a paper, and of what is put in from outside."""
        days = self.days.get(slug, (OUTSIDE_DAY,))
        return days[-1] if again else days[0]

    @property
    def first(self) -> date:
        """Give the day on which it begins."""
        return min((days[0] for days in self.days.values()), default=OUTSIDE_DAY)

    def values(self, slug: str, *, again: bool = False) -> dict[str, object]:
        """Give what the office says itself in a paper."""
        return {**self.own.get(slug, {}), **(self.corrected.get(slug, {}) if again else {})}


def of_procedure(slug: str) -> Playbook:
    """Read the playbook of a procedure; an empty one where the samples have none."""
    path = PLAYBOOKS / f"{slug}.toml"
    if not path.exists():
        return Playbook()
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    back = Return(**data["kembali"]) if "kembali" in data else None
    days = {name: _days(said) for name, said in data["tanggal"].items()}
    delivered = tuple(Delivery(**row) for row in data.get("penyampaian", []))
    return Playbook(days, data.get("isian", {}), data.get("perbaikan", {}), back, delivered)


def _days(said: str | list[str]) -> tuple[date, ...]:
    return tuple(date.fromisoformat(one) for one in ([said] if isinstance(said, str) else said))
