"""What the tags of a template name: fields, columns, filters, commands; is there such a thing?"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any

from jinja2 import nodes

from doc_templates.completeness import LONGEST
from doc_templates.doctor.shapes import ANY, TEXT, Shape, loop
from doc_templates.sandbox import CALLABLE, LetterEnvironment

_SAME = ("list", "sort", "unique", "reverse", "selectattr", "rejectattr", "select", "reject")
_ONE = ("first", "last", "min", "max")
_BY_COLUMN = ("selectattr", "rejectattr", "sort", "unique")
_METHODS = frozenset(CALLABLE)
_FUNCTIONS = ("range", "namespace")
_ENVIRONMENT = LetterEnvironment()


@dataclass
class Scope:
    """The names that are known at a place, those that were used, and what is wrong so far.

    `columns` are the attributes that were asked for, of whatever.
    """

    names: dict[str, Shape]
    used: set[str] = field(default_factory=set)
    columns: set[str] = field(default_factory=set)
    faults: list[tuple[str, str]] = field(default_factory=list)

    def inside(self, more: Mapping[str, Shape]) -> "Scope":
        """The same with more names, as inside a loop; what is used and wrong is noted in both."""
        return replace(self, names={**self.names, **more})

    def blame(self, kode: str, pesan: str) -> Shape:
        """Notes a fault; nothing is known of such a value."""
        self.faults.append((kode, pesan))
        return ANY


def shape_of(node: nodes.Node | None, scope: Scope) -> Shape:
    """What an expression gives; faults are noted in the scope."""
    for kind, look in _LOOKS.items():
        if isinstance(node, kind):
            return look(node, scope)
    found = [shape_of(child, scope) for child in node.iter_child_nodes()] if node else []
    if isinstance(node, nodes.CondExpr):  # of which the condition comes first
        return _either(found[1:])
    return _either(found) if isinstance(node, nodes.Or | nodes.And) else ANY


def iterated(whole: Shape, told: str, scope: Scope) -> dict[str, Shape]:
    """The names that a loop over this value adds, apart from its own variable."""
    if whole.text or whole.parts is not None:
        scope.blame("D16", f"“{told}” bukan daftar, jadi tidak dapat diulang dengan for.")
    return {"loop": loop(whole.item or ANY)}


def near(name: str, known: Iterable[str], remedy: str) -> str:
    """What somebody may have meant, or else what to do."""
    found = meant(name, known)
    return f"Mungkin maksudnya “{found[0]}”." if found else remedy


def meant(name: str, known: Iterable[str]) -> list[str]:
    """The known name that is most like this one, if any is."""
    return get_close_matches(name, list(known), 1) if len(name) <= LONGEST else []


def _name(node: nodes.Name, scope: Scope) -> Shape:
    if node.name in scope.names:
        scope.used.add(node.name)
        return scope.names[node.name]
    if node.name in _FUNCTIONS or node.ctx == "store":
        return ANY
    hint = near(node.name, scope.names, "Pakai nama isian yang ada, atau hapus penandanya.")
    scope.used.update(meant(node.name, scope.names))
    return scope.blame("D04", f"Isian “{node.name}” tidak ada. {hint}")


def _attribute(node: nodes.Getattr, scope: Scope) -> Shape:
    return _part(shape_of(node.node, scope), node.attr, scope)


def _part(whole: Shape, name: str, scope: Scope) -> Shape:
    scope.columns.add(name)
    if name.startswith("_"):
        return scope.blame("D07", f"“{name}” tidak diizinkan di templat. Hapus penandanya.")
    if whole.parts is not None and name not in whole.parts:
        hint = near(name, whole.parts, f"Yang ada: {', '.join(list(whole.parts)[:12])}.")
        scope.columns.update(meant(name, whole.parts))
        return scope.blame("D05", f"“{name}” tidak ada pada {whole.nama}. {hint}")
    if whole.item is not None:
        pesan = f"“{whole.nama}” sebuah daftar; ambil “{name}” dari barisnya:"
        return scope.blame(
            "D05", f"{pesan} {{%p for b in {whole.nama} %}} lalu {{{{ b.{name} }}}}."
        )
    if whole.text and name not in _METHODS:
        return scope.blame("D05", f"“{whole.nama or 'Isian ini'}” tidak mempunyai “{name}”.")
    return (whole.parts or {}).get(name, ANY)


def _element(node: nodes.Getitem, scope: Scope) -> Shape:
    whole = shape_of(node.node, scope)
    shape_of(node.arg, scope)
    if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
        return _part(whole, node.arg.value, scope)
    if isinstance(node.arg, nodes.Slice):
        return whole
    return whole.item or ANY


def _filtered(node: nodes.Filter, scope: Scope) -> Shape:
    whole = shape_of(node.node, scope)
    for child in (*node.args, *node.kwargs):
        shape_of(child, scope)
    if node.name not in _ENVIRONMENT.filters:
        hint = near(node.name, _ENVIRONMENT.filters, "Lihat daftar saringan di Panduan.")
        return scope.blame("D06", f"Saringan “{node.name}” tidak dikenal. {hint}")
    column = _column(node)
    item = whole.item or ANY
    if column and node.name in (*_BY_COLUMN, "map"):
        found = _part(item, column, scope)
        return Shape(whole.nama, item=found) if node.name == "map" else whole
    if node.name in _SAME:
        return whole
    return item if node.name in _ONE else TEXT


def _column(node: nodes.Filter) -> str:
    """The column that a filter looks at: `map(attribute='nama')`, `selectattr('nama')`."""
    named = [one.value for one in node.kwargs if one.key == "attribute"]
    if node.name in ("selectattr", "rejectattr"):
        named += node.args[:1]
    values = [one.value for one in named if isinstance(one, nodes.Const)]
    return str(values[0]).partition(".")[0] if values else ""


def _called(node: nodes.Call, scope: Scope) -> Shape:
    for child in (*node.args, *node.kwargs):
        shape_of(child, scope)
    called = node.node
    if isinstance(called, nodes.Name) and called.name in _FUNCTIONS:
        return Shape("range", item=TEXT) if called.name == "range" else ANY
    if isinstance(called, nodes.Getattr) and called.attr in _METHODS:
        shape_of(called.node, scope)
        return ANY
    before = len(scope.faults)
    shape_of(called, scope)
    if len(scope.faults) > before:  # said already: there is no such thing
        return ANY
    name = getattr(called, "attr", "…")
    return scope.blame("D07", f"Perintah “{name}(…)” tidak diizinkan di templat. Hapus saja.")


def _tested(node: nodes.Test, scope: Scope) -> Shape:
    for child in node.iter_child_nodes():
        shape_of(child, scope)
    if node.name not in _ENVIRONMENT.tests:
        hint = near(node.name, _ENVIRONMENT.tests, "Tulis syarat yang lebih sederhana.")
        scope.blame("D06", f"Syarat “is {node.name}” tidak dikenal. {hint}")
    return ANY


def _power(_node: nodes.Pow, scope: Scope) -> Shape:
    return scope.blame("D07", "Pangkat (**) tidak diizinkan di templat.")


def _either(found: list[Shape]) -> Shape:
    return found[0] if found and all(one == found[0] for one in found) else ANY


_LOOKS: dict[type[nodes.Node], Callable[[Any, Scope], Shape]] = {
    nodes.Name: _name,
    nodes.Getattr: _attribute,
    nodes.Getitem: _element,
    nodes.Filter: _filtered,
    nodes.Call: _called,
    nodes.Test: _tested,
    nodes.Pow: _power,
}
