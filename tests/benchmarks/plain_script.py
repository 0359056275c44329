"""A plain script that keeps LibreOffice open, run by the Python that has LibreOffice's bridge.

It is what Naskah is measured against, so nothing of Naskah is in it. Its words: the pipe, then the
URLs of the DOCX and of the PDF. For each line that comes in it loads the one, exports the other as
tagged PDF/A-2b, closes the document, and writes how many milliseconds that took.
"""

import importlib
import sys
import time
from typing import Any

Remote = Any  # uno, and what lives in LibreOffice, have no types here
uno: Remote = importlib.import_module("uno")
STRUCT = "com.sun.star.beans.PropertyValue"


def properties(**named: object) -> tuple[object, ...]:
    """Named values as UNO wants them."""
    return tuple(uno.createUnoStruct(STRUCT, Name=key, Value=value) for key, value in named.items())


def connected(pipe: str) -> Remote:
    """The desktop of the LibreOffice behind this pipe, once it is up."""
    here = uno.getComponentContext()
    name = "com.sun.star.bridge.UnoUrlResolver"
    resolver = here.ServiceManager.createInstanceWithContext(name, here)
    while True:
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            time.sleep(0.05)
        else:
            return there.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", there
            )


def convert(desktop: Remote, source: str, target: str) -> None:
    """One document."""
    options = uno.Any(f"[]{STRUCT}", properties(SelectPdfVersion=2, UseTaggedPDF=True))
    document = desktop.loadComponentFromURL(source, "_blank", 0, properties(Hidden=True))
    document.storeToURL(target, properties(FilterName="writer_pdf_Export", FilterData=options))
    document.close(True)


def main() -> None:
    """Serve until no more lines come."""
    pipe, source, target = sys.argv[1:]
    desktop = connected(pipe)
    for _ in sys.stdin:
        start = time.perf_counter()
        convert(desktop, source, target)
        sys.stdout.write(f"{(time.perf_counter() - start) * 1000}\n")
        sys.stdout.flush()


main()
