"""The ways through a procedure: its steps in order, and where the decisions lead."""

from collections.abc import Iterator, Mapping, Sequence

from service.sop.procedure import Langkah, Procedure


def place_of(procedure: Procedure, step: Langkah) -> str:
    """Name a step by its place in the file, which is right even when its number is not."""
    found = next(n for n, one in enumerate(procedure.langkah, 1) if one is step)
    return f"langkah ke-{found}"


def faults_of_ways(procedure: Procedure) -> Iterator[str]:
    """Follow the decisions: each leads somewhere, and from each step the end can be reached."""
    numbers = {step.nomor for step in procedure.langkah}
    for step in procedure.langkah:
        for word, to in _answers(step):
            if to not in numbers:
                yield (
                    f"{place_of(procedure, step)}, keputusan: “{word}” menuju langkah {to}, "
                    "padahal langkah itu tidak ada."
                )
    if not procedure.langkah:
        return
    ways = dict(_edges(procedure.langkah))
    last = procedure.langkah[-1].nomor
    circling = [n for n in ways if n in _reached_after(n, ways)]
    caught = [n for n in circling if last not in _reached(n, ways)]
    if caught:
        yield f"SOP: langkah {_listed(caught)} berputar tanpa jalan keluar. Ubah keputusannya."
    unseen = sorted(numbers - _reached(procedure.langkah[0].nomor, ways))
    if unseen:
        yield f"SOP: langkah {_listed(unseen)} tidak pernah tercapai. Ubah keputusannya."


def _answers(step: Langkah) -> Iterator[tuple[str, int]]:
    if step.keputusan and step.keputusan.tidak:
        yield "tidak", step.keputusan.tidak
    if step.keputusan and step.keputusan.ya:
        yield "ya", step.keputusan.ya


def _edges(steps: Sequence[Langkah]) -> Iterator[tuple[int, set[int]]]:
    following = [step.nomor for step in steps[1:]]
    for step, after in zip(steps, [*following, 0], strict=True):
        onward = step.keputusan.ya if step.keputusan and step.keputusan.ya else after
        yield step.nomor, {onward, step.keputusan.tidak if step.keputusan else onward}


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
