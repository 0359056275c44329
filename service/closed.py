"""Closed documents in a package: always named, taken along only when somebody decides so."""

from collections.abc import Sequence

from archive.entries import Entry


def remark(entry: Entry, decided_by: str) -> str:
    """Say of one closed document whether its files are in the package, and who decided it."""
    if decided_by:
        return f"{entry.sifat}, disertakan atas keputusan {decided_by}"
    return f"{entry.sifat}, tidak disertakan"


def told(entries: Sequence[Entry], decided_by: str) -> list[str]:
    """Name the closed documents for whoever opens the package, a line each."""
    return [
        f"{entry.nomor_surat or 'Tanpa nomor'}, {entry.hal}: {remark(entry, decided_by)}"
        for entry in _once(entries)
    ]


def facts(entries: Sequence[Entry], decided_by: str) -> dict[str, object]:
    """Say the same for the audit trail; nothing when all documents are open."""
    found = [entry.id for entry in _once(entries)]
    if not found:
        return {}
    return {"tertutup": found, "disertakan_oleh": decided_by or "tidak disertakan"}


def _once(entries: Sequence[Entry]) -> list[Entry]:
    return list({entry.id: entry for entry in entries if entry.closed}.values())
