"""Changing the steps of a definition; each function gives a new one and leaves the old as it is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from service.errors import NotFound, Refused
from service.sop.procedure import Beda
from service.sop.slug import slug

Isi = Mapping[str, object]
Step = dict[str, Any]
DIFFERENCE = tuple(one.name for one in fields(Beda))
Form = Callable[[str], Sequence[str]]  # gives all values that were typed under a name


def step_of(isi: Isi, nomor: int) -> Step:
    """Give the data of one step. Raises NotFound."""
    for step in _steps(isi):
        if step["nomor"] == nomor:
            return step
    raise NotFound(f"SOP ini tidak punya langkah {nomor}.")


def replaced(isi: Isi, nomor: int, new: Step) -> dict[str, object]:
    """Put `new` in the place of step `nomor`."""
    old = step_of(isi, nomor)
    return _with(isi, [{**new, "nomor": nomor} if one is old else one for one in _steps(isi)])


def added(isi: Isi, after: int, new: Step) -> dict[str, object]:
    """Put `new` after step `after` (0: before the first); the steps behind it move on."""
    steps = _steps(isi)
    place = steps.index(step_of(isi, after)) + 1 if after else 0
    return _numbered(isi, [*steps[:place], {**new, "nomor": -1}, *steps[place:]])


def moved(isi: Isi, nomor: int, by: int) -> dict[str, object]:
    """Move a step by one place up (-1) or down (1); at the end of the list it stays."""
    steps = list(_steps(isi))
    place = steps.index(step_of(isi, nomor))
    there = min(max(place + by, 0), len(steps) - 1)
    steps.insert(there, steps.pop(place))
    return _numbered(isi, steps)


def removed(isi: Isi, nomor: int) -> dict[str, object]:
    """Take a step out. Refused while a decision of another step leads to it."""
    gone = step_of(isi, nomor)
    rest = [one for one in _steps(isi) if one is not gone]
    for one in rest:
        if nomor in (one.get("keputusan") or {}).values():
            raise Refused(
                f"Keputusan langkah {one['nomor']} menuju langkah {nomor}. "
                "Ubah dulu keputusannya, lalu hapus langkah ini."
            )
    return _numbered(isi, rest)


def from_form(typed: Form, old: Step) -> Step:
    """Build a step from what a form sent; what the form does not show stays as in `old`."""
    kept: Step = {"dasar": old["dasar"]} if "dasar" in old else {}
    differences = _differences(typed) if typed(f"b_{DIFFERENCE[0]}") else old.get("beda", [])
    texts = {key: _one(typed, key) for key in ("uraian", "waktu", "tertulis", "keterangan")}
    decision = _decision(typed, old)
    return {
        **kept,
        **{key: value for key, value in texts.items() if value},
        "pelaksana": _performers(typed, old),
        "kelengkapan": _needs(typed),
        "keluaran": _outputs(typed, old),
        **({"keputusan": decision} if decision else {}),
        **({"beda": differences} if differences else {}),
    }


def with_performers_of(isi: Isi, step: Step) -> dict[str, Any]:
    """Let the SOP know the performers of a step: a new one is held by the post of that name."""
    known = isi["pelaksana"]
    assert isinstance(known, list)  # noqa: S101 - the definition was read before
    tables = [one if isinstance(one, dict) else {"nama": one, "jabatan": [one]} for one in known]
    there = {one["nama"] for one in tables}
    new = [one["nama"] for one in step["pelaksana"] if one["nama"] not in there]
    return {**isi, "pelaksana": [*tables, *({"nama": one, "jabatan": [one]} for one in new)]}


def with_holders(isi: Isi, typed: Form) -> dict[str, object]:
    """Set who the performers are and which posts hold them; a new name goes into the steps too."""
    known = {one["nama"]: one for one in with_performers_of(isi, {"pelaksana": []})["pelaksana"]}
    outside = set(typed("luar"))
    holders, renamed = [], {}
    for old, nama, jabatan in zip(typed("lama"), typed("nama"), typed("jabatan"), strict=False):
        if nama.strip():
            posts = [post.strip() for post in jabatan.split(";") if post.strip()]
            peran = known.get(old, {}).get("peran")
            own = {"nama": nama.strip(), "jabatan": posts, "luar": old in outside}
            holders.append(own | ({"peran": peran} if peran else {}))
            renamed[old] = nama.strip()
    steps = [
        {**step, "pelaksana": [_named(one, renamed) for one in step.get("pelaksana", [])]}
        for step in _steps(isi)
    ]
    return {**_with(isi, steps), "pelaksana": holders}


def _named(performer: dict[str, Any], renamed: Mapping[str, str]) -> dict[str, Any]:
    return {**performer, "nama": renamed.get(performer["nama"], performer["nama"])}


def _performers(typed: Form, old: Step) -> list[dict[str, Any]]:
    """Keep the basis of those who stay; who comes new was set by the office."""
    before = {one["nama"]: one for one in old.get("pelaksana", [])}
    alasan = _one(typed, "alasan")
    names = dict.fromkeys(name.strip() for name in typed("pelaksana") if name.strip())
    chosen = {"dasar": "instansi", "alasan": alasan}
    return [
        before[name] if name in before and not alasan else {"nama": name, **chosen}
        for name in names
    ]


def _needs(typed: Form) -> list[dict[str, str]]:
    rows = zip(typed("k_slug"), typed("k_nama"), typed("k_dari"), strict=False)
    return [
        {"slug": short or slug(nama), "nama": nama.strip(), **({"dari": dari} if dari else {})}
        for short, nama, dari in rows
        if nama.strip()
    ]


def _differences(typed: Form) -> list[dict[str, str]]:
    """Give what is run otherwise than the SOP says; a row that is begun must be filled whole."""
    rows = zip(*(typed(f"b_{name}") for name in DIFFERENCE), strict=False)
    texts = [dict(zip(DIFFERENCE, map(str.strip, row), strict=True)) for row in rows]
    return [one for one in texts if any(one.values())]


def _outputs(typed: Form, old: Step) -> list[dict[str, Any]]:
    before = {one["slug"]: one for one in old.get("keluaran", [])}
    names = ("o_slug", "o_nama", "o_cara", "o_jenis", "o_dari")
    found = []
    for short, nama, cara, jenis, dari in zip(*map(typed, names), strict=False):
        if nama.strip():
            made = {"slug": short or slug(nama), "nama": nama.strip(), "cara": cara}
            made |= {"jenis": jenis} if jenis and cara in ("surat", "konsep") else {}
            made |= {"dari": dari} if dari else {}
            isian = before.get(short, {}).get("isian")
            found.append(made | ({"isian": isian} if isian and "jenis" in made else {}))
    return found


def _decision(typed: Form, old: Step) -> dict[str, object]:
    tanya = _one(typed, "tanya")
    if not tanya:
        return {}
    before = old.get("keputusan") or {}
    basis = {key: before[key] for key in ("dasar", "alasan") if key in before}
    if before.get("tanya") != tanya:
        basis = {"dasar": "instansi"}
    ways = {key: int(_one(typed, key)) for key in ("ya", "tidak") if _one(typed, key).isdecimal()}
    return {"tanya": tanya, **ways, **basis}


def _one(typed: Form, name: str) -> str:
    return next((" ".join(value.split()) for value in typed(name)), "")


def _steps(isi: Isi) -> list[Step]:
    steps = isi["langkah"]
    assert isinstance(steps, list)  # noqa: S101 - the definition was read before
    return steps


def _with(isi: Isi, steps: Sequence[Step]) -> dict[str, object]:
    return {**isi, "langkah": list(steps)}


def _numbered(isi: Isi, steps: Sequence[Step]) -> dict[str, object]:
    """Number the steps from 1 again; decisions go on leading to the step that they meant."""
    now = {step["nomor"]: place for place, step in enumerate(steps, 1)}
    return _with(isi, [_renumbered(step, now) for step in steps])


def _renumbered(step: Step, now: Mapping[int, int]) -> Step:
    decision = step.get("keputusan")
    if not decision:
        return {**step, "nomor": now[step["nomor"]]}
    ways = {
        key: now.get(decision[key], decision[key]) for key in ("ya", "tidak") if key in decision
    }
    return {**step, "nomor": now[step["nomor"]], "keputusan": {**decision, **ways}}
