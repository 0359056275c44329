"""What an office decides about how its letters look, where regions and habits differ.

The defaults are those of Permendagri 1/2023: margins of Pasal 34(2), titles of Pasal 44.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from doc_templates.signing import POLOS, Gaya

KOP_RULES = ("Tebal dan tipis", "Satu garis tebal", "Satu garis tipis", "Ganda")
SWITCHES = ("gelar", "pangkat", "nip", "jabatan_kapital", "nama_kapital", "klausul")
"""What can be on or off for each kind: five parts of the signature, and the footer clause."""
USUAL = ("gelar", "pangkat", "nip", "jabatan_kapital")
OF_A_DECREE = ("pangkat", "nip", "jabatan_kapital", "nama_kapital")
"""A Keputusan names its signer without academic titles (Pasal 44(1))."""


@dataclass(frozen=True)
class Tata:
    """Lengths are in cm, sizes of the kop in points, the logo in mm; `paraf` lists posts, from the
    lowest up, and `saklar` what is on for a kind, by its slug, where the office chose otherwise.
    `polos` are the capacities that sign without titles, pangkat and NIP, whatever is on.
    """

    margin_atas: float = 2.0
    margin_bawah: float = 2.5
    margin_kiri: float = 3.0
    margin_kanan: float = 2.0
    kop_pemerintah: float = 14
    kop_nama: float = 18
    kop_alamat: float = 10
    kop_garis: str = KOP_RULES[0]
    logo_tinggi: int = 22
    tempat_tanggal: bool = True
    label_nip: str = "NIP."
    baris_kedua: bool = False
    polos: tuple[str, ...] = POLOS
    klausul: tuple[str, ...] = ()
    paraf: tuple[str, ...] = ()
    saklar: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    def switches(self, slug: str, kelas: str) -> tuple[str, ...]:
        """What is on for a kind of this class."""
        return self.saklar.get(slug, OF_A_DECREE if kelas == "keputusan" else USUAL)

    def gaya(self, slug: str, kelas: str) -> Gaya:
        """How a kind of this class prints its signature."""
        on = set(self.switches(slug, kelas))
        parts = {name: name in on for name in SWITCHES if name != "klausul"}
        return Gaya(
            **parts, baris_kedua=self.baris_kedua, label_nip=self.label_nip, polos=self.polos
        )

    def footer(self, slug: str, kelas: str) -> tuple[str, ...]:
        """The lines of the clause at the foot of each page; none unless it is on for the kind."""
        return self.klausul if "klausul" in self.switches(slug, kelas) else ()


def tata_from(data: Mapping[str, object]) -> Tata:
    """The rules out of TOML or JSON, which know no tuples; what they do not say is the default."""
    known = {one.name for one in fields(Tata)}
    values: dict[str, object] = {key: value for key, value in data.items() if key in known}
    for name in {"klausul", "paraf", "polos"} & set(values):
        values[name] = tuple(_texts(values[name]))
    chosen = values.get("saklar")
    chosen = chosen if isinstance(chosen, Mapping) else {}
    values["saklar"] = {str(slug): tuple(_texts(on)) for slug, on in chosen.items()}
    return Tata(**values)  # type: ignore[arg-type]  # the keys were checked just above


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple) else []
