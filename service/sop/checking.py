"""What a definition must hold beyond its shape, so that a dossier can be run by it to the end."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence

from service.sop import duration
from service.sop.flow import faults_of_ways, place_of
from service.sop.procedure import (
    MADE,
    PERIODS,
    BadProcedure,
    Cara,
    Keluaran,
    Procedure,
)
from service.sop.reading import survey
from service.sop.tables import Data

_KODE = re.compile(r"(?:[0-9]{3}|[A-Z]{2,3})(?:\.[0-9]+)*")


def checked(
    data: Data,
    *,
    kinds: Collection[str],
    posts: Sequence[str] = (),
    knows: Callable[[str], bool] | None = None,
) -> Procedure:
    """Read a definition that is to be put in use; BadProcedure tells all faults at once.

    `kinds` are the slugs of the documents that can be made, `posts` the posts that are held in
    the office; without posts it is not asked who holds what. `knows` tells whether the office has
    a classification code; without it only the form of the code is asked.
    """
    procedure, faults = survey(data)
    faults += [fault for check in CHECKS for fault in check(procedure)]
    faults += [*_kinds(procedure, kinds), *_unheld(procedure, posts), *_code(procedure, knows)]
    if faults:
        raise BadProcedure(faults)
    return procedure


def unheld(procedure: Procedure, posts: Sequence[str]) -> list[str]:
    """Name the performers inside the office whom no post of `posts` means."""
    inside = [one for one in procedure.pelaksana if not one.luar]
    return [one.nama for one in inside if not any(one.held_by(post) for post in posts)]


def _kinds(procedure: Procedure, kinds: Collection[str]) -> Iterator[str]:
    for where, out in _outputs(procedure):
        if out.cara in MADE and out.jenis not in kinds:
            yield (
                f"{where}: jenis naskah “{out.jenis}” tidak ada. Pakai salah satu dari: "
                f"{', '.join(sorted(kinds))}."
            )


def _code(procedure: Procedure, knows: Callable[[str], bool] | None) -> Iterator[str]:
    """Ask for a code of the lists; an office's own list may hold one of any form."""
    kode = procedure.kode_klasifikasi
    if not kode or (knows is not None and knows(kode)):
        return
    if not _KODE.fullmatch(kode):
        yield f"SOP: kode klasifikasi “{kode}” tidak terbaca. Tulis seperti “000.8.6.3”."
    elif knows is not None:
        yield (
            f"SOP: kode klasifikasi “{kode}” tidak ada di daftar kode. Betulkan kodenya, atau "
            "masukkan daftar instansi di Pengaturan › Klasifikasi."
        )


def _unheld(procedure: Procedure, posts: Sequence[str]) -> Iterator[str]:
    for nama in unheld(procedure, posts) if posts else ():
        yield (
            f"pelaksana “{nama}”: tidak ada pejabat instansi ini yang memegangnya. Betulkan "
            "“jabatan”-nya, atau tambahkan pejabatnya di Pengaturan › Pejabat."
        )


def _numbers(procedure: Procedure) -> Iterator[str]:
    yield from _once("nomor langkah", [str(step.nomor) for step in procedure.langkah])
    wanted = [step.nomor for step in procedure.langkah if step.nomor]
    if wanted != sorted(wanted):
        yield "SOP: nomor langkah harus berurutan dari kecil ke besar."


def _slugs(procedure: Procedure) -> Iterator[str]:
    outputs = [out.slug for _where, out in _outputs(procedure)]
    yield from _once("slug keluaran", outputs)
    yield from _once("nama pelaksana", [one.nama for one in procedure.pelaksana])
    names: dict[str, str] = {}
    for step in procedure.langkah:
        for one in step.kelengkapan:
            where = f"{place_of(procedure, step)}, kelengkapan “{one.nama}”"
            if not one.dari and one.slug in outputs:
                yield f"{where}: slug “{one.slug}” sudah menjadi nama keluaran. Tulis “dari”."
            if names.setdefault(one.slug, one.nama) != one.nama:
                yield f"{where}: slug “{one.slug}” sudah dipakai untuk “{names[one.slug]}”."


