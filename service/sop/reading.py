"""Reads a definition (the shape of `definitions/*.toml`) and tells all that is wrong with it."""

from collections.abc import Iterator, Mapping
from typing import Any

from service.sop.answers import Keputusan
from service.sop.procedure import (
    BASES,
    BadProcedure,
    Bagian,
    Beda,
    Cara,
    Identitas,
    Kelengkapan,
    Keluaran,
    Langkah,
    Pelaksana,
    Pemegang,
    Procedure,
)
from service.sop.slug import slug as short

Data = Mapping[str, object]
TOP = "SOP"


def read(data: Data) -> Procedure:
    """Read a definition whose content was checked before; BadProcedure when its shape is wrong."""
    procedure, faults = survey(data)
    if faults:
        raise BadProcedure(faults)
    return procedure


def survey(data: Data) -> tuple[Procedure, list[str]]:
    """Read as much as can be read, with the faults of the shape."""
    reader = _Reader()
    return reader.procedure(data), reader.faults


class _Reader:
    """Walks through a definition and collects what is wrong with its shape, with the place."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def procedure(self, data: Data) -> Procedure:
        steps = tuple(self._step(*one) for one in self._tables(TOP, data, "langkah", "langkah"))
        if not steps:
            self.faults.append("SOP: belum ada langkah. Tulis paling sedikit satu [[langkah]].")
        return Procedure(
            slug=self._slug(TOP, data),
            judul=self._text(TOP, data, "judul"),
            penerbit=self._text(TOP, data, "penerbit"),
            judul_berkas=self._text(TOP, data, "judul_berkas"),
            kode_klasifikasi=self._text(TOP, data, "kode_klasifikasi"),
            pelaksana=tuple(self._holders(data)),
            langkah=steps,
            periode=self._texts(TOP, data, "periode") or ("tahun",),
            jangka_waktu=self._text(TOP, data, "jangka_waktu", wanted=False),
            identitas=self._identity(data),
            bagian=tuple(self._section(*one) for one in self._tables(TOP, data, "bagian")),
            beda=self._differences(TOP, data),
        )

    def _identity(self, data: Data) -> Identitas:
        found = data.get("identitas", {})
        if not isinstance(found, dict):
            self.faults.append("SOP: “identitas” harus berupa satu tabel [identitas].")
            return Identitas()
        known = vars(Identitas())
        for key in sorted(set(found) - set(known)):
            self.faults.append(f"identitas: isian “{key}” tidak dikenal.")
        many = {key: self._texts("identitas", found, key) for key in known if known[key] == ()}
        rest = [key for key in known if key not in many]
        one = {key: self._text("identitas", found, key, wanted=False) for key in rest}
        filled: dict[str, Any] = {**one, **many}
        return Identitas(**filled)

    def _holders(self, data: Data) -> Iterator[Pemegang]:
        """Read the performers; a plain name is held by whoever has a post that begins so."""
        found = data.get("pelaksana", [])
        if isinstance(found, list) and found and all(isinstance(one, str) for one in found):
            yield from (Pemegang(name, (name,)) for name in found)
            return
        for place, one in self._tables(TOP, data, "pelaksana"):
            yield Pemegang(
                nama=self._text(place, one, "nama"),
                jabatan=self._texts(place, one, "jabatan"),
                luar=one.get("luar") is True,
                peran=self._texts(place, one, "peran"),
            )

    def _section(self, place: str, data: Data) -> Bagian:
        return Bagian(self._text(place, data, "judul"), self._text(place, data, "isi"))

    def _differences(self, place: str, data: Data) -> tuple[Beda, ...]:
        return tuple(
            Beda(*(self._text(where, one, key) for key in Beda.__dataclass_fields__))
            for where, one in self._tables(place, data, "beda")
        )

    def _step(self, place: str, data: Data) -> Langkah:
        return Langkah(
            nomor=self._number(place, data, "nomor"),
            uraian=self._text(place, data, "uraian"),
            kelengkapan=tuple(self._needs(place, data)),
            waktu=self._text(place, data, "waktu", wanted=False),
            tertulis=self._text(place, data, "tertulis", wanted=False),
            pelaksana=tuple(
                self._performer(*one) for one in self._tables(place, data, "pelaksana")
            ),
            keluaran=tuple(self._output(*one) for one in self._tables(place, data, "keluaran")),
            keterangan=self._text(place, data, "keterangan", wanted=False),
            keputusan=self._decision(place, data),
            dasar=self._basis(place, data) if "dasar" in data else "tertulis",
            beda=self._differences(place, data),
        )

    def _needs(self, place: str, data: Data) -> Iterator[Kelengkapan]:
        """Read what a step needs; a plain text is a paper of that name."""
        found = data.get("kelengkapan", [])
        for number, one in enumerate(found if isinstance(found, list) else [found], 1):
            where = f"{place}, kelengkapan ke-{number}"
            if isinstance(one, str) and one.strip():
                yield Kelengkapan(short(one), one.strip())
            elif isinstance(one, dict):
                nama = self._text(where, one, "nama")
                slug = self._text(where, one, "slug", wanted=False) or short(nama)
                yield Kelengkapan(slug, nama, self._text(where, one, "dari", wanted=False))
            else:
                self.faults.append(f"{where}: harus berupa teks, atau tabel berisi “nama”.")

    def _decision(self, place: str, data: Data) -> Keputusan | None:
        found = data.get("keputusan")
        if found is None:
            return None
        where = f"{place}, keputusan"
        if not isinstance(found, dict):
            self.faults.append(f"{where}: harus berupa tabel berisi “tanya”, “ya”, dan “tidak”.")
            return None
        asked = {"ya", "tidak"} & set(found) or {"tidak"}  # the other one leads to the next step
        return Keputusan(
            tanya=self._text(where, found, "tanya"),
            tidak=self._number(where, found, "tidak") if "tidak" in asked else 0,
            ya=self._number(where, found, "ya") if "ya" in asked else 0,
            dasar=self._basis(where, found) if "dasar" in found else "tertulis",
            alasan=self._text(where, found, "alasan", wanted=False),
        )

    def _performer(self, place: str, data: Data) -> Pelaksana:
        return Pelaksana(
            nama=self._text(place, data, "nama"),
            dasar=self._basis(place, data),
            alasan=self._text(place, data, "alasan", wanted=False),
            baris=self._number(place, data, "baris") if "baris" in data else 0,
        )

    def _output(self, place: str, data: Data) -> Keluaran:
        cara = self._text(place, data, "cara")
        if cara not in list(Cara):
            self.faults.append(f"{place}: “cara” harus salah satu dari {', '.join(Cara)}.")
            cara = str(Cara.UNGGAH)
        isian = data.get("isian", {})
        return Keluaran(
            slug=self._slug(place, data),
            nama=self._text(place, data, "nama"),
            cara=Cara(cara),
            jenis=self._text(place, data, "jenis", wanted=False),
            dari=self._text(place, data, "dari", wanted=False),
            isian=isian if isinstance(isian, dict) else {},
        )

    def _basis(self, place: str, data: Data) -> str:
        dasar = self._text(place, data, "dasar")
        if dasar and dasar not in BASES:
            self.faults.append(f"{place}: “dasar” harus salah satu dari {', '.join(BASES)}.")
        return dasar

    def _tables(
        self, place: str, data: Data, key: str, called: str = ""
    ) -> Iterator[tuple[str, Data]]:
        """Go through a list of tables, each with what its place is called."""
        found = data.get(key, [])
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            self.faults.append(f"{place}: “{key}” harus berupa daftar tabel.")
            return
        for number, one in enumerate(found, 1):
            own = f"{called or key} ke-{number}"
            yield own if place == TOP else f"{place}, {own}", one

    def _texts(self, place: str, data: Data, key: str) -> tuple[str, ...]:
        found = data.get(key, [])
        if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
            self.faults.append(f"{place}: “{key}” harus berupa daftar teks.")
            return ()
        return tuple(found)

    def _text(self, place: str, data: Data, key: str, *, wanted: bool = True) -> str:
        found = data.get(key, "")
        if not isinstance(found, str) or (wanted and not found.strip()):
            self.faults.append(f"{place}: “{key}” belum diisi teks.")
            return ""
        return found.strip()

    def _slug(self, place: str, data: Data) -> str:
        found = self._text(place, data, "slug")
        if found and short(found) != found:
            self.faults.append(
                f"{place}: “slug” “{found}” hanya boleh huruf kecil, angka, dan tanda hubung."
            )
        return found

    def _number(self, place: str, data: Data, key: str) -> int:
        found = data.get(key)
        if isinstance(found, int) and not isinstance(found, bool) and found > 0:
            return found
        self.faults.append(f"{place}: “{key}” harus bilangan bulat, mulai dari 1.")
        return 0
