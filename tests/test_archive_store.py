"""The store keeps bytes once, whole, and provably."""

import errno
import hashlib
import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest

from archive.errors import FileDamaged, FileMissing, StoreFull
from archive.store import SHARDS, Store, told_when_full

BIG = 3 * (1 << 20) + 7


def _put(root: Path, data: bytes) -> str:
    return Store(root).put(data)


def test_a_file_is_kept_byte_for_byte_under_its_digest(tmp_path: Path) -> None:
    """What goes in comes out, and its name is its SHA-256."""
    store = Store(tmp_path)
    digest = store.put(b"Rapat <Bappeda> & Dinas\0")
    assert digest == hashlib.sha256(b"Rapat <Bappeda> & Dinas\0").hexdigest()
    assert store.read(digest) == b"Rapat <Bappeda> & Dinas\0"
    assert (store.has(digest), store.check(digest), store.size(digest)) == (True, True, 24)


def test_a_large_stream_is_kept_like_its_bytes(tmp_path: Path) -> None:
    """A stream longer than one piece has the digest of the whole."""
    data = os.urandom(BIG)
    store = Store(tmp_path)
    digest = store.put(BytesIO(data))
    assert digest == store.put(data)
    assert store.size(digest) == BIG
    with store.open(digest) as file:
        assert file.read() == data


def test_the_same_bytes_again_make_no_second_file(tmp_path: Path) -> None:
    """Putting is idempotent, and leaves no temporary file behind."""
    store = Store(tmp_path)
    assert store.put(b"sama") == store.put(b"sama")
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [store.put(b"sama")]
    assert store.unfinished() == []


def test_processes_may_put_the_same_bytes_at_once(tmp_path: Path) -> None:
    """Eight writers of four documents end with four whole files."""
    documents = [bytes([number]) * BIG for number in range(4)] * 4
    with ProcessPoolExecutor(8) as pool:
        digests = list(pool.map(_put, [tmp_path] * len(documents), documents))
    store = Store(tmp_path)
    assert len(set(digests)) == 4
    assert all(store.check(digest) for digest in digests)
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 4


def test_a_damaged_file_is_never_handed_out_and_is_healed_by_its_bytes(tmp_path: Path) -> None:
    """Reading proves the digest; putting the right bytes again repairs."""
    store = Store(tmp_path)
    digest = store.put(b"asli")
    store.path(digest).write_bytes(b"palsu")
    assert not store.check(digest)
    with pytest.raises(FileDamaged, match="berubah"):
        store.read(digest)
    store.put(b"asli")
    assert store.read(digest) == b"asli"


@pytest.mark.parametrize("digest", ["0" * 64, "../../etc/passwd", "", "A" * 64, "0" * 65])
def test_what_is_not_there_is_missing(tmp_path: Path, digest: str) -> None:
    """No name leads out of the store."""
    store = Store(tmp_path)
    for ask in (store.read, store.open, store.check, store.size):
        with pytest.raises(FileMissing):
            ask(digest)


def test_a_full_device_is_told_as_store_full() -> None:
    """The system's own word for a full disk becomes ours."""
    with (
        pytest.raises(StoreFull, match="penuh"),
        told_when_full(),
        Path("/dev/full").open("wb", buffering=0) as full,
    ):
        full.write(b"x")


def test_other_faults_of_the_system_stay_what_they_are(tmp_path: Path) -> None:
    """A store whose folder is a file is not a full disk."""
    (tmp_path / "arsip").write_bytes(b"")
    with pytest.raises(OSError, match=r"File exists|Not a directory") as caught:
        Store(tmp_path / "arsip").put(b"x")
    assert caught.value.errno in {errno.EEXIST, errno.ENOTDIR}


_FULL_DISK = """
mount -t tmpfs -o size=128k none "$1" || exit 77
"$2" - "$1" <<'PYTHON'
import sys
from pathlib import Path
from archive.errors import StoreFull
from archive.store import Store
store = Store(Path(sys.argv[1]))
kept = store.put(b"muat")
try:
    store.put(b"x" * 1_000_000)
except StoreFull:
    assert store.read(kept) == b"muat" and store.unfinished() == []
    print("penuh")
PYTHON
"""


def test_a_full_disk_loses_nothing_and_leaves_nothing(tmp_path: Path) -> None:
    """On a real disk of 128 KiB: refused, cleaned up, and what was kept is still there."""
    words = ["unshare", "--map-root-user", "--mount", "sh", "-c", _FULL_DISK, "sh"]
    done = subprocess.run(
        [*words, str(tmp_path), sys.executable], capture_output=True, text=True, check=False
    )
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip("this machine gives no disk of our own to fill")
    assert done.stdout == "penuh\n", done.stderr


def test_the_folders_last_before_the_first_file_and_a_later_one_waits_only_for_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a folder's name needs to outlive a power cut was done when the file comes."""
    root, synced, plain = tmp_path / "arsip", list[Path](), os.fsync

    def noted(handle: int) -> None:
        synced.append(Path(f"/proc/self/fd/{handle}").readlink())
        plain(handle)

    monkeypatch.setattr(os, "fsync", noted)
    store = Store(root)
    first, second = store.put(b"satu"), store.put(b"dua")
    folders = [one for one in synced if one.parent != root / "tmp"]
    assert folders == [root, tmp_path, root / first[:2], root / second[:2]]
    assert len(synced) == len(folders) + 2
    assert sorted(path.name for path in root.iterdir()) == sorted([*SHARDS, "tmp"])
