"""What changed between two editions of a procedure, as a plain list."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from service.sop.procedure import Identitas, Langkah, Pemegang, Procedure


@dataclass(frozen=True)
class Perubahan:
    """One difference: where, what the earlier edition says, and what the later one says."""

    bagian: str
    sebelum: str
    sesudah: str


def changes(old: Procedure, new: Procedure) -> list[Perubahan]:
    """List what differs: title and identity, performers, steps, sections."""
    found = [*_whole(old, new), *_holders(old, new), *_steps(old, new), *_sections(old, new)]
    return [one for one in found if one.sebelum != one.sesudah]


def _whole(old: Procedure, new: Procedure) -> Iterator[Perubahan]:
    for label, read in WHOLE.items():
        yield Perubahan(label, read(old), read(new))
    for one in fields(Identitas):
        label = f"identitas, {one.name.replace('_', ' ')}"
        yield Perubahan(label, *(_shown(getattr(sop.identitas, one.name)) for sop in (old, new)))


def _holders(old: Procedure, new: Procedure) -> Iterator[Perubahan]:
    before, after = ({one.nama: _holder(one) for one in sop.pelaksana} for sop in (old, new))
    for nama in {**before, **after}:
        yield Perubahan(f"pelaksana {nama}", before.get(nama, ""), after.get(nama, ""))


def _sections(old: Procedure, new: Procedure) -> Iterator[Perubahan]:
    before, after = ({one.judul: "\n".join(one.lines) for one in sop.bagian} for sop in (old, new))
    for judul in {**before, **after}:
        yield Perubahan(f"bagian {judul}", before.get(judul, ""), after.get(judul, ""))


def _steps(old: Procedure, new: Procedure) -> Iterator[Perubahan]:
    """Compare each step with the one that it was; one that only got another number says so."""
    was = _partners(old.langkah, new.langkah)
    for step in old.langkah:
        if step.nomor not in was.values():
            yield Perubahan(f"langkah {step.nomor}", step.uraian, "")
    for step in new.langkah:
        before = old.step(was.get(step.nomor, 0))
        where = f"langkah {step.nomor}"
        if before is None:
            yield Perubahan(where, "", step.uraian)
            continue
        for label, read in STEP.items():
            yield Perubahan(f"{where}, {label}", read(before), read(step))


def _partners(old: Sequence[Langkah], new: Sequence[Langkah]) -> dict[int, int]:
    """Give for each later step the number of the earlier one: the same output, or the same words.

    An output keeps its short name when its step moves or is worded anew.
    """
    earlier = {key: one.nomor for one in reversed(old) for key in _keys(one)}
    found: dict[int, int] = {}
    for step in new:
        for key in _keys(step):
            if key in earlier and earlier[key] not in found.values():
                found[step.nomor] = earlier[key]
                break
    return found


def _keys(step: Langkah) -> list[str]:
    return [*(f"keluaran {out.slug}" for out in step.keluaran), f"uraian {step.uraian}"]


def _shown(value: str | Sequence[str]) -> str:
    return value if isinstance(value, str) else "\n".join(value)


def _holder(one: Pemegang) -> str:
    return "di luar instansi" if one.luar else "; ".join(one.jabatan) or "tanpa jabatan"


def _decision(step: Langkah) -> str:
    one = step.keputusan
    if one is None:
        return ""
    told = [f"{word}: langkah {to}." for word, to in (("Ya", one.ya), ("Tidak", one.tidak)) if to]
    return " ".join([one.tanya, *told])


WHOLE: Mapping[str, Callable[[Procedure], str]] = {
    "judul": lambda sop: sop.judul,
    "penerbit": lambda sop: sop.penerbit,
    "judul berkas": lambda sop: sop.judul_berkas,
    "kode klasifikasi": lambda sop: sop.kode_klasifikasi,
    "kurun berkas": lambda sop: ", ".join(sop.periode),
    "jangka waktu": lambda sop: sop.jangka_waktu,
}
STEP: Mapping[str, Callable[[Langkah], str]] = {
    "nomor": lambda step: str(step.nomor),
    "uraian": lambda step: step.uraian,
    "pelaksana": lambda step: "; ".join(one.nama for one in step.pelaksana),
    "kelengkapan": lambda step: "; ".join(one.nama for one in step.kelengkapan),
    "waktu": lambda step: step.waktu,
    "keluaran": lambda step: "; ".join(f"{out.nama} ({out.cara})" for out in step.keluaran),
    "keluaran menurut SOP": lambda step: step.tertulis,
    "keputusan": _decision,
    "keterangan": lambda step: step.keterangan,
}
