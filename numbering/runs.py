"""Numbers that follow each other at once, told as runs."""

from collections.abc import Iterable, Iterator

JUMP = 500  # numbers missing in one place; beyond it a typing error is likelier than a gap


def runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run, of numbers in rising order."""
    run: tuple[int, int] | None = None
    for number in numbers:
        if run and number == run[1] + 1:
            run = (run[0], number)
            continue
        if run:
            yield run
        run = (number, number)
    if run:
        yield run
