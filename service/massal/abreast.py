"""Several things at once, a few at a time: the one place that says how letters run side by side."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Thing = TypeVar("Thing")
Made = TypeVar("Made")


def abreast(
    deed: Callable[[Thing], Made], things: Iterable[Thing], width: int | None = None
) -> Iterator[Made]:
    """Give what the deed makes of each thing, in their order.

    `width` of them are under way at once, one for each core when nothing is said, and only one
    more is asked for ahead, so memory does not grow with their number. What was begun is ended
    before an error leaves.
    """
    width = width or os.cpu_count() or 1
    with ThreadPoolExecutor(width, "naskah-massal") as hands:
        under_way: deque[Future[Made]] = deque()
        for thing in things:
            under_way.append(hands.submit(deed, thing))
            if len(under_way) > width:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
