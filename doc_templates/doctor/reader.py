"""Reading the tags of one part by themselves, so that one that is wrong hides no other."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from jinja2 import TemplateSyntaxError, nodes

from doc_templates.doctor.names import Scope, iterated, near, shape_of
from doc_templates.doctor.nesting import BLOCKS, SETS, opens
from doc_templates.doctor.reading import Spot
from doc_templates.doctor.shapes import ANY, Shape
from doc_templates.doctor.tags import Tag
from doc_templates.sandbox import LetterEnvironment

_OF_WORD = ("colspan", "cellbg", "vm", "hm")  # docxtpl's own
_ENDS = (*BLOCKS.values(), "endset", "else")
_WORDS = (*BLOCKS, SETS, "elif", *_ENDS, *_OF_WORD)
_FOREIGN = (
    *("include", "import", "from", "extends", "block", "endblock", "macro", "endmacro", "call"),
    *("endcall", "raw", "endraw", "autoescape", "endautoescape", "do", "continue", "break"),
)
_ENVIRONMENT = LetterEnvironment()


@dataclass
class _Level:
    """A loop that is open, and the names outside of it."""

    word: str
    outside: Scope


def read(tags: Iterable[Tag], scope: Scope) -> Iterator[Spot]:
    """The faults of all tags of a part; the scope notes what they use."""
    levels: list[_Level] = []
    for tag in tags:
        inner = Scope(scope.names, scope.used, scope.columns)
        if opens(tag):
            levels.append(_Level(tag.word, scope))
        scope = _after(tag, inner, levels)
        for kode, pesan in inner.faults:
            yield tag.spot(kode, pesan)
        scope.faults.clear()


def _after(tag: Tag, scope: Scope, levels: list[_Level]) -> Scope:
    """The scope behind a tag, whose faults are noted in `scope`."""
    word = tag.word
    if tag.mark == "{#":
        return scope
    if tag.mark == "{%" and word not in _WORDS:
        _blame_word(tag, scope)
    elif word in BLOCKS.values() or word == "endset":
        return _closed(word, scope, levels)
    elif word not in (*_ENDS, "vm", "hm"):
        return _read(tag, scope)
    return scope


def _closed(word: str, scope: Scope, levels: list[_Level]) -> Scope:
    """The names of a loop end with it; those that an if has set stay."""
    if word.removeprefix("end") not in [level.word for level in levels]:
        return scope
    while levels:
        level = levels.pop()
        if level.word in ("for", "with"):
            scope = Scope(level.outside.names, scope.used, scope.columns)
        if level.word == word.removeprefix("end"):
            break
    return scope


def _read(tag: Tag, scope: Scope) -> Scope:
    try:
        parsed = _ENVIRONMENT.parse(_source(tag)).body[0]
    except TemplateSyntaxError:
        scope.blame("D03", _misspelt(tag, scope))
        return scope
    except (RecursionError, ValueError):
        scope.blame("D03", "Penanda ini terlalu rumit. Sederhanakan.")
        return scope
    return _noted(tag, parsed, scope)


def _noted(tag: Tag, parsed: nodes.Node, scope: Scope) -> Scope:
    """The scope with the names that a tag adds, once its own are looked at."""
    if isinstance(parsed, nodes.For):
        whole = shape_of(parsed.iter, scope)
        more = iterated(whole, whole.nama, scope) | _targets(parsed.target, whole.item or ANY)
        inside = scope.inside(more)
        if parsed.test is not None:
            shape_of(parsed.test, inside)
        return inside
    if isinstance(parsed, nodes.If):
        shape_of(parsed.test, scope)
    elif isinstance(parsed, nodes.Assign):
        return scope.inside(_targets(parsed.target, shape_of(parsed.node, scope)))
    elif isinstance(parsed, nodes.Output):
        for one in parsed.nodes:
            _printed(shape_of(one, scope), tag, scope)
    else:
        return _with(parsed, scope)
    return scope


def _with(parsed: nodes.Node, scope: Scope) -> Scope:
    if isinstance(parsed, nodes.FilterBlock):
        shape_of(parsed.filter, scope)
    if isinstance(parsed, nodes.AssignBlock):
        return scope.inside(_targets(parsed.target, ANY))
    if isinstance(parsed, nodes.With):
        pairs = zip(parsed.targets, parsed.values, strict=True)
        return scope.inside(
            {k: v for one, value in pairs for k, v in _targets(one, shape_of(value, scope)).items()}
        )
    return scope


def _printed(shape: Shape, tag: Tag, scope: Scope) -> None:
    if tag.mark == "{{" and shape.item is not None:
        name = shape.nama or "ini"
        pesan = f"Daftar “{name}” tidak dapat dicetak begitu saja. Ulangi barisnya dengan"
        scope.blame("D16", f"{pesan} {{%p for b in {name} %}} … {{%p endfor %}}.")


def _targets(target: nodes.Node, shape: Shape) -> dict[str, Shape]:
    if isinstance(target, nodes.Name):
        return {target.name: shape}
    return {one.name: ANY for one in target.find_all(nodes.Name)}


def _source(tag: Tag) -> str:
    """The tag as a whole template of its own."""
    if tag.mark == "{{":
        return f"{{{{ {tag.inner} }}}}"
    if tag.word in ("colspan", "cellbg"):
        return f"{{{{ {tag.inner.removeprefix(tag.word)} }}}}"
    inner = tag.inner.removeprefix("el") if tag.word == "elif" else tag.inner
    end = BLOCKS.get(tag.word, "endif" if tag.word == "elif" else "")
    if tag.word == SETS and opens(tag):
        end = "endset"
    return f"{{% {inner} %}}" + (f"{{% {end} %}}" if end else "")


def _blame_word(tag: Tag, scope: Scope) -> None:
    word = tag.word
    if word in ("p", "tr", "tc", "r"):
        pesan = f"Tulis {{%{word} tanpa spasi di depan {word}, lalu satu spasi sesudahnya."
        scope.blame("D03", pesan)
    elif word in _FOREIGN:
        pesan = f"Perintah {{% {word} … %}} tidak diizinkan di templat. Hapus perintah itu."
        scope.blame("D07", pesan)
    elif _glued(word):
        scope.blame("D03", f"“{word}” kurang spasi. Tulis {{%{_glued(word)} … %}}.")
    else:
        hint = near(word, _WORDS, "Yang ada: for, if, elif, else, set, endfor, endif.")
        scope.blame("D03", f"Perintah “{word}” tidak dikenal. {hint}")


def _glued(word: str) -> str:
    """`p for`, of what was written `pfor`; "" for another word."""
    for scope in ("tr", "tc", "p"):
        rest = word.removeprefix(scope)
        if word.startswith(scope) and rest in _WORDS:
            return f"{scope} {rest}"
    return ""


def _misspelt(tag: Tag, scope: Scope) -> str:
    """What is wrong with a tag that cannot be read, and the remedy where there is a usual one."""
    usual = next((pesan for sign, pesan in _USUAL if sign(tag)), "")
    joined = "_".join(tag.inner.split())
    if tag.mark == "{{" and joined in scope.names:
        usual = f"salah tulis. Mungkin maksudnya “{joined}”, dengan garis bawah."
    plain = "salah tulis. Bentuknya {{ nama_isian }} atau {% if nama_isian %}."
    return f"“{tag.told}” {usual or plain}"


_USUAL: tuple[tuple[Callable[[Tag], object], str], ...] = (
    (lambda tag: not tag.inner, "kosong. Isi dengan nama isian, atau hapus."),
    (lambda tag: _odd(tag.inner, "(", ")"), "tidak berpasangan kurungnya ( )."),
    (lambda tag: _odd(tag.inner, "[", "]"), "tidak berpasangan kurungnya [ ]."),
    (lambda tag: tag.inner.count("'") % 2, "tidak berpasangan tanda kutipnya."),
    (lambda tag: tag.inner.count('"') % 2, "tidak berpasangan tanda kutipnya."),
    (lambda tag: tag.inner.endswith("|"), "belum menyebut saringan sesudah tanda |."),
    (
        lambda tag: tag.word == "for" and " in " not in tag.inner,
        "salah tulis. Bentuknya {% for b in nama_daftar %}.",
    ),
    (
        lambda tag: tag.word in ("if", "elif") and "=" in tag.inner and "==" not in tag.inner,
        "salah tulis. Untuk membandingkan pakai dua tanda sama dengan: ==.",
    ),
)


def _odd(text: str, first: str, last: str) -> bool:
    return text.count(first) != text.count(last)
