"""Data files of the command line: raw values of a letter, in TOML or JSON."""

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from doc_templates.syntax import said
from service.errors import Refused


def read_data(path: Path) -> dict[str, Any]:
    """Read a data file; Refused says what is wrong with it."""
    wanted = "JSON" if path.suffix.lower() == ".json" else "TOML"
    try:
        text = path.read_bytes().decode("utf-8-sig")  # Windows puts a mark before it
        data = json.loads(text) if wanted == "JSON" else tomllib.loads(text)
    except FileNotFoundError:
        raise Refused(f"File {path} tidak ada.") from None
    except (tomllib.TOMLDecodeError, json.JSONDecodeError, UnicodeDecodeError) as fault:
        raise Refused(f"{path} bukan {wanted} yang benar. {said(fault)}") from fault
    if not isinstance(data, dict):
        raise Refused(f"{path} harus berisi tabel isian, bukan daftar.")
    return data


def plain(value: object) -> object:
    """Bring what TOML may hold (real dates) into the raw form of values."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return value
