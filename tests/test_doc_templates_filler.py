"""Templates that an office uploaded: filled elsewhere, within bounds, and never in this process."""

import io
import os
import signal
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from doc_templates.catalog import Catalog
from doc_templates.convert import filler, filler_process, pipes
from doc_templates.convert.filler_process import FillerProcess
from doc_templates.errors import FillerFailed, LostText, TemplateFault
from doc_templates.filling.fill import fill, ready
from doc_templates.filling.order import Order
from doc_templates.office import LIBRARY, sample
from doc_templates.render import order_of, render
from doc_templates.values import Gap
from tests.letter_kinds import OFFICE, make_kind, typed
from tests.support_filling import lines, order
from tests.support_library import SLUGS, number_of
from tests.support_library import typed as typed_sample
from tests.test_doc_templates_workers import runs

BODY = "word/document.xml"
PATIENCE = 12.0  # seconds, of which a hostile template may take two of a processor that is ours


@pytest.fixture(scope="module")
def process() -> Iterator[FillerProcess]:
    """A process for the tests that leave it alive."""
    made = FillerProcess(time.monotonic() + 30)
    yield made
    made.close()


def soon() -> float:
    """A moment by which a letter is filled."""
    return time.monotonic() + PATIENCE


def short() -> Order:
    """A letter of one line."""
    return replace(order(lines("{{ hal }}")), context={"hal": "Rapat"})


def test_an_uploaded_template_is_not_filled_in_this_process(tmp_path: Path) -> None:
    """Whatever the path to it: render decides, so that no caller can forget."""
    before = ready.cache_info().misses
    kind = make_kind(tmp_path)
    assert not kind.bawaan
    assert b"PK" in render(kind, typed(kind), OFFICE, nomor_surat="1")
    assert ready.cache_info().misses == before


def test_a_shipped_template_is(tmp_path: Path) -> None:
    """It came with the program that runs here."""
    kind = Catalog([LIBRARY]).get("undangan-rapat")
    assert kind.bawaan
    served = [one.served for one in filler.idle]
    values = typed_sample(kind, kind.contoh)
    assert render(kind, values, sample(), nomor_surat=number_of(kind))
    assert [one.served for one in filler.idle] == served


@pytest.mark.parametrize("slug", SLUGS)
def test_a_letter_is_the_same_wherever_it_is_filled(slug: str, process: FillerProcess) -> None:
    """Every kind of value goes over and comes to the same bytes."""
    kind = Catalog([LIBRARY]).get(slug)
    supplied = {**typed_sample(kind, kind.contoh), "nomor_surat": number_of(kind)}
    letter = order_of(kind, supplied, sample(), ())
    there = process.fill(letter, soon())
    contents = [one._replace(halaman=3) for one in there.headings]
    assert there == fill(letter)
    again = replace(letter, context={**letter.context, "daftar_isi": contents})
    assert process.fill(again, soon()) == fill(again)


def test_texts_go_over_as_they_are(process: FillerProcess) -> None:
    """Whatever is special to JSON or to a pipe, and a gap for a date."""
    names = ['"', "\\", "{", "\n", "\u2028", "😀", "\u00a0", "kata" * 5000, "e\u0301", "!", "="]
    letter = order(lines("{%p for n in names %}", "[{{ n }}]", "{%p endfor %}", "{{ celah }}"))
    letter = replace(letter, context={"names": names, "celah": Gap(4)})
    assert process.fill(letter, soon()) == fill(letter)


def test_faults_come_back_as_they_are(tmp_path: Path) -> None:
    """The fault, its place, and every value that was not printed."""
    with pytest.raises(TemplateFault) as caught:
        rendered(tmp_path / "a", "awal", "Isi {{ tidakada }}")
    assert "“tidakada”" in caught.value.message
    assert caught.value.place == "Isi {{ tidakada }}"
    kind = make_kind(tmp_path / "b", isian='\n[[isian]]\nnama = "lupa"\nlabel = "Lupa"\n')
    with pytest.raises(LostText, match="Lupa"):
        render(kind, typed(kind, lupa="x"), OFFICE, nomor_surat="1")


def rendered(root: Path, *body: str) -> bytes:
    """The letter of an uploaded template with these paragraphs."""
    kind = make_kind(root, body)
    return render(kind, typed(kind), OFFICE, nomor_surat="1")


