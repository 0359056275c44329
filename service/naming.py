"""Names of files that people see."""

from service.sheets import Sheet

MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jpg": "image/jpeg",
    "png": "image/png",
}
LONGEST = 100


def letter(sheet: Sheet) -> str:
    """Name a letter's files so that a person finds them again: date, what it is about."""
    return safe(f"{sheet.tanggal.isoformat()} {sheet.described.hal}")


def safe(text: str) -> str:
    """Make a name that every file system takes, without its ending."""
    kept = "".join(char if char.isalnum() or char in " -.,()" else " " for char in text)
    return " ".join(kept.split())[:LONGEST].strip(" .") or "naskah"
