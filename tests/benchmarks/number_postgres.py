"""number-postgres: 32 clients who want numbers of one book / one client alone."""

from pathlib import Path

from tests.benchmarks.crew import crew
from tests.benchmarks.harness import Benchmark, CannotRun, Measured, alternate, per_second
from tests.benchmarks.numbers import assert_whole, at_desk, give, names, prepare
from tests.postgres import NoServer, server

SECONDS = 1.5


def run(folder: Path) -> Measured:
    """A PostgreSQL server of our own that waits for the disk at every commit."""
    given: list[int | None] = []
    keys = names("sendiri")
    try:
        with server(durable=True) as url:
            prepare(folder, url)
            with at_desk(url) as desk, crew(url) as clients:

                def alone() -> float:
                    return per_second(
                        lambda: given.append(give(desk, next(keys)).nomor_urut), SECONDS
                    )

                def together() -> float:
                    counts = [len(one.numbers) for one in clients.write(SECONDS)]
                    given.extend([None] * sum(counts))
                    return sum(counts) / SECONDS

                ours, other = alternate(together, alone, rounds=3)
                assert_whole(desk, len(given))
    except NoServer as reason:
        raise CannotRun(str(reason)) from reason
    return Measured(ours, other, ours / other)


BENCHMARK = Benchmark("number-postgres", "nomor/detik", ">=0.5", run)
