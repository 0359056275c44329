"""Where in a template a fault stands and what it is, for the people who edit it in Word."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from doc_templates.completeness import LONGEST as _LONG
from doc_templates.completeness import shorten

_TAG = re.compile(r"<[^>]+>")
_BLOCK = re.compile(r"{%-?\s*(end)?(if|for|with|set|filter|macro|call|block)\b([^%]*)")
_UNKNOWN = re.compile(r"'([^']+)' is undefined|has no attribute '([^']+)'")


def place_of(error: BaseException, source: str) -> str:
    """The text of the paragraph where an error was raised; `source` has a line for each one."""
    if isinstance(error, TemplateSyntaxError) and "end of template" in str(error):
        return unclosed(source)
    lines = source.splitlines()
    number = error.lineno if isinstance(error, TemplateSyntaxError) else _runtime_line(error)
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    return readable(line[_tag_with(line, _unknown(str(error))) :])


def unclosed(source: str) -> str:
    """The paragraph with the innermost tag that was opened and never closed."""
    opened: list[str] = []
    for line in source.splitlines():
        for end, word, rest in _BLOCK.findall(line):
            if end:
                opened = opened[:-1]
            elif word != "set" or "=" not in rest:
                opened.append(line)
    return readable(opened[-1]) if opened else ""


def readable(line: str) -> str:
    """A line of the template without its XML."""
    return shorten(" ".join(_TAG.sub(" ", line).split()))


def explain(error: BaseException, known: Iterable[str]) -> str:
    """The fault as an Indonesian sentence; `known` are the names that a template may use."""
    if isinstance(error, UndefinedError):
        return _unknown_name(str(error), known)
    if isinstance(error, SecurityError):
        return "Templat memakai perintah yang tidak diizinkan. Hapus perintah itu."
    if isinstance(error, TemplateSyntaxError):
        return f"Penanda {{{{ … }}}} atau {{% … %}} salah tulis ({error.message}). Perbaiki."
    if isinstance(error, SyntaxError | RecursionError):
        return "Penanda {% … %} bersarang terlalu dalam. Sederhanakan templatnya."
    return f"Templat tidak dapat diisi {_reason(error)}"


def _reason(error: BaseException) -> str:
    """What came up while it was filled: Python's own words say nothing to the office."""
    if isinstance(error, ZeroDivisionError):
        return "(ada bilangan yang dibagi nol). Periksa hitungannya."
    if isinstance(error, TypeError) and "“" not in str(error):  # our own filters quote the value
        return "(misalnya teks ditambah bilangan). Periksa hitungan dan saringannya."
    return f"({str(error).rstrip('.')})."


def _tag_with(line: str, name: str) -> int:
    """Where the tag with this name begins; loops share the line of the paragraph before them."""
    at = line.find(name) if name and len(readable(line)) >= _LONG else 0
    return max(line.rfind("{", 0, at) - 1, 0)


def _unknown(message: str) -> str:
    found = _UNKNOWN.search(message)
    return (found[1] or found[2]) if found else ""


def _unknown_name(message: str, known: Iterable[str]) -> str:
    name = _unknown(message)
    if not name:
        return "Templat mengambil bagian yang tidak ada dari sebuah isian. Periksa penandanya."
    near = get_close_matches(name, list(known), 1)
    hint = (
        f"Mungkin maksudnya “{near[0]}”."
        if near
        else "Tambahkan ke template.toml atau hapus dari templat."
    )
    return f"Templat memakai “{name}”, padahal isian itu tidak ada. {hint}"


def _runtime_line(error: BaseException) -> int:
    """The line of the template in the traceback; Jinja has mapped it back from its own code."""
    line, trace = 0, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
