"""`python -m tests.golden [--accept] [KIND ...]`: compares, or keeps, the pages of the samples."""

import argparse
import sys

from tests.golden import keeping
from tests.support_library import SLUGS, produced


def main() -> int:
    """Prints what differs; 1 when something does. With --accept, keeps the pages as they are."""
    asked = argparse.ArgumentParser(prog="python -m tests.golden", description=__doc__)
    asked.add_argument("--accept", action="store_true", help="keep the pages as they are now")
    asked.add_argument("kinds", nargs="*", metavar="KIND", help="all of them when none is named")
    given = asked.parse_args()
    unknown = set(given.kinds) - set(SLUGS)
    if unknown:
        asked.error(f"no such kind: {', '.join(sorted(unknown))}")
    faults = 0
    for slug in given.kinds or SLUGS:
        made = produced(slug).pdf or b""
        if given.accept:
            keeping.accept(slug, made)
        told = told_of(slug, made)
        faults += len(told)
        print(f"{slug}: {'; '.join(told) or 'the same'}")
    return 1 if faults else 0


def told_of(slug: str, made: bytes) -> list[str]:
    """What is to be said about a kind whose pages are not the golden ones."""
    pages = keeping.pages_apart(slug, made) if keeping.is_known() else []
    return [*keeping.words_apart(slug, made), *(f"see {page}" for page in pages)]


if __name__ == "__main__":
    sys.exit(main())
