"""The bookmarks of a PDF: each letter keeps those that lead to its own pages."""

from collections.abc import Iterator

from pikepdf import Dictionary, Name, Object, Pdf

from doc_templates.bulk.tags import Places
from doc_templates.errors import NotJoinable


class Headings:
    """The bookmarks of all letters, parted by the pages that they lead to."""

    def __init__(self, source: Pdf, places: Places) -> None:
        self._source = source
        self._found: dict[int, list[tuple[int, Object]]] = {}
        if "/Outlines" not in source.Root:
            return
        try:
            for depth, one in _below(source.Root.Outlines):
                self._found.setdefault(places[one.Dest[0].objgen], []).append((depth, one))
        except (AttributeError, KeyError, TypeError) as error:
            raise NotJoinable("daftar bab di PDF-nya tidak terbaca") from error

    def show(self, number: int, catalog: Object) -> None:
        """Adds them to the catalog of one letter, each below the last one that is higher up."""
        found = self._found.get(number, [])
        if not found:
            return
        above = [(0, self._new(Dictionary(Type=Name.Outlines)))]
        for depth, one in found:
            while len(above) > 1 and above[-1][0] >= depth:
                above.pop()
            fresh = self._new(Dictionary(Title=one.Title, Dest=one.Dest))
            _append(above[-1][1], fresh)
            above.append((depth, fresh))
        catalog.Outlines = above[0][1]
        catalog.PageMode = Name.UseOutlines

    def _new(self, one: Dictionary) -> Object:
        return self._source.make_indirect(one)


def _below(parent: Object, depth: int = 1) -> Iterator[tuple[int, Object]]:
    """All bookmarks in their order, each with its depth from 1."""
    one = parent.get("/First")
    while one is not None:
        yield depth, one
        yield from _below(one, depth + 1)
        one = one.get("/Next")


def _append(parent: Object, child: Object) -> None:
    """Adds a bookmark, unfolded as LibreOffice has them: whatever is above counts it."""
    child.Parent = parent
    if "/Last" in parent:
        child.Prev, parent.Last.Next = parent.Last, child
    else:
        parent.First = child
    parent.Last = child
    higher: Object | None = parent
    while higher is not None:
        higher.Count = int(higher.get("/Count", 0)) + 1
        higher = higher.get("/Parent")
