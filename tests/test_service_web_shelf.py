"""The shelf: what is costly to make again, for every process, and never too much of it."""

from pathlib import Path

from service.web.shelf import Shelf


def test_what_one_process_put_down_another_finds(tmp_path: Path) -> None:
    """A key may be anything with a name of its own."""
    Shelf(tmp_path / "rak").put((1, "abc"), b"halaman")
    assert Shelf(tmp_path / "rak").get((1, "abc")) == b"halaman"
    assert Shelf(tmp_path / "rak").get((1, "abd")) is None
    assert Shelf(tmp_path / "kosong").get((1, "abc")) is None


def test_what_was_not_asked_for_longest_goes_first(tmp_path: Path) -> None:
    """The room is bounded, whatever is put down."""
    rak = Shelf(tmp_path, room=1000)
    for number in range(100):
        rak.put("sering", bytes(100))
        rak.put(number, bytes(100))
        rak.get("sering")
    kept = sum(file.stat().st_size for file in tmp_path.iterdir())
    assert kept <= 1000 + 32 * 100
    assert rak.get("sering") is not None
    assert rak.get(0) is None


def test_a_full_disk_only_costs_time(tmp_path: Path) -> None:
    """It is given back all the same, and made again when it is asked for."""
    (tmp_path / "rak").write_bytes(b"")  # no folder can be made here
    rak = Shelf(tmp_path / "rak")
    assert rak.put(1, b"halaman") == b"halaman"
    assert rak.get(1) is None
