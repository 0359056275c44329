"""Which styles of a template are of use; Word brings some 160 of them, and a letter needs a few."""

from collections.abc import Iterator, Sequence

from lxml import etree

from doc_templates.docx_text import W

_POINTS_TO = tuple(f"{W}{name}" for name in ("pStyle", "rStyle", "tblStyle", "styleLink"))
_FROM_STYLE = tuple(f"{W}{name}" for name in ("basedOn", "link", "next", "numStyleLink"))
_ID, _VAL = f"{W}styleId", f"{W}val"


def without_idle(styles: bytes, others: Sequence[etree._Element]) -> bytes:
    """styles.xml with what the other parts use, what that depends on, and the defaults.

    A style that a field names (a table of contents, a running head) is used as well. When there
    is none to take out, the bytes stay as they are.
    """
    root = etree.fromstring(styles)
    known = {str(style.get(_ID)): style for style in root.iter(f"{W}style")}
    kept = _closed(known, {*_used(others), *_defaults(known), *_named(known, others)})
    idle = [style for name, style in known.items() if name not in kept]
    if not idle:
        return styles
    for style in idle:
        root.remove(style)
    for latent in root.findall(f"{W}latentStyles"):  # what Word would offer besides
        root.remove(latent)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _used(others: Sequence[etree._Element]) -> Iterator[str]:
    for root in others:
        for node in root.iter(*_POINTS_TO, f"{W}numStyleLink"):
            yield str(node.get(_VAL))


def _defaults(known: dict[str, etree._Element]) -> Iterator[str]:
    for name, style in known.items():
        if style.get(f"{W}default") in ("1", "true", "on"):
            yield name


def _named(known: dict[str, etree._Element], others: Sequence[etree._Element]) -> Iterator[str]:
    """Fields name a style as people see it, in any case, as a table of contents does."""
    fields = " ".join(_fields(others)).casefold()
    for name, style in known.items():
        title = style.find(f"{W}name")
        if title is not None and str(title.get(_VAL)).casefold() in fields:
            yield name


def _fields(others: Sequence[etree._Element]) -> Iterator[str]:
    for root in others:
        for node in root.iter(f"{W}instrText", f"{W}fldSimple"):
            yield node.text or str(node.get(f"{W}instr", ""))


def _closed(known: dict[str, etree._Element], wanted: set[str]) -> set[str]:
    """These styles with all that they are based on or linked with."""
    kept: set[str] = set()
    while wanted:
        kept |= wanted
        found = [known[name] for name in wanted if name in known]
        wanted = {
            str(node.get(_VAL)) for style in found for node in style.iter(*_FROM_STYLE)
        } - kept
    return kept
