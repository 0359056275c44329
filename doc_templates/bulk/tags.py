"""The tags of a PDF, by which it is read aloud: each letter keeps its own, and only these."""

from collections.abc import Iterator, Mapping, Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf

from doc_templates.errors import NotJoinable

END = "naskah akhir"
"""The style of the paragraph that joining adds to a letter, and that is none of its own."""
Places = Mapping[tuple[int, int], int]
"""The number of the letter that a page belongs to, by the number of its object."""


class Tags:
    """The structure tree of all letters, parted by their pages.

    LibreOffice writes one element for each paragraph and table right below the document, in the
    order of the text and each with the page where it begins, also for what is empty.
    """

    def __init__(self, source: Pdf, places: Places) -> None:
        self._source = source
        self._elements: dict[int, list[Object]] = {}
        try:
            self._whole = source.Root.StructTreeRoot
            (document,) = self._whole.K
            for element in (one for one in document.K if str(one.S) != f"/{END}"):
                self._elements.setdefault(places[element.Pg.objgen], []).append(element)
            known = list(self._whole.ParentTree.Nums)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise NotJoinable("penanda strukturnya tidak terbaca") from error
        self._parents = dict(zip(map(int, known[::2]), known[1::2], strict=True))

    def of(self, number: int, pages: Sequence[Object]) -> Object:
        """The structure tree of one letter, which still leads to the pages of the whole."""
        root = self._source.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        document = self._source.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document))
        document.P, document.Pg = root, pages[0]
        document.K = Array(self._elements.get(number, []))
        for element in document.K:
            element.P = document
        root.K = Array([document])
        if "/RoleMap" in self._whole:
            root.RoleMap = self._whole.RoleMap
        root.ParentTree = Dictionary(Nums=self._renumbered(pages))
        return root

    def _renumbered(self, pages: Sequence[Object]) -> Array:
        """From what is drawn back to its element: the same entries, by numbers of the letter."""
        entries: list[object] = []
        for fresh, (holder, key) in enumerate(_numbered(pages)):
            entries += [fresh, self._parents[int(holder[key])]]
            holder[key] = fresh
        return Array(entries)


def _numbered(pages: Sequence[Object]) -> Iterator[tuple[Object, str]]:
    """What has a number in the parent tree: a page for all that is drawn on it, and each link."""
    for page in pages:
        if "/StructParents" in page:
            yield page, "/StructParents"
        for link in page.get("/Annots", Array()):
            if "/StructParent" in link:
                yield link, "/StructParent"
