"""The question that a step ends with, and where each of its two answers leads."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Way:
    """One answer at step `dari`: its word, and the step `ke` (0: none is left after it).

    `berikut` is the step that follows in the list. What a way does is told by its direction
    alone: one question is built so that yes goes on, another so that yes goes back.
    """

    jawab: str
    dari: int
    ke: int
    berikut: int

    @property
    def back(self) -> bool:
        """Tell whether the steps from there to here are done again."""
        return 0 < self.ke <= self.dari

    @property
    def jumps(self) -> bool:
        """Tell whether it passes over steps, which then need not come."""
        return self.ke > self.berikut

    @property
    def tujuan(self) -> str:
        """Say what it does: `lanjut ke langkah 4`."""
        if not self.ke:
            return "selesai"
        if self.ke == self.dari:
            return f"ulangi langkah {self.ke}"
        return f"{'kembali' if self.back else 'lanjut'} ke langkah {self.ke}"

    def __str__(self) -> str:
        return f"{self.jawab.capitalize()}, {self.tujuan}"


@dataclass(frozen=True)
class Keputusan:
    """A question that a step ends with, and the step that each answer leads to (0: the next)."""

    tanya: str
    tidak: int = 0
    ya: int = 0
    dasar: str = "tertulis"
    alasan: str = ""

    def ways(self, dari: int, berikut: int) -> tuple[Way, Way]:
        """Give yes and no as they lead from step `dari`, which `berikut` follows."""
        return (
            Way("ya", dari, self.ya or berikut, berikut),
            Way("tidak", dari, self.tidak or berikut, berikut),
        )
