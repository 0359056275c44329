"""Reads a definition (the shape of `definitions/*.toml`) and tells all that is wrong with it."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from service.sop.answers import Keputusan
from service.sop.procedure import (
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
from service.sop.tables import TOP, Data, Tables


def read(data: Data) -> Procedure:
    """Read a definition whose content was checked before; BadProcedure when its shape is wrong.

    What no field is called does no harm here: an edition of before may hold it.
    """
    reader = _Reader()
    procedure = reader.procedure(data)
    if reader.faults:
        raise BadProcedure(reader.faults)
    return procedure


def survey(data: Data) -> tuple[Procedure, list[str]]:
    """Read as much as can be read, with the faults of the shape."""
    reader = _Reader()
    procedure = reader.procedure(data)
    return procedure, [*reader.faults, *reader.unknown]


class _Reader(Tables):
    """Walks through a definition, from the whole to the parts of its steps."""

    def procedure(self, data: Data) -> Procedure:
        self.know(TOP, data, Procedure)
        steps = tuple(self._step(*one) for one in self.tables(TOP, data, "langkah", "langkah"))
        if not steps:
            self.faults.append("SOP: belum ada langkah. Tulis paling sedikit satu [[langkah]].")
        return Procedure(
            slug=self.slug(TOP, data),
            judul=self.text(TOP, data, "judul"),
            penerbit=self.text(TOP, data, "penerbit"),
            judul_berkas=self.text(TOP, data, "judul_berkas"),
            kode_klasifikasi=self.text(TOP, data, "kode_klasifikasi"),
            pelaksana=tuple(self._holders(data)),
            langkah=steps,
            periode=self.texts(TOP, data, "periode") or ("tahun",),
            jangka_waktu=self.text(TOP, data, "jangka_waktu", wanted=False),
            identitas=self._identity(data),
            bagian=tuple(self._section(*one) for one in self.tables(TOP, data, "bagian")),
            beda=self._differences(TOP, data),
        )

    def _identity(self, data: Data) -> Identitas:
        found = data.get("identitas", {})
        if not isinstance(found, dict):
            self.faults.append("SOP: “identitas” harus berupa satu tabel [identitas].")
            return Identitas()
        known = vars(Identitas())
        self.know("identitas", found, Identitas)
        many = {key: self.texts("identitas", found, key) for key in known if known[key] == ()}
        rest = [key for key in known if key not in many]
        one = {key: self.text("identitas", found, key, wanted=False) for key in rest}
        filled: dict[str, Any] = {**one, **many}
        return Identitas(**filled)

    def _holders(self, data: Data) -> Iterator[Pemegang]:
        """Read the performers; a plain name is held by whoever has a post that begins so."""
        found = data.get("pelaksana", [])
        if isinstance(found, list) and found and all(isinstance(one, str) for one in found):
            yield from (Pemegang(name, (name,)) for name in found)
            return
        for place, one in self.tables(TOP, data, "pelaksana"):
            self.know(place, one, Pemegang)
            yield Pemegang(
                nama=self.text(place, one, "nama"),
                jabatan=self.texts(place, one, "jabatan"),
                luar=one.get("luar") is True,
                peran=self.texts(place, one, "peran"),
            )

    def _section(self, place: str, data: Data) -> Bagian:
        self.know(place, data, Bagian)
        return Bagian(self.text(place, data, "judul"), self.text(place, data, "isi"))

    def _differences(self, place: str, data: Data) -> tuple[Beda, ...]:
        return tuple(self._difference(*one) for one in self.tables(place, data, "beda"))

    def _difference(self, place: str, data: Data) -> Beda:
        self.know(place, data, Beda)
        return Beda(*(self.text(place, data, one.name) for one in fields(Beda)))

    def _step(self, place: str, data: Data) -> Langkah:
        self.know(place, data, Langkah)
        return Langkah(
            nomor=self.number(place, data, "nomor"),
            uraian=self.text(place, data, "uraian"),
            kelengkapan=tuple(self._needs(place, data)),
            waktu=self.text(place, data, "waktu", wanted=False),
            tertulis=self.text(place, data, "tertulis", wanted=False),
            pelaksana=tuple(self._performer(*one) for one in self.tables(place, data, "pelaksana")),
            keluaran=tuple(self._output(*one) for one in self.tables(place, data, "keluaran")),
            keterangan=self.text(place, data, "keterangan", wanted=False),
            keputusan=self._decision(place, data),
            dasar=self.basis(place, data) if "dasar" in data else "tertulis",
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
                self.know(where, one, Kelengkapan)
                nama = self.text(where, one, "nama")
                slug = self.text(where, one, "slug", wanted=False) or short(nama)
                yield Kelengkapan(slug, nama, self.text(where, one, "dari", wanted=False))
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
        self.know(where, found, Keputusan)
        if not {"ya", "tidak"} & set(found):
            said = (
                "sebut langkah untuk “ya” atau “tidak”; yang tidak disebut menuju yang berikutnya"
            )
            self.faults.append(f"{where}: {said}.")
        return Keputusan(
            tanya=self.text(where, found, "tanya"),
            tidak=self.number(where, found, "tidak") if "tidak" in found else 0,
            ya=self.number(where, found, "ya") if "ya" in found else 0,
            dasar=self.basis(where, found) if "dasar" in found else "tertulis",
            alasan=self.text(where, found, "alasan", wanted=False),
        )

    def _performer(self, place: str, data: Data) -> Pelaksana:
        self.know(place, data, Pelaksana)
        return Pelaksana(
            nama=self.text(place, data, "nama"),
            dasar=self.basis(place, data),
            alasan=self.text(place, data, "alasan", wanted=False),
            baris=self.number(place, data, "baris") if "baris" in data else 0,
        )

    def _output(self, place: str, data: Data) -> Keluaran:
        cara = self.text(place, data, "cara")
        if cara not in list(Cara):
            self.faults.append(f"{place}: “cara” harus salah satu dari {', '.join(Cara)}.")
            cara = str(Cara.UNGGAH)
        self.know(place, data, Keluaran)
        isian = data.get("isian", {})
        return Keluaran(
            slug=self.slug(place, data),
            nama=self.text(place, data, "nama"),
            cara=Cara(cara),
            jenis=self.text(place, data, "jenis", wanted=False),
            dari=self.text(place, data, "dari", wanted=False),
            isian=isian if isinstance(isian, dict) else {},
        )
