"""A procedure as data: what its SOP says, its steps, who performs them, and what each leaves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from service.sop import duration
from service.sop.answers import Keputusan, Way
from service.sop.duration import Duration


class Cara(StrEnum):
    """How an output comes into being."""

    SURAT = "surat"  # made here from a template, numbered where its kind has a number
    KONSEP = "konsep"  # made here too, but filed without a number and never signed
    UNGGAH = "unggah"  # a file made elsewhere
    TANDA_TANGAN = "tanda-tangan"  # the signed copy of another output
    CATAT = "catat"  # an event: it is noted that it happened, when, and what came of it
    TUTUP = "tutup"  # the dossier is closed


MADE = (Cara.SURAT, Cara.KONSEP)
BASES = {
    "tertulis": "tertulis di SOP",
    "tersimpul": "disimpulkan, tidak tertulis di SOP",
    "instansi": "ditetapkan oleh instansi",
}
PERIODS = ("tahun", "triwulan", "bulan")


class BadProcedure(Exception):
    """A definition with faults: every one named with its place, in Indonesian."""

    def __init__(self, faults: Sequence[str]) -> None:
        """Keep the sentences; the message joins them line by line."""
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True)
class Identitas:
    """What the cover and its table say; dates as the SOP prints them, some left blank."""

    sampul: tuple[str, ...] = ()
    nomor: str = ""
    tanggal_pembuatan: str = ""
    tanggal_revisi: str = ""
    tanggal_pengesahan: str = ""
    disahkan_oleh: str = ""
    nama_pengesah: str = ""
    pangkat_pengesah: str = ""
    nip_pengesah: str = ""
    nama_sop: str = ""
    unit: str = ""
    masa_berlaku: str = ""
    dasar_hukum: tuple[str, ...] = ()
    kualifikasi: tuple[str, ...] = ()
    keterkaitan: tuple[str, ...] = ()
    peralatan: tuple[str, ...] = ()
    peringatan: tuple[str, ...] = ()
    pencatatan: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bagian:
    """A section of the SOP besides its steps: its heading and its paragraphs, as published."""

    judul: str
    isi: str

    @property
    def lines(self) -> tuple[str, ...]:
        """Give its paragraphs and items, one each."""
        return tuple(line.strip() for line in self.isi.splitlines() if line.strip())


@dataclass(frozen=True)
class Beda:
    """Where what is run departs from what the SOP says: both, and why."""

    bagian: str
    tertulis: str
    dijalankan: str
    alasan: str


@dataclass(frozen=True)
class Pemegang:
    """A performer that the SOP knows: a column of its table.

    Whoever holds a post that begins with one of `jabatan` performs; `luar` is somebody outside
    the office. `peran` is what the organisation of the SOP calls them.
    """

    nama: str
    jabatan: tuple[str, ...] = ()
    luar: bool = False
    peran: tuple[str, ...] = ()

    def held_by(self, jabatan: str) -> bool:
        """Tell whether somebody in this post is meant."""
        return jabatan.casefold().startswith(tuple(one.casefold() for one in self.jabatan))


@dataclass(frozen=True)
class Pelaksana:
    """Who performs a step, and on what that rests (`BASES`); `baris` counts in the SOP's text."""

    nama: str
    dasar: str
    alasan: str = ""
    baris: int = 0  # 0: no line says it


@dataclass(frozen=True)
class Kelengkapan:
    """Something that a step needs: an earlier output (`dari`), or a paper put in from outside.

    One slug is one paper, however many steps need it.
    """

    slug: str
    nama: str
    dari: str = ""


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
    """One step as it is run; `kelengkapan`, `waktu` and `tertulis` are the SOP's mutu baku."""

    nomor: int
    uraian: str
    kelengkapan: tuple[Kelengkapan, ...]
    waktu: str
    tertulis: str  # the outputs as the SOP prints them
    pelaksana: tuple[Pelaksana, ...]
    keluaran: tuple[Keluaran, ...]
    keterangan: str = ""
    keputusan: Keputusan | None = None
    dasar: str = "tertulis"  # "tersimpul" for a step that the SOP tells only between its lines
    beda: tuple[Beda, ...] = ()

    @property
    def duration(self) -> Duration | None:
        """Give how long it takes; None where the SOP does not say."""
        return duration.parse(self.waktu) if self.waktu else None


@dataclass(frozen=True)
class Procedure:
    """A whole SOP."""

    slug: str
    judul: str
    penerbit: str
    judul_berkas: str
    kode_klasifikasi: str
    pelaksana: tuple[Pemegang, ...]
    langkah: tuple[Langkah, ...]
    periode: tuple[str, ...] = ("tahun",)
    jangka_waktu: str = ""  # the total that the SOP states, if it does
    identitas: Identitas = Identitas()
    bagian: tuple[Bagian, ...] = ()
    beda: tuple[Beda, ...] = ()

    def step(self, nomor: int) -> Langkah | None:
        """Give the step of that number, if there is one."""
        return next((one for one in self.langkah if one.nomor == nomor), None)

    def ways(self, step: Langkah) -> tuple[Way, ...]:
        """Give where the answers to a step's question lead; nothing where it asks none."""
        if step.keputusan is None:
            return ()
        following = [one.nomor for one in self.langkah if one.nomor > step.nomor]
        return step.keputusan.ways(step.nomor, min(following, default=0))

    def output(self, slug: str) -> tuple[Langkah, Keluaran] | None:
        """Find an output by its slug, with the step that it belongs to."""
        pairs = ((step, out) for step in self.langkah for out in step.keluaran)
        return next((pair for pair in pairs if pair[1].slug == slug), None)

    def need(self, slug: str) -> tuple[Langkah, Kelengkapan] | None:
        """Find a paper that is put in from outside, with the first step that needs it."""
        pairs = ((step, one) for step in self.langkah for one in step.kelengkapan if not one.dari)
        return next((pair for pair in pairs if pair[1].slug == slug), None)

    def performer(self, nama: str) -> Pemegang | None:
        """Find a performer by name."""
        return next((one for one in self.pelaksana if one.nama == nama), None)

    @property
    def total(self) -> Duration:
        """Give the sum of what the steps take."""
        return sum((step.duration for step in self.langkah if step.duration), Duration())

    @property
    def stated(self) -> Duration | None:
        """Give the total that the SOP states; None where it states none."""
        return duration.parse(self.jangka_waktu) if self.jangka_waktu else None

    def differences(self) -> Iterator[tuple[Langkah | None, Beda]]:
        """Go through what is run otherwise than the SOP says: of the whole, then by step."""
        yield from ((None, one) for one in self.beda)
        yield from ((step, one) for step in self.langkah for one in step.beda)
        if self.stated is not None and self.stated != self.total:
            yield None, Beda("jumlah waktu", self.jangka_waktu, str(self.total), _SUM)


_SUM = "Jumlah waktu langkah-langkahnya tidak sama dengan yang tertulis; yang dipakai jumlahnya."