def _periods(procedure: Procedure) -> Iterator[str]:
    for one in procedure.periode:
        if one not in PERIODS:
            yield f"SOP: “periode” “{one}” tidak dikenal. Pakai {', '.join(PERIODS)}."


def _durations(procedure: Procedure) -> Iterator[str]:
    said = [(f"{place_of(procedure, step)}, waktu", step.waktu) for step in procedure.langkah]
    for where, text in [*said, ("SOP, jangka_waktu", procedure.jangka_waktu)]:
        try:
            duration.parse(text or "0 menit")
        except ValueError as fault:
            yield f"{where}: {fault}"


def _performers(procedure: Procedure) -> Iterator[str]:
    if not procedure.pelaksana:
        yield "SOP: belum ada pelaksana. Tulis paling sedikit satu [[pelaksana]]."
    for holder in procedure.pelaksana:
        if not holder.jabatan and not holder.luar:
            yield (
                f"pelaksana “{holder.nama}”: tidak dipegang siapa pun. Tulis “jabatan”-nya, "
                "atau “luar = true” bila berada di luar instansi."
            )
    for step in procedure.langkah:
        where = place_of(procedure, step)
        if not step.pelaksana:
            yield f"{where}: belum ada pelaksana."
        for one in step.pelaksana:
            if one.nama and procedure.performer(one.nama) is None:
                yield f"{where}: pelaksana “{one.nama}” tidak ada di daftar pelaksana SOP."


def _mapped(procedure: Procedure) -> Iterator[str]:
    for step in procedure.langkah:
        if not step.keluaran:
            said = f"“{step.tertulis}”" if step.tertulis else "langkah ini"
            yield (
                f"{place_of(procedure, step)}: keluaran {said} belum dipetakan. Tulis sebagai "
                "naskah (surat, konsep), file (unggah), atau kejadian (catat)."
            )
    for where, out in _outputs(procedure):
        if out.cara not in MADE and out.jenis:
            yield f"{where}: “jenis” hanya untuk cara {', '.join(MADE)}."


def _sources(procedure: Procedure) -> Iterator[str]:
    made = dict(_made_at(procedure))
    for where, out in _outputs(procedure):
        if out.dari and out.dari not in made:
            yield f"{where}: “dari” “{out.dari}” tidak ada."
        elif out.dari and made[out.dari] >= made[out.slug]:
            yield f"{where}: “dari” “{out.dari}” baru ada sesudahnya, jadi tidak pernah dimulai."
        if out.cara is Cara.TANDA_TANGAN and not out.dari:
            yield f"{where}: cara tanda-tangan memerlukan “dari”."


def _fulfilled(procedure: Procedure) -> Iterator[str]:
    made = dict(_made_at(procedure))
    for step in procedure.langkah:
        for need in step.kelengkapan:
            where = f"{place_of(procedure, step)}, kelengkapan “{need.nama}”"
            if need.dari and need.dari not in made:
                yield f"{where}: keluaran “{need.dari}” tidak ada."
            elif need.dari and made[need.dari][0] > procedure.langkah.index(step):
                yield f"{where}: keluaran “{need.dari}” baru ada di langkah sesudahnya."


def _made_at(procedure: Procedure) -> Iterator[tuple[str, tuple[int, int]]]:
    for place, step in enumerate(procedure.langkah):
        for turn, out in enumerate(step.keluaran):
            yield out.slug, (place, turn)


def _outputs(procedure: Procedure) -> Iterator[tuple[str, Keluaran]]:
    for step in procedure.langkah:
        for place, out in enumerate(step.keluaran, 1):
            yield f"{place_of(procedure, step)}, keluaran ke-{place} “{out.nama}”", out


def _once(what: str, values: Sequence[str]) -> Iterator[str]:
    for value in sorted({value for value in values if value and values.count(value) > 1}):
        yield f"SOP: {what} “{value}” dipakai lebih dari sekali."


CHECKS: tuple[Callable[[Procedure], Iterator[str]], ...] = (
    _numbers,
    _slugs,
    _periods,
    _durations,
    _performers,
    _mapped,
    _sources,
    _fulfilled,
    faults_of_ways,
)
