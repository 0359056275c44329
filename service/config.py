"""Settings of one installation: the only reader of the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path

PORTS = {"": 25, "starttls": 587, "ssl": 465}


class BadSettings(Exception):
    """The environment asks for something impossible; the message names every fault."""

    def __init__(self, faults: list[str]) -> None:
        """Keep the Indonesian sentences, one for each faulty variable."""
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Smtp:
    """The mail server that digests go out by; `tls` is `starttls`, `ssl` or empty.

    `url` is where people open Naskah, for the link in the mail.
    """

    host: str
    port: int
    pengirim: str
    nama: str = ""
    sandi: str = field(default="", repr=False)
    tls: str = ""
    url: str = ""


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
    smtp: Smtp | None = None

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
    def presets(self) -> Path:
        """Give the folder where an office adds number patterns of its region, a file each."""
        return self.data / "wilayah"

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
        smtp=_smtp(env, faults),
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
    "NASKAH_SMTP_HOST",
    "NASKAH_SMTP_PORT",
    "NASKAH_SMTP_FROM",
    "NASKAH_SMTP_USER",
    "NASKAH_SMTP_PASSWORD",
    "NASKAH_SMTP_TLS",
    "NASKAH_URL",
}


def _smtp(env: Mapping[str, str], faults: list[str]) -> Smtp | None:
    """Read the mail server; None where no host is set. A sender is needed then."""
    host, pengirim, tls = (env.get(f"NASKAH_SMTP_{name}", "") for name in ("HOST", "FROM", "TLS"))
    port = int(_number(env, "NASKAH_SMTP_PORT", PORTS.get(tls, 25), 1, 65535, faults))
    if not host:
        return None
    if "@" not in pengirim:
        faults.append("NASKAH_SMTP_FROM belum diisi alamat pengirim, misalnya naskah@contoh.go.id.")
    if tls not in PORTS:
        faults.append(f"NASKAH_SMTP_TLS={tls} tidak dikenal. Isi starttls, ssl, atau kosongkan.")
    user, password = env.get("NASKAH_SMTP_USER", ""), env.get("NASKAH_SMTP_PASSWORD", "")
    return Smtp(host, port, pengirim, user, password, tls, env.get("NASKAH_URL", ""))


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
