"""A procedure as data: its steps, who performs them, and the paper that each leaves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

Data = Mapping[str, object]


class Cara(StrEnum):
    """How an output comes into being."""

    SURAT = "surat"  # made here from a template, numbered where its kind has a number
    KONSEP = "konsep"  # made here too, but filed without a number and never signed
    UNGGAH = "unggah"  # a file made elsewhere
    TANDA_TANGAN = "tanda-tangan"  # the signed copy of another output
    TUTUP = "tutup"  # the dossier is closed


BASES = {
    "tertulis": "tertulis di SOP",
    "tersimpul": "disimpulkan, tidak tertulis di SOP",
    "instansi": "ditetapkan oleh instansi",
}


class BadProcedure(Exception):
    """A definition with faults: every one named with its place, in Indonesian."""

    def __init__(self, faults: Sequence[str]) -> None:
        """Keep the sentences; the message joins them line by line."""
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True)
class Pelaksana:
    """Who performs a step, and on what that rests (`BASES`)."""

    nama: str
    dasar: str
    alasan: str = ""


@dataclass(frozen=True)
class Keluaran:
    """One output of a step."""

    slug: str
    nama: str
    cara: Cara
    jenis: str = ""
    dari: str = ""  # the output that this one continues or whose signed copy it is
    isian: Mapping[str, str] = field(default_factory=dict)  # preset values of its form


@dataclass(frozen=True)
class Langkah:
    """One step, with the words of the SOP itself in `uraian`, `kelengkapan`, `tertulis`."""

    nomor: int
    uraian: str
    kelengkapan: tuple[str, ...]
    waktu: str
    tertulis: str
    pelaksana: tuple[Pelaksana, ...]
    keluaran: tuple[Keluaran, ...]


@dataclass(frozen=True)
class Procedure:
    """A whole SOP."""

    slug: str
    judul: str
    penerbit: str
    judul_berkas: str
    kode_klasifikasi: str
    pelaksana: tuple[str, ...]
    langkah: tuple[Langkah, ...]

    def step(self, nomor: int) -> Langkah | None:
        """Give the step of that number, if there is one."""
        return next((one for one in self.langkah if one.nomor == nomor), None)

    def output(self, slug: str) -> tuple[Langkah, Keluaran] | None:
        """Find an output by its slug, with the step that it belongs to."""
        pairs = ((step, out) for step in self.langkah for out in step.keluaran)
        return next((pair for pair in pairs if pair[1].slug == slug), None)


def read(data: Data, *, kinds: Sequence[str]) -> Procedure:
    """Read a definition (the shape of `definitions/*.toml`); BadProcedure tells all faults.

    `kinds` are the slugs of the documents that can be made.
    """
    reader = _Reader(set(kinds))
    procedure = reader.procedure(data)
    if reader.faults:
        raise BadProcedure(reader.faults)
    return procedure


class _Reader:
    """Walks through a definition and collects what is wrong with it, with the place."""

    def __init__(self, kinds: set[str]) -> None:
        self.faults: list[str] = []
        self._kinds = kinds

    def procedure(self, data: Data) -> Procedure:
        steps = tuple(
            self._step(f"langkah ke-{place}", one)
            for place, one in enumerate(self._tables("SOP", data, "langkah"), 1)
        )
        if not steps:
            self.faults.append("SOP: belum ada langkah. Tulis paling sedikit satu [[langkah]].")
        self._check_steps(steps)
        return Procedure(
            slug=self._text("SOP", data, "slug"),
            judul=self._text("SOP", data, "judul"),
            penerbit=self._text("SOP", data, "penerbit"),
            judul_berkas=self._text("SOP", data, "judul_berkas"),
            kode_klasifikasi=self._text("SOP", data, "kode_klasifikasi"),
            pelaksana=self._texts("SOP", data, "pelaksana"),
            langkah=steps,
        )

    def _step(self, place: str, data: Data) -> Langkah:
        nomor = data.get("nomor")
        if not isinstance(nomor, int):
            self.faults.append(f"{place}: “nomor” harus bilangan bulat.")
            nomor = 0
        return Langkah(
            nomor=nomor,
            uraian=self._text(place, data, "uraian"),
            kelengkapan=self._texts(place, data, "kelengkapan"),
            waktu=self._text(place, data, "waktu", wanted=False),
            tertulis=self._text(place, data, "tertulis", wanted=False),
            pelaksana=tuple(
                self._performer(f"{place}, pelaksana ke-{n}", one)
                for n, one in enumerate(self._tables(place, data, "pelaksana"), 1)
            ),
            keluaran=tuple(
                self._output(f"{place}, keluaran ke-{n}", one)
                for n, one in enumerate(self._tables(place, data, "keluaran"), 1)
            ),
        )

    def _performer(self, place: str, data: Data) -> Pelaksana:
        dasar = self._text(place, data, "dasar")
        if dasar and dasar not in BASES:
            self.faults.append(f"{place}: “dasar” harus salah satu dari {', '.join(BASES)}.")
        alasan = self._text(place, data, "alasan", wanted=False)
        return Pelaksana(self._text(place, data, "nama"), dasar, alasan)

    def _output(self, place: str, data: Data) -> Keluaran:
        cara, jenis = self._text(place, data, "cara"), str(data.get("jenis") or "")
        if cara not in list(Cara):
            self.faults.append(f"{place}: “cara” harus salah satu dari {', '.join(Cara)}.")
            cara = str(Cara.UNGGAH)
        if cara in (Cara.SURAT, Cara.KONSEP) and jenis not in self._kinds:
            self.faults.append(
                f"{place}: jenis naskah “{jenis}” tidak ada. Pakai salah satu dari: "
                f"{', '.join(sorted(self._kinds))}."
            )
        isian = data.get("isian", {})
        return Keluaran(
            slug=self._text(place, data, "slug"),
            nama=self._text(place, data, "nama"),
            cara=Cara(cara),
            jenis=jenis,
            dari=str(data.get("dari") or ""),
            isian=isian if isinstance(isian, dict) else {},
        )

    def _check_steps(self, steps: tuple[Langkah, ...]) -> None:
        self._once("nomor langkah", [str(step.nomor) for step in steps])
        outputs = [out for step in steps for out in step.keluaran]
        self._once("slug keluaran", [out.slug for out in outputs])
        known = {out.slug for out in outputs}
        for out in outputs:
            if out.dari and out.dari not in known:
                self.faults.append(f"keluaran “{out.slug}”: “dari” “{out.dari}” tidak ada.")
            if out.cara is Cara.TANDA_TANGAN and not out.dari:
                self.faults.append(f"keluaran “{out.slug}”: cara tanda-tangan memerlukan “dari”.")

    def _once(self, what: str, values: list[str]) -> None:
        for value in sorted({value for value in values if values.count(value) > 1}):
            self.faults.append(f"SOP: {what} “{value}” dipakai lebih dari sekali.")

    def _tables(self, place: str, data: Data, key: str) -> Iterator[Data]:
        found = data.get(key, [])
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            self.faults.append(f"{place}: “{key}” harus berupa daftar tabel.")
            return
        yield from found

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
