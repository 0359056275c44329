"""Long texts and lists: one paragraph for each line or row."""

from doc_templates.drafting.text import Place, each, logic, say


def add_isi(place: Place, field: str, style: str = "Isi", before: str = "") -> None:
    """A long text (`paragraf`): one paragraph a line; `before` stands at the head of each."""
    with each(place, f"p in {field}"):
        say(place, before + "{{ p }}", style)


def add_daftar(
    place: Place,
    field: str,
    printed: str = "{{ b }}",
    *,
    mark: str = "{{ loop.index }}.",
    style: str = "Daftar",
    lone: str = "",
) -> None:
    """A list with a hanging indent, one item (`b`) a row.

    The mark may be a dash or `{{ loop.index|huruf }}.`.
    With `lone`, a list of one item has no mark and stands in that style.
    """
    if lone:
        logic(place, f"if {field}|length == 1")
        _items(place, field, printed, lone)
        logic(place, "else")
    _items(place, field, f"{mark}\t{printed}", style)
    if lone:
        logic(place, "endif")


def _items(place: Place, field: str, printed: str, style: str) -> None:
    with each(place, f"b in {field}"):
        say(place, printed, style)
