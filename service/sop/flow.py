"""The ways through a procedure: its steps in order, and where the decisions lead."""

from collections.abc import Iterator, Mapping, Sequence

from service.sop.answers import Way
from service.sop.procedure import Cara, Langkah, Procedure

END = 0  # where the last step leads


def place_of(procedure: Procedure, step: Langkah) -> str:
    """Name a step by its place in the file, which is right even when its number is not."""
    found = next(n for n, one in enumerate(procedure.langkah, 1) if one is step)
    return f"langkah ke-{found}"


def faults_of_ways(procedure: Procedure) -> Iterator[str]:
    """Follow the decisions: each leads somewhere, and from each step the end can be reached."""
    yield from _faults_of_answers(procedure)
    if not procedure.langkah:
        return
    ways = dict(_edges(procedure))
    circling = [n for n in ways if n in _reached_after(n, ways)]
    caught = [n for n in circling if END not in _reached(n, ways)]
    if caught:
        yield f"SOP: langkah {_listed(caught)} berputar tanpa jalan keluar. Ubah keputusannya."
    unseen = sorted(set(ways) - _reached(procedure.langkah[0].nomor, ways))
    if unseen:
        yield f"SOP: langkah {_listed(unseen)} tidak pernah tercapai. Ubah keputusannya."


def _faults_of_answers(procedure: Procedure) -> Iterator[str]:
    numbers = {END, *(step.nomor for step in procedure.langkah)}
    for step in procedure.langkah:
        where, ways = f"{place_of(procedure, step)}, keputusan", procedure.ways(step)
        if len({way.ke for way in ways}) == 1:
            yield (
                f"{where}: “ya” dan “tidak” sama-sama {ways[0].tujuan}, "
                "jadi tidak memutuskan apa pun."
            )
        for way in ways:
            if way.ke not in numbers:
                yield (
                    f"{where}: “{way.jawab}” menuju langkah {way.ke}, "
                    "padahal langkah itu tidak ada."
                )
            else:
                said = _lost(procedure, way)
                yield from (f"{where}: “{way.jawab}” melompati {one}." for one in said)


def _lost(procedure: Procedure, way: Way) -> Iterator[str]:
    """Name what a dossier cannot do without, in the steps that a way passes over."""
    if not way.jumps:
        return
    passed = [step for step in procedure.langkah if way.dari < step.nomor < way.ke]
    made = {out.slug: step.nomor for step in passed for out in step.keluaran}
    for step in passed:
        if any(out.cara is Cara.TUTUP for out in step.keluaran):
            yield f"langkah {step.nomor}, sehingga berkas tidak pernah ditutup"
    for step in procedure.langkah:
        for out in step.keluaran if step.nomor >= way.ke else ():
            if out.cara is Cara.TANDA_TANGAN and out.dari in made:
                yield (
                    f"langkah {made[out.dari]}, padahal langkah {step.nomor} menandatangani "
                    "naskah dari langkah itu"
                )


def _edges(procedure: Procedure) -> Iterator[tuple[int, set[int]]]:
    steps = procedure.langkah
    for step, after in zip(steps, [*(one.nomor for one in steps[1:]), END], strict=True):
        yield step.nomor, {way.ke for way in procedure.ways(step)} or {after}


def _reached(start: int, ways: Mapping[int, set[int]]) -> set[int]:
    seen, waiting = set[int](), [start]
    while waiting:
        now = waiting.pop()
        if now not in seen:
            seen.add(now)
            waiting.extend(ways.get(now, ()))
    return seen


def _reached_after(start: int, ways: Mapping[int, set[int]]) -> set[int]:
    return {there for onward in ways[start] for there in _reached(onward, ways)}


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))
