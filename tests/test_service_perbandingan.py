"""service/perbandingan: two versions side by side, and nothing of either lost."""

import pytest

from service import perbandingan
from service.perbandingan import Pair, Piece

LABELS = {"hal": "Hal", "anggota": "Susunan tim"}


@pytest.mark.parametrize(
    ("lama", "baru", "left", "right"),
    [
        ("Rapat Senin", "Rapat Kamis", ["Senin"], ["Kamis"]),
        ("Capaian 90%", "Capaian 93,75% tahun ini", ["90%"], ["93,75%", " tahun ini"]),
        ("Baris\nsatu", "Baris\nsatu", [], []),
        ("", "Baru", [], ["Baru"]),
        ("Hilang", "", ["Hilang"], []),
        ("<b>tebal</b> & miring", "tebal & miring", ["<b>tebal</b>"], ["tebal"]),
    ],
)
def test_changed_words_are_marked(lama: str, baru: str, left: list[str], right: list[str]) -> None:
    """On each side what the other lacks; both texts can be read whole."""
    pair = perbandingan.pair(lama, baru)
    assert [one.text for one in pair.lama if one.changed] == left
    assert "".join(one.text for one in pair.baru if one.changed) == "".join(right)
    assert ("".join(one.text for one in pair.lama), "".join(one.text for one in pair.baru)) == (
        lama,
        baru,
    )


def test_only_fields_that_differ_are_shown_under_their_labels() -> None:
    """Lists line by line; a field that one version lacks counts as empty."""
    lama = {"hal": "Sama", "anggota": [{"nama": "Ani"}, {"nama": "Budi"}]}
    baru = {"hal": "Sama", "anggota": [{"nama": "Ani"}, {"nama": "Cici"}], "baru": "Isi"}
    found = perbandingan.fields(lama, baru, LABELS)
    assert [one.label for one in found] == ["Susunan tim", "baru"]
    assert [one.text for one in found[0].baru if one.changed] == ["Cici"]


def test_of_a_long_text_only_the_surroundings_of_a_change_are_shown() -> None:
    """Two lines before and after; equal texts give nothing."""
    lama = [f"Baris {number}" for number in range(50)]
    baru = [*lama[:25], "Baris yang disisipkan", *lama[25:]]
    found = perbandingan.words("\n".join(lama), "\n".join(baru))
    assert len(found) == 5
    assert [one.changed for one in found] == [False, False, True, False, False]
    assert found[2] == Pair((), (Piece("Baris yang disisipkan", changed=True),))
    assert perbandingan.words("Sama\nsaja", "Sama\nsaja") == []
