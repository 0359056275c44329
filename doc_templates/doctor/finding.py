"""What the doctor has to say of a template."""

from dataclasses import dataclass

MOST = 200
"""Findings that are told; whoever made more of them begins with these."""


@dataclass(frozen=True)
class Finding:
    """One fault: a code to look up, a sentence with its remedy, and where it stands.

    `tempat` names the part, the heading above and the cell; `kalimat` is the text around. What is
    not `fatal` prints, but hardly as it was meant.
    """

    kode: str
    pesan: str
    tempat: str = ""
    kalimat: str = ""
    fatal: bool = True

    @property
    def told(self) -> str:
        """The place, the sentence, and the text around, in one line."""
        place = f"{self.tempat}: " if self.tempat else ""
        return f"{place}{self.pesan}" + (f" Tertulis: “{self.kalimat}”." if self.kalimat else "")


def left_out(found: int) -> list[Finding]:
    """What is said instead of all that nobody would read any more."""
    more = f"Masih ada {found - MOST} temuan lain. Perbaiki yang di atas dahulu."
    return [Finding("D00", more)] if found > MOST else []
