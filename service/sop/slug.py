"""Short names inside a definition: small letters, digits and hyphens."""

LONGEST = 60  # the columns that hold them take 64


def slug(text: str) -> str:
    """Make a short name: `Data Kinerja` gives data-kinerja."""
    kept = "".join(char if char.isascii() and char.isalnum() else " " for char in text.lower())
    return "-".join(kept.split())[:LONGEST].strip("-")
