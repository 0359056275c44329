"""The shipped definitions against the SOPs as they were published: nothing of them is lost."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from service.sop import editions
from service.sop.editions import DEFINITIONS
from service.sop.procedure import Procedure
from service.sop.reading import read

SEEDS = Path(__file__).parent.parent.parent / "shared" / "seeds"
published = pytest.mark.skipif(
    not SEEDS.is_dir(),
    reason=f"the published SOPs are not part of the repository; they are looked for in {SEEDS}",
)
# Each published text, and the definitions that keep it.
KEPT_IN = {
    "000": ("bukit-batu",),
    "001": ("babakancikao",),
    "002": ("kuala-betara-pengumpulan", "kuala-betara-pengukuran"),
    "003": ("tanjungpinang",),
    "004": ("way-kanan",),
}
STEPS = {
    "babakancikao": 12,
    "bukit-batu": 7,
    "kuala-betara-pengukuran": 10,
    "kuala-betara-pengumpulan": 12,
    "tanjungpinang": 6,
    "way-kanan": 13,
}
# What every SOP's form prints around its content, and what the scan of 001 left of torn words.
FURNITURE = frozenset(
    re.findall(
        r"\w+",
        """no ket keterangan uraian kegiatan prosedur pelaksana mutu baku buku persyaratan
        kelengkapan kelangkapan dan peralatan waktu output mulai ya tidak nip nomor nama sop tanggal
        pembuatan revisi pengesahan disahkan oleh dasar hukum kualifikasi keterkaitan perlengkapan
        peringatan pencatatan pencatat pendataan pemerintah posedur tahun i
        sekret aris st af a sisten et l t n limu""",
    )
)
_MARKUP = re.compile(r"<[^>]+>|\*\*")
_ITEM = re.compile(r"(?:^|(?<=\D))\d{1,2}\. ?(?=[A-Z])|(?:^| )- (?=[A-Z])")
# Lines where the scan mixes the columns of a table or tears its words: there, each word is asked.
TORN = {"001": range(92, 151), "004": range(54, 55)}


def test_every_sop_ships_with_all_its_steps() -> None:
    """Six procedures in five SOPs: Kuala Betara has two, each run by its own dossier."""
    found = {path.stem: len(_procedure(path.stem).langkah) for path in editions.shipped()}
    assert found == STEPS


@published
@pytest.mark.parametrize("seed", KEPT_IN)
def test_every_paragraph_of_a_published_sop_is_in_its_definition(seed: str) -> None:
    """Whatever the definition lacks is listed, with the line where it stands."""
    texts = [editions.load(DEFINITIONS / f"{name}.toml") for name in KEPT_IN[seed]]
    assert list(_lacking(seed, texts)) == []


@published
@pytest.mark.parametrize(
    ("seed", "key", "line"),
    [("000", "bagian", 15), ("003", "identitas", 24), ("004", "langkah", 44)],
)
def test_what_is_taken_out_of_a_definition_is_missed(seed: str, key: str, line: int) -> None:
    """The list is not empty by accident: without its sections or its steps, it names the line."""
    (name,) = KEPT_IN[seed]
    spoilt = dict(editions.load(DEFINITIONS / f"{name}.toml"))
    del spoilt[key]
    assert any(said.startswith(f"{line}:") for said in _lacking(seed, [spoilt]))


@published
@pytest.mark.parametrize("seed", KEPT_IN)
def test_a_performer_that_is_written_stands_in_that_line(seed: str) -> None:
    """`tertulis` is proved by its line: the words that are quoted stand there, or just below."""
    lines = _seed(seed)
    for name in KEPT_IN[seed]:
        for step in _procedure(name).langkah:
            for one in step.pelaksana:
                quoted = re.findall("“([^”]+)”", one.alasan) if one.dasar == "tertulis" else []
                there = set(_plain(" ".join(lines[one.baris - 1 : one.baris + 3])).split())
                assert set(_plain(" ".join(quoted)).split()) <= there, (name, step.nomor, one)


@pytest.mark.parametrize("name", STEPS)
def test_both_files_of_one_sop_keep_its_shared_sections_alike(name: str) -> None:
    """The two procedures of Kuala Betara share everything but their steps."""
    shared = _procedure("kuala-betara-pengumpulan")
    if name.startswith("kuala-betara"):
        assert _procedure(name).bagian == shared.bagian
        assert _procedure(name).identitas == shared.identitas


def _procedure(name: str) -> Procedure:
    return read(editions.load(DEFINITIONS / f"{name}.toml"))


def _seed(seed: str) -> list[str]:
    (path,) = SEEDS.glob(f"{seed}_*.txt")
    return path.read_text("utf-8").splitlines()


def _lacking(seed: str, definitions: list[Mapping[str, object]]) -> Iterator[str]:
    """Lists the pieces of the text that no definition holds, as `line: words`."""
    held = [_plain(text) for one in definitions for text in _texts(one)]
    everything = " | ".join(held)
    words = set(everything.split())
    for number, line in enumerate(_seed(seed), 1):
        for piece in re.split(r"\t| \| |  +", line):
            for item in _ITEM.split(_MARKUP.sub(" ", piece)):
                plain = _plain(item)
                if plain in everything:
                    continue
                torn = number in TORN.get(seed, ())
                left = set(plain.split()) - words if torn else _rest(plain, held)
                if any(word not in FURNITURE and not _row(word) for word in left):
                    yield f"{number}: {item.strip()}"


def _rest(plain: str, held: list[str]) -> set[str]:
    """Takes out of a cell what the definition holds piece by piece."""
    rest = f" {plain} "
    for text in sorted(held, key=len, reverse=True):
        rest = rest.replace(f" {text} ", "  ") if text else rest
    return set(rest.split())


def _row(word: str) -> bool:
    return word.isdigit() and len(word) < 3


def _texts(value: object) -> Iterator[str]:
    """Every text in a definition; one of several lines also line by line."""
    if isinstance(value, str):
        yield value
        yield from value.splitlines()
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _plain(text: str) -> str:
    """Words only, small, so that breaks, marks and spacing do not matter."""
    return " ".join(re.findall(r"\w+", text.lower()))
