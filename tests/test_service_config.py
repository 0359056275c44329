"""service/config and service/secret: all faults at once, and no default secret."""

from pathlib import Path

import pytest

from service import secret
from service.config import BadSettings, Settings, from_env


def test_without_anything_set_it_serves_this_machine_only(tmp_path: Path) -> None:
    """The defaults are safe: loopback, SQLite in the data folder."""
    seen = from_env({"NASKAH_DATA": str(tmp_path)})
    assert (seen.host, seen.port, seen.soffice) == ("127.0.0.1", 8080, "soffice")
    assert seen.database_url == f"sqlite:///{tmp_path / 'naskah.db'}"
    assert seen.store == tmp_path / "arsip"
    assert seen.templates == tmp_path / "templat"


def test_every_setting_is_read() -> None:
    """What the README lists is what counts."""
    seen = from_env(
        {
            "NASKAH_DATA": "/srv/naskah",
            "NASKAH_DATABASE_URL": "postgresql://naskah@/naskah",
            "NASKAH_SOFFICE": "/opt/soffice",
            "NASKAH_CONVERT_SECONDS": "12.5",
            "NASKAH_UPLOAD_MB": "3",
            "NASKAH_SESSION_HOURS": "2",
            "HOST": "0.0.0.0",  # noqa: S104 - read, not bound
            "PORT": "9000",
            "HOME": "/root",
        }
    )
    assert seen == Settings(
        data=Path("/srv/naskah"),
        database_url="postgresql://naskah@/naskah",
        host="0.0.0.0",  # noqa: S104 - read, not bound
        port=9000,
        soffice="/opt/soffice",
        convert_seconds=12.5,
        upload_bytes=3 * 1024 * 1024,
        session_hours=2,
    )


def test_all_faults_are_told_at_once() -> None:
    """Whoever sets up a server mends everything in one go."""
    env = {
        "PORT": "delapan",
        "NASKAH_UPLOAD_MB": "0",
        "NASKAH_SESSION_HOURS": "nan",
        "NASKAH_CONVERT_SECONDS": "1e9",
        "NASKAH_DATABSE_URL": "sqlite://",
    }
    with pytest.raises(BadSettings) as refusal:
        from_env(env)
    assert len(refusal.value.faults) == len(env)
    assert all(any(name in fault for fault in refusal.value.faults) for name in env)


@pytest.mark.parametrize(
    ("host", "alone"),
    [
        ("127.0.0.1", True),
        ("127.5.5.5", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),  # noqa: S104 - asked about, not bound
        ("::", False),
        ("192.168.1.5", False),
        ("kantor.example", False),
        ("", False),
    ],
)
def test_only_loopback_counts_as_this_machine(host: str, alone: bool) -> None:
    """Samples are served nowhere else, so a name that we cannot judge counts as reachable."""
    assert Settings(Path(), "sqlite://", host=host).loopback_only is alone


def test_the_secret_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    """Each installation has its own; only its owner can read it."""
    made = secret.read_or_make(tmp_path)
    assert len(made) == 64
    assert secret.read_or_make(tmp_path) == made
    (path,) = tmp_path.iterdir()
    assert path.stat().st_mode & 0o077 == 0
    (tmp_path / "lain").mkdir()
    assert secret.read_or_make(tmp_path / "lain") != made
