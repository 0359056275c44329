"""The staff guide, open to everybody who is signed in."""

import re

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup, escape

from service.accounts.permissions import Izin
from service.panduan.chapters import chapter, chapters
from service.web.gate import needs

pages = Blueprint("panduan", __name__, url_prefix="/panduan")

_CODE = re.compile(r"`([^`]+)`")


@pages.get("")
@needs(Izin.DIRI)
def every() -> ResponseReturnValue:
    """List the chapters."""
    return render_template("panduan/daftar.html", chapters=chapters())


@pages.get("/<slug>")
@needs(Izin.DIRI)
def show(slug: str) -> ResponseReturnValue:
    """Show one chapter; NotFound otherwise."""
    return render_template(
        "panduan/bab.html", bab=chapter(slug), chapters=chapters(), set_code=code
    )


def code(text: str) -> Markup:
    """Give a line of a chapter with what stands in backticks set as code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped above
