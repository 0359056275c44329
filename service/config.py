"""Settings of one installation: the only reader of the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path


class BadSettings(Exception):
    """The environment asks for something impossible; the message names every fault."""

    def __init__(self, faults: list[str]) -> None:
        """Keep the Indonesian sentences, one for each faulty variable."""
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Settings:
    """Where an installation keeps its data and how it is reached."""

    data: Path
    database_url: str
    host: str = "127.0.0.1"
    port: int = 8080
    soffice: str = "soffice"
    convert_seconds: float = 30.0
    upload_bytes: int = 64 * 1024 * 1024
    session_hours: float = 10.0

    @property
    def loopback_only(self) -> bool:
        """Tell whether nobody but this very machine can reach the service."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def store(self) -> Path:
        """Give the folder of the filed documents, named by their SHA-256."""
        return self.data / "arsip"

    @property
    def templates(self) -> Path:
        """Give the folder where an office adds kinds of letter of its own."""
        return self.data / "templat"

    @property
    def prepared(self) -> Path:
        """Give the folder of templates that were prepared; it can be made again at any time."""
        return self.data / "siap"


def from_env(environ: Mapping[str, str] | None = None) -> Settings:
    """Read `HOST`, `PORT` and `NASKAH_*`; raise BadSettings naming all faults at once."""
    env = os.environ if environ is None else environ
    faults: list[str] = []
    data = Path(env.get("NASKAH_DATA") or "data").expanduser().absolute()
    settings = Settings(
        data=data,
        database_url=env.get("NASKAH_DATABASE_URL") or f"sqlite:///{data / 'naskah.db'}",
        host=env.get("HOST") or Settings.host,
        port=int(_number(env, "PORT", Settings.port, 1, 65535, faults)),
        soffice=env.get("NASKAH_SOFFICE") or Settings.soffice,
        convert_seconds=_number(
            env, "NASKAH_CONVERT_SECONDS", Settings.convert_seconds, 1, 600, faults
        ),
        upload_bytes=int(_number(env, "NASKAH_UPLOAD_MB", 64, 1, 2048, faults) * 1024 * 1024),
        session_hours=_number(
            env, "NASKAH_SESSION_HOURS", Settings.session_hours, 0.25, 720, faults
        ),
    )
    faults += [
        f"{name} tidak dikenal. Periksa ejaannya; daftar pengaturan ada di README."
        for name in sorted(env)
        if name.startswith("NASKAH_") and name not in _KNOWN
    ]
    if faults:
        raise BadSettings(faults)
    return settings


_KNOWN = {
    "NASKAH_DATA",
    "NASKAH_DATABASE_URL",
    "NASKAH_SOFFICE",
    "NASKAH_CONVERT_SECONDS",
    "NASKAH_UPLOAD_MB",
    "NASKAH_SESSION_HOURS",
}


def _number(
    env: Mapping[str, str], name: str, default: float, low: float, high: float, faults: list[str]
) -> float:
    text = env.get(name)
    if not text:
        return default
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if low <= value <= high:
        return value
    faults.append(f"{name}={text} tidak dapat dipakai. Isi dengan angka {low:g} sampai {high:g}.")
    return default
