"""Characters: which cannot be printed at all, and how to name one to a person."""

import unicodedata

# Unicode gives control characters no names, but people know them by these.
_CONTROLS = (
    "NULL", "START OF HEADING", "START OF TEXT", "END OF TEXT", "END OF TRANSMISSION", "ENQUIRY",
    "ACKNOWLEDGE", "BELL", "BACKSPACE", "TAB", "LINE FEED", "LINE TABULATION", "FORM FEED",
    "CARRIAGE RETURN", "SHIFT OUT", "SHIFT IN", "DATA LINK ESCAPE", "DEVICE CONTROL ONE",
    "DEVICE CONTROL TWO", "DEVICE CONTROL THREE", "DEVICE CONTROL FOUR", "NEGATIVE ACKNOWLEDGE",
    "SYNCHRONOUS IDLE", "END OF TRANSMISSION BLOCK", "CANCEL", "END OF MEDIUM", "SUBSTITUTE",
    "ESCAPE", "FILE SEPARATOR", "GROUP SEPARATOR", "RECORD SEPARATOR", "UNIT SEPARATOR",
)  # fmt: skip

_UNPRINTABLE = ("Cc", "Cs", "Cn", "Zl", "Zp")


def name(char: str) -> str:
    """How to name a character: `U+1F600 GRINNING FACE`, `U+0007 BELL`."""
    code = ord(char)
    named = code < len(_CONTROLS)
    known = _CONTROLS[code] if named else unicodedata.name(char, "karakter tanpa nama")
    return f"U+{code:04X} {known}"


def unprintable(text: str) -> list[str]:
    """Names of what is no text: controls except the line feed, half and unassigned characters."""
    if text.replace("\n", "").isprintable():  # which more than these are not; hardly any text is
        return []
    strange = dict.fromkeys(char for char in text if unicodedata.category(char) in _UNPRINTABLE)
    return [name(char) for char in strange if char != "\n"]
