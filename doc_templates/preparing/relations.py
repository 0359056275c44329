"""Where the relations of a part lead to, in a package of Word."""

import posixpath
from collections.abc import Mapping

from lxml import etree


def targets(members: Mapping[str, bytes], part: str) -> dict[str, str]:
    """The members that a part's relations lead to, by the number of the relation."""
    folder, name = posixpath.split(part)
    rels = f"{folder}/_rels/{name}.rels"
    if rels not in members:
        return {}
    return {
        str(one.get("Id")): target_of(rels, one)
        for one in etree.fromstring(members[rels])
        if one.get("TargetMode") != "External"
    }


def target_of(rels: str, relation: etree._Element) -> str:
    """The member that a relation in the member `rels` leads to."""
    folder = posixpath.dirname(posixpath.dirname(rels))
    return posixpath.normpath(posixpath.join("/", folder, str(relation.get("Target")))).lstrip("/")
