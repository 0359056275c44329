"""The Jinja environment of templates: strict, escaped, with nothing in reach but their values."""

from collections.abc import Mapping
from datetime import date

from jinja2 import StrictUndefined, TemplateRuntimeError, Undefined, pass_context
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from doc_templates.dates import long_date
from doc_templates.filters import FILTERS
from doc_templates.office import Instansi
from doc_templates.shapes import Heading
from doc_templates.signing import Blok, Signer
from doc_templates.values import Pegawai, Row, Tick

# Filters that are of use in a letter and cannot blow up a short text (as `center` can).
_HARMLESS = (
    "abs", "batch", "capitalize", "count", "default", "first", "int", "join", "last", "length",
    "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "round", "select",
    "selectattr", "sort", "string", "sum", "title", "trim", "unique", "upper",
)  # fmt: skip
CALLABLE = (
    "Namespace", "cycle", "endswith", "lower", "safe_range", "split", "startswith", "strip",
    "title", "upper",
)  # fmt: skip
COUNTED = 100_000
"""Numbers that the loops of one part may count: a thousand rows of a hundred cells."""
_BRACE, _OPEN, _CLOSE = "&#12", "&#123;", "&#125;"
_OURS = frozenset([Row, Tick, Pegawai, Signer, Blok, Heading, Instansi, LoopContext])


class LetterContext(Context):
    """The names of one part of a letter, and how many numbers its loops may still count."""

    left = COUNTED


class LetterEnvironment(SandboxedEnvironment):
    """A sandbox that also refuses what costs time without end: repeated texts, powers, calls."""

    context_class = LetterContext
    intercepted_binops = frozenset(["*", "**", "%"])

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=printed)
        self.filters = {name: self.filters[name] for name in _HARMLESS} | FILTERS
        self.globals = {"range": safe_range, "namespace": self.globals["namespace"]}

    def getattr(self, obj: object, attribute: str) -> object:
        """As every sandbox does it, but quick for what letters are full of: a text in a row."""
        if type(obj) in _OURS and not attribute.startswith("_"):
            value = getattr(obj, attribute, len)
            if not callable(value):
                return value
        return super().getattr(obj, attribute)

    def getitem(self, obj: object, argument: object) -> object:
        """The same, for filters that are told the name of an attribute."""
        if type(obj) in _OURS and isinstance(argument, str):
            return self.getattr(obj, argument)
        return super().getitem(obj, argument)

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Arithmetic on numbers only."""
        if operator == "**" or not (
            isinstance(left, int | float) and isinstance(right, int | float)
        ):
            raise TemplateRuntimeError(f"Operasi “{operator}” hanya untuk bilangan.")
        return super().call_binop(context, operator, left, right)

    def is_safe_callable(self, obj: object) -> bool:
        """A handful of calls that letters need."""
        return getattr(obj, "__name__", "") in CALLABLE and super().is_safe_callable(obj)


@pass_context
def safe_range(context: LetterContext, *bounds: int) -> range:
    """`range` of Python; all of a part together, also those in loops, count COUNTED at most."""
    counted = range(*bounds)
    context.left -= len(counted)
    if context.left < 0:
        raise TemplateRuntimeError(
            f"Perulangan dengan range menghitung lebih dari {COUNTED} kali. Kurangi hitungannya."
        )
    return counted


def printed(value: object) -> object:
    """What `{{ value }}` puts on paper; typed text is escaped so that it prints exactly as typed.

    Braces become character references until `with_braces` has them back: docxtpl takes `{_{` in
    its output for one of its own.
    """
    if type(value) is str:
        return _escaped(value)
    if isinstance(value, Undefined) or hasattr(value, "__html__"):
        return value
    if isinstance(value, list | tuple | Mapping):
        raise TemplateRuntimeError("Sebuah daftar dicetak begitu saja; gunakan {%p for … in … %}.")
    return _escaped(
        "" if value is None else long_date(value) if isinstance(value, date) else str(value)
    )


def with_braces(xml: str) -> str:
    """Filled XML with its braces as they were typed: others look for `${nomor_naskah}` in it."""
    return xml.replace(_OPEN, "{").replace(_CLOSE, "}") if _BRACE in xml else xml


def _escaped(text: str) -> Markup:
    safe = escape(text)
    if "{" not in safe and "}" not in safe:
        return safe
    braces = str(safe).replace("{", _OPEN).replace("}", _CLOSE)
    return Markup(braces)  # noqa: S704  # escaped three lines before
