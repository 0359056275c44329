"""The Jinja environment of templates: strict, escaped, with nothing in reach but their values."""

import html
from collections.abc import Mapping
from datetime import date

from jinja2 import StrictUndefined, TemplateRuntimeError, nodes, pass_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import SandboxedEnvironment

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
    """The names of one part of a letter, and how many numbers its loops may still count.

    `markup` tells whether anything was printed but plain text, and runs beside it.
    """

    left = COUNTED
    markup = False


class LetterCode(CodeGenerator):
    """Prints what `printed` gives just as it is: it is escaped by then."""

    def _output_child_pre(
        self,
        node: nodes.Expr,  # noqa: ARG002 - as Jinja calls it
        frame: Frame,  # noqa: ARG002
        finalize: CodeGenerator._FinalizeInfo,
    ) -> None:
        self.write(f"({finalize.src}")


class LetterEnvironment(SandboxedEnvironment):
    """A sandbox that also refuses what costs time without end: repeated texts, powers, calls."""

    context_class = LetterContext
    code_generator_class = LetterCode
    intercepted_binops = frozenset(["*", "**", "%"])

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=printed)
        self.filters = {name: self.filters[name] for name in _HARMLESS} | FILTERS
        self.globals = {"range": safe_range, "namespace": self.globals["namespace"]}

    def getattr(self, obj: object, attribute: str) -> object:
        """As every sandbox does it, but quick for what letters are full of: a text in a row."""
        if type(obj) in _OURS and not attribute.startswith("_"):
            value = getattr(obj, attribute, len)
            if type(value) is str or not callable(value):
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


@pass_context
def printed(context: LetterContext, value: object) -> str:
    """What `{{ value }}` puts on paper; typed text is escaped so that it prints exactly as typed.

    Braces become character references until `with_braces` has them back: docxtpl takes `{_{` in
    its output for one of its own.
    """
    if type(value) is str:
        return _escaped(value)
    if hasattr(value, "__html__"):
        context.markup |= not getattr(value, "of_run", False)
        return str(value.__html__())
    if isinstance(value, list | tuple | Mapping):
        raise TemplateRuntimeError("Sebuah daftar dicetak begitu saja; gunakan {%p for … in … %}.")
    return _escaped(
        "" if value is None else long_date(value) if isinstance(value, date) else str(value)
    )


def with_braces(xml: str) -> str:
    """Filled XML with its braces as they were typed: others look for `${nomor_naskah}` in it."""
    return xml.replace(_OPEN, "{").replace(_CLOSE, "}") if _BRACE in xml else xml


def _escaped(text: str) -> str:
    safe = html.escape(text)
    if "{" in safe or "}" in safe:
        return safe.replace("{", _OPEN).replace("}", _CLOSE)
    return safe
