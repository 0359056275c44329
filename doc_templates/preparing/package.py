"""A template's package with idle styles and parts taken out, its pictures at print resolution."""

import io
import zipfile
from collections.abc import Iterator, Mapping

from lxml import etree

from doc_templates.preparing.idle_parts import without_idle_parts
from doc_templates.preparing.pictures import for_print
from doc_templates.preparing.relations import targets
from doc_templates.preparing.styles import without_idle
from doc_templates.preparing.theme import with_named_fonts

_STYLES = "word/styles.xml"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MEDIA = "word/media/"
_THEMES = "word/theme/theme"
_DAY = (1980, 1, 1, 0, 0, 0)
Place = tuple[int, int]  # width and height in EMU


def lighten(docx: bytes) -> bytes:
    """The template, lighter; the very same bytes when there is nothing to take out.

    Raises what zipfile and lxml raise for a template that is broken.
    """
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    needed = without_idle_parts(members)
    styled = needed | _pictures(needed) | _styles(needed)
    fresh = without_idle_parts(styled | _fonts(styled))  # a theme that was asked until now
    return docx if fresh == members else _packed(fresh)


def _fonts(members: Mapping[str, bytes]) -> dict[str, bytes]:
    themes = [data for name, data in members.items() if name.startswith(_THEMES)]
    return with_named_fonts(members, themes[0]) if len(themes) == 1 else {}


def _styles(members: Mapping[str, bytes]) -> dict[str, bytes]:
    if _STYLES not in members:
        return {}
    others = [root for name, root in _parts(members) if name != _STYLES]
    return {_STYLES: without_idle(members[_STYLES], others)}


def _pictures(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """Each picture for the largest place where it is drawn."""
    places: dict[str, list[Place]] = {}
    for name, root in _parts(members):
        led = targets(members, name)
        for number, place in _drawn(root):
            places.setdefault(led.get(number, ""), []).append(place)
    return {
        name: for_print(members[name], max(w for w, _ in found), max(h for _, h in found))
        for name, found in places.items()
        if name in members and name.startswith(_MEDIA) and _only_drawn(members, name, len(found))
    }


def _drawn(root: etree._Element) -> Iterator[tuple[str, Place]]:
    """The relations of a part's pictures, and their places; not those that show a section only."""
    for drawing in root.iter(f"{_DRAWING}inline", f"{_DRAWING}anchor"):
        extent, blips = drawing.find(f"{_DRAWING}extent"), list(drawing.iter(f"{_A}blip"))
        if extent is not None and len(blips) == 1 and drawing.find(f".//{_A}srcRect") is None:
            place = int(extent.get("cx", 0)), int(extent.get("cy", 0))
            yield str(blips[0].get(f"{_R}embed")), place


def _only_drawn(members: Mapping[str, bytes], picture: str, times: int) -> bool:
    """Whether nothing else uses this picture: a shape, a section of it, a background."""
    uses = 0
    for name, root in _parts(members):
        numbers = {one for one, target in targets(members, name).items() if target == picture}
        uses += sum(value in numbers for node in root.iter() for value in node.attrib.values())
    return uses == times


def _parts(members: Mapping[str, bytes]) -> list[tuple[str, etree._Element]]:
    return [
        (name, etree.fromstring(data))
        for name, data in members.items()
        if name.startswith("word/") and name.endswith(".xml")
    ]


def _packed(members: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(zipfile.ZipInfo(name, _DAY), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()