LOOP = "{% for i in range(90000) %}"
COUNT = "{% set ns = namespace(n=1) %}"
GROW = "{% set ns.n = ns.n + 1 %}"
TEXT = "{% set ns = namespace(t=hal) %}"
DOUBLE = "{% set ns.t = ns.t ~ ns.t %}"
HOSTILE = {
    "10,000 loops in each other": "{% for i in hal %}" * 10_000,
    "loops that never end": COUNT + LOOP * 3 + GROW + "{% endfor %}" * 3,
    "a text that doubles": TEXT + LOOP + DOUBLE + "{% endfor %}",
    "a gigabyte of text": LOOP + "kata " * 3000 + "{% endfor %}",
    "deep brackets": "{{ " + "(" * 20_000 + "1" + ")" * 20_000 + " }}",
    "tags that nobody closes": "{% vm {{ {# " * 5_000,
}


@pytest.mark.parametrize("attack", HOSTILE)
def test_a_hostile_template_is_refused_in_bounded_time(tmp_path: Path, attack: str) -> None:
    """With a sentence for who edits it; the next letter goes on."""
    begun = time.monotonic()
    with pytest.raises(TemplateFault, match=r"terlalu|bersarang|salah tulis|tidak dapat diisi"):
        rendered(tmp_path / "jahat", HOSTILE[attack])
    assert time.monotonic() - begun < PATIENCE + filler.STARTING
    assert b"PK" in rendered(tmp_path / "baik", "baik")


def test_a_package_that_swells_is_refused() -> None:
    """Half a megabyte that is 400 once it is opened."""
    letter = short()
    with pytest.raises(TemplateFault, match="terlalu besar"):
        filler.fill(with_member(letter, BODY, b" " * 400 * 2**20))
    assert filler.fill(letter) == fill(letter)


def with_member(letter: Order, name: str, end: bytes) -> Order:
    """The same template with more at the end of a file."""
    swollen = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(letter.docx)) as old,
        zipfile.ZipFile(swollen, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.namelist():
            data = old.read(member)
            new.writestr(member, data + end if member == name else data)
    return replace(letter, docx=swollen.getvalue())


def test_who_does_not_answer_is_killed() -> None:
    """At its deadline, and with all that it started."""
    made = FillerProcess(time.monotonic() + 30)
    os.kill(made.pid, signal.SIGSTOP)
    with pytest.raises(TemplateFault, match="terlalu lama"):
        made.fill(short(), time.monotonic() + 0.3)
    assert not made.usable
    made.close()
    assert not runs(made.pid)


def test_one_that_was_killed_is_replaced() -> None:
    """While it waits, and while it has the letter: nobody notices."""
    letter = short()
    filler.fill(letter)
    for process in filler.idle:
        os.kill(process.pid, signal.SIGKILL)
    assert filler.fill(letter) == fill(letter)
    with ThreadPoolExecutor() as threads:
        for process in filler.idle:
            os.kill(process.pid, signal.SIGSTOP)
        late = threads.submit(filler.fill, letter)
        time.sleep(0.1)
        os.kill(process.pid, signal.SIGKILL)
        assert late.result() == fill(letter)


def test_processes_are_kept_and_replaced_when_they_are_old(monkeypatch: pytest.MonkeyPatch) -> None:
    """One serves many letters, but not for ever."""
    letter = short()
    filler.close()
    filler.fill(letter)
    (first,) = filler.idle
    filler.fill(letter)
    assert filler.idle == [first]
    monkeypatch.setattr(filler, "LETTERS", first.served + 1)
    filler.fill(letter)
    assert filler.idle == []
    assert not runs(first.pid)


def test_a_process_has_its_limits(process: FillerProcess) -> None:
    """Memory, files, processor time; what it may write is nothing."""
    process.fill(short(), soon())
    limits = Path(f"/proc/{process.pid}/limits").read_text()
    told = {line[:25].strip(): line[25:].split()[0] for line in limits.splitlines()}
    assert told["Max address space"] == str(512 * 2**20)
    assert told["Max file size"] == "0"
    assert int(told["Max cpu time"]) < 60
    assert Path(f"/proc/{process.pid}/environ").read_bytes().count(b"=") <= 3


def test_without_a_process_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The letter stays as it is; nobody's template is blamed."""
    filler.close()
    monkeypatch.setattr(filler_process, "_RUN", "raise SystemExit(3)")
    with pytest.raises(FillerFailed, match="kode 3"):
        filler.fill(short())


def test_a_message_that_is_too_large_is_not_read() -> None:
    """However much the other end would like to say."""
    out, into = (os.fdopen(end, mode, 0) for end, mode in zip(os.pipe(), ("rb", "wb"), strict=True))
    with out, into:
        into.write((1).to_bytes(8) + (pipes.LARGEST + 1).to_bytes(8))
        with pytest.raises(pipes.TooLarge):
            pipes.receive(out, soon())
