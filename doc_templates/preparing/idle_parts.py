"""Parts of a package that no printer ever sees: a second copy of the styles, a small picture.

So is a theme that nothing asks any more.
"""

from collections.abc import Mapping

from lxml import etree

from doc_templates.preparing import theme
from doc_templates.preparing.relations import target_of

_IDLE = ("/stylesWithEffects", "/metadata/thumbnail")  # how the types of their relations end
_THEME = "/theme"
_TYPES = "[Content_Types].xml"


def without_idle_parts(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """The members of a package without them, and without what leads to them."""
    fresh, idle = dict(members), set[str]()
    endings = _IDLE if theme.is_asked(members) else (*_IDLE, _THEME)
    for name in [name for name in members if name.endswith(".rels")]:
        root = etree.fromstring(members[name])
        found = [one for one in root if str(one.get("Type")).endswith(endings)]
        for one in found:
            idle.add(target_of(name, one))
            root.remove(one)
        if found:
            fresh[name] = _written(root)
    if not idle:
        return fresh
    types = etree.fromstring(members[_TYPES])
    for one in [one for one in types if str(one.get("PartName", "")).lstrip("/") in idle]:
        types.remove(one)
    fresh[_TYPES] = _written(types)
    return {name: data for name, data in fresh.items() if name not in idle}


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
