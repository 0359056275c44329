"""Lists that begin anew with each letter: Word and Writer count a list by its number."""

from copy import deepcopy

from lxml import etree

from doc_templates.docx_text import W

_VAL, _NUM, _ABSTRACT = f"{W}val", f"{W}numId", f"{W}abstractNumId"


class Lists:
    """The lists of a template, `numbering.xml`; None where it has none."""

    def __init__(self, numbering: bytes | None) -> None:
        self._root = None if numbering is None else etree.fromstring(numbering)
        self._next = 1 + max((int(one.get(_NUM, 0)) for one in self._nums()), default=0)

    def renew(self, body: etree._Element) -> None:
        """Gives the body of a further letter lists of its own, which look the same."""
        fresh: dict[str, str] = {}
        for used in body.iterfind(f".//{W}numPr/{W}numId"):
            old = str(used.get(_VAL))
            if old not in fresh:
                fresh[old] = self._copied(old)
            used.set(_VAL, fresh[old])

    @property
    def written(self) -> bytes | None:
        """numbering.xml with all lists; None where there is none."""
        if self._root is None:
            return None
        return etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def _nums(self) -> list[etree._Element]:
        return [] if self._root is None else self._root.findall(f"{W}num")

    def _copied(self, old: str) -> str:
        """The number of a copy of this list; 0 stands for none."""
        found = [one for one in self._nums() if one.get(_NUM) == old]
        if not found or self._root is None:
            return old
        number = copy = deepcopy(found[0])
        kind = number.find(f"{W}abstractNumId")
        if kind is not None:
            kind.set(_VAL, self._copied_kind(str(kind.get(_VAL))))
        copy.set(_NUM, str(self._next))
        self._root.append(copy)
        self._next += 1
        return str(copy.get(_NUM))

    def _copied_kind(self, old: str) -> str:
        assert self._root is not None  # noqa: S101 - a list was found in it
        kinds = self._root.findall(f"{W}abstractNum")
        (found,) = [one for one in kinds if one.get(_ABSTRACT) == old]
        copy = deepcopy(found)
        for name in ("nsid", "tmpl"):  # by which Word knows them to be one
            for one in copy.findall(f"{W}{name}"):
                copy.remove(one)
        fresh = str(1 + max(int(one.get(_ABSTRACT, 0)) for one in kinds))
        copy.set(_ABSTRACT, fresh)
        kinds[-1].addnext(copy)
        return fresh
