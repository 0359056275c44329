"""Is all that a part can print whole XML? Where that is proved once, no letter has to be read.

The proof writes the tags of Jinja as processing instructions, and reads that as XML. Where a block
ends just where it began, beside its beginning or in a like text of the same paragraph, what is
between may be printed once, often or not at all. Where a value stands in the text of a run it may
say anything, as it is escaped. Whatever is not seen to be so is not proved.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import count, groupby

from jinja2 import nodes
from lxml import etree

from doc_templates.docx_text import W
from doc_templates.filling.whole import HOLD_NO_TEXT

_VALUE, _BEGIN, _END = "nilai", "awal", "akhir"
_DEVIOUS = ("<!", "<?", "xml:id", "&#12")
"""What hides marks, what is whole or not by what else there is, and what is taken for a brace."""
_BARE_END = re.compile(">[^<]*>")
"""A `>` outside of all tags: XML has none where a value says `]]` before it."""
_TEXT, _RUN, _PARAGRAPH = f"{W}t", f"{W}r", f"{W}p"
_CHANGED = (*"\r\n\t\a\f", "{_", "_}")
"""What docxtpl or lxml make something else of."""
LONGEST = 2_400_000
"""Characters of a part that may go unread; lxml takes ten million bytes in one text and no more."""
Mark = etree._ProcessingInstruction  # noqa: SLF001 - its only name


class _Unproved(Exception):
    """Something may be printed that this proof does not know."""


def proved(start: str, tree: nodes.Template, end: str) -> etree._Element | None:
    """A part between `start` and `end` with marks for its tags; None when nothing is proved."""
    try:
        body = "".join(_marked(tree.body, count()))
        root = etree.fromstring(f"{start}{body}{end}".encode())
    except (_Unproved, etree.XMLSyntaxError):
        return None
    marks = list(marks_of(root))
    seen = len(marks) == body.count("<?") and _BARE_END.search(body) is None
    return root if seen and _in_place(marks) and _is_bare(root) and _is_usual(root) else None


def untouched(text: str) -> bool:
    """Whether there is nothing in printed text that still becomes something else."""
    return not any(sign in text for sign in _CHANGED)


def stretches(tree: nodes.Template) -> Iterator[str]:
    """All that a template prints as it stands there, from one tag to the next."""
    for output in tree.find_all(nodes.Output):
        for _, beside in groupby(output.nodes, type):
            yield "".join([node.data for node in beside if isinstance(node, nodes.TemplateData)])


def marks_of(root: etree._Element) -> Iterator[Mark]:
    """The marks below an element."""
    return (one for one in root.iter() if isinstance(one, Mark))


def always(parent: etree._Element) -> Iterator[etree._Element]:
    """Those of the children that every letter has, whatever its values are."""
    depth = 0
    for child in parent:
        if isinstance(child, Mark):
            depth += {_BEGIN: 1, _END: -1}.get(str(child.target), 0)
        elif not depth:
            yield child


def _marked(body: Sequence[nodes.Node], number: Iterator[int]) -> Iterator[str]:
    for node in body:
        if isinstance(node, nodes.Output):
            yield from map(_printed, node.nodes)
        elif isinstance(node, nodes.If):
            yield from _block(node.body, number)
            yield from _marked(node.elif_, number)
            yield from _block(node.else_, number)
        elif isinstance(node, nodes.For) and not node.recursive:
            yield from _block(node.body, number)
            yield from _block(node.else_, number)
        elif not isinstance(node, nodes.Assign):
            raise _Unproved


def _printed(node: nodes.Expr) -> str:
    if not isinstance(node, nodes.TemplateData):
        return f"<?{_VALUE}?>"
    text = node.data
    if any(sign in text for sign in _DEVIOUS) or not untouched(text) or _ends_in_brace(text):
        raise _Unproved
    return text


def _ends_in_brace(text: str) -> bool:
    """Whether what is printed beside it may make something of it that docxtpl changes."""
    return text.startswith("}") or text.endswith("{")


def _block(body: Sequence[nodes.Node], number: Iterator[int]) -> Iterator[str]:
    name = next(number)
    yield f"<?{_BEGIN} {name}?>"
    yield from _marked(body, number)
    yield f"<?{_END} {name}?>"


def _in_place(marks: Sequence[Mark]) -> bool:
    """Whether values stand in the text of runs, and blocks end where they began."""
    begun: dict[str | None, etree._Element | None] = {}
    for mark in marks:
        parent = mark.getparent()
        if mark.target == _VALUE:
            if not _in_run(parent):
                return False
        elif not _alike(begun.setdefault(mark.text, parent), parent):
            return False
    return True


def _is_bare(root: etree._Element) -> bool:
    """Whether nothing, not even a space, stands where Word shows no text."""
    return not any(
        holder.text or any(child.tail for child in holder) for holder in root.iter(*HOLD_NO_TEXT)
    )


def _is_usual(root: etree._Element) -> bool:
    """Whether all is named as those expect who look at a letter as text, and texts hold nothing."""
    return all(one.prefix == "w" for one in root.iter(f"{W}*")) and all(
        isinstance(child, Mark) for text in root.iter(_TEXT) for child in text
    )


def _alike(one: etree._Element | None, other: etree._Element | None) -> bool:
    if one is None or other is None or one.tag not in (*HOLD_NO_TEXT, _TEXT):
        return False
    if one is other or one.tag != _TEXT:
        return one is other
    mine, its = _way(one), _way(other)
    return (
        mine[-1] is its[-1]
        and mine[-1].tag == _PARAGRAPH
        and list(map(_named, mine)) == list(map(_named, its))
    )


def _way(text: etree._Element) -> list[etree._Element]:
    """From a text up to what its runs stand in, which is a paragraph in all that Word writes."""
    above = [text]
    for one in text.iterancestors():
        above.append(one)
        if one.tag in HOLD_NO_TEXT and one.tag != _RUN:
            break
    return above


def _named(element: etree._Element) -> tuple[object, ...]:
    return element.tag, element.prefix, element.nsmap


def _in_run(text: etree._Element | None) -> bool:
    """Whether this is the text of a run, beside which a logo can put another."""
    run = text.getparent() if text is not None and text.tag == _TEXT else None
    around = run.getparent() if run is not None and run.tag == _RUN else None
    return (
        text is not None
        and run is not None
        and around is not None
        and text.nsmap == run.nsmap == around.nsmap
    )
