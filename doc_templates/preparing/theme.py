"""The theme of a package: fonts and colours by which Word restyles it, and no printer asks."""

from collections.abc import Iterator, Mapping

from lxml import etree

from doc_templates.docx_text import W

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_FONTS = f"{W}rFonts"
_ASKS = {
    f"{W}{theme}": f"{W}{plain}"
    for plain, theme in (
        ("ascii", "asciiTheme"),
        ("hAnsi", "hAnsiTheme"),
        ("eastAsia", "eastAsiaTheme"),
        ("cs", "cstheme"),
    )
}
_SCRIPTS = {"Ascii": "latin", "HAnsi": "latin", "EastAsia": "ea", "Bidi": "cs"}
_DRAWN_BY = (f"{_A}schemeClr", f"{_A}fontRef")
_COLOURS = {f"{W}themeColor", f"{W}themeFill"}


def with_named_fonts(members: Mapping[str, bytes], theme: bytes) -> dict[str, bytes]:
    """The members of a package that ask its theme for fonts, with the names of those instead.

    None of them where it is asked for colours as well, since it is needed then: without it, Word
    would take those of another. LibreOffice takes a twentieth of a letter's time to read it.
    """
    names, fresh, found = _names(theme), dict[str, bytes](), dict(_parts(members))
    if any(map(_is_coloured, found.values())):
        return fresh
    for member, root in found.items():
        asking = _asking(root)
        for fonts in asking:
            _name(fonts, names)
        if asking:
            fresh[member] = etree.tostring(
                root, xml_declaration=True, encoding="UTF-8", standalone=True
            )
    return fresh


def is_asked(members: Mapping[str, bytes]) -> bool:
    """Whether a font, a colour or a drawing of the package is as the theme says."""
    return any(_is_coloured(root) or _asking(root) for _, root in _parts(members))


def _is_coloured(root: etree._Element) -> bool:
    return next(root.iter(*_DRAWN_BY), None) is not None or any(
        _COLOURS & set(one.attrib) for one in root.iter(f"{W}*")
    )


def _asking(root: etree._Element) -> list[etree._Element]:
    return [one for one in root.iter(_FONTS) if _ASKS.keys() & set(one.attrib)]


def _parts(members: Mapping[str, bytes]) -> Iterator[tuple[str, etree._Element]]:
    for name, data in members.items():
        if name.startswith("word/") and name.endswith(".xml") and "/theme/" not in name:
            yield name, etree.fromstring(data)


def _names(theme: bytes) -> dict[str, str]:
    """What `minorHAnsi` and its like mean: the names of fonts, "" where there is none."""
    root = etree.fromstring(theme)
    return {
        f"{rank}{script}": _typeface(root.find(f".//{_A}{rank}Font/{_A}{kind}"))
        for rank in ("minor", "major")
        for script, kind in _SCRIPTS.items()
    }


def _typeface(font: etree._Element | None) -> str:
    return "" if font is None else str(font.get("typeface", ""))


def _name(fonts: etree._Element, names: Mapping[str, str]) -> None:
    for asks, plain in _ASKS.items():
        name = names.get(str(fonts.attrib.pop(asks, "")), "")
        if name:
            fonts.set(plain, name)
