"""service.together: many letters converted at one go, each then filed by itself."""

from dataclasses import replace

from doc_templates.bulk.sameness import difference
from doc_templates.office import sample
from doc_templates.render import render
from service import together, trying
from service.workbench import Workbench, kept_warm


def test_letters_find_their_pdfs_at_hand(bench: Workbench) -> None:
    """They were joined; what is filed is the same as if each had been made alone."""
    kind, office = bench.catalog.get("surat-pengantar"), sample()
    values = trying.sample_values(kind)
    documents = [render(kind, values, office, nomor_surat=f"000/{n}/2026") for n in range(4)]
    asked: list[bytes] = []
    with kept_warm(bench, workers=1) as warm:
        assert warm.to_pdf is not None
        to_pdf = warm.to_pdf

        def noting(document: bytes) -> bytes:
            asked.append(document)
            return to_pdf(document)

        at_hand = together.ready(replace(warm, to_pdf=noting), kind, office, documents).to_pdf
        assert at_hand is not None
        assert documents[2] not in asked
        asked.clear()
        assert difference(at_hand(documents[2]), to_pdf(documents[2])) == ""
        assert asked == []
        other = render(kind, values, office, nomor_surat="000/9/2026")
        at_hand(other)
        assert asked == [other]


def test_a_kind_with_contents_is_not_joined(bench: Workbench) -> None:
    """Its letters are made alone, and say so."""
    kind = replace(bench.catalog.get("surat-pengantar"), daftar_isi=True)
    values = trying.sample_values(kind)
    document = render(kind, values, sample(), nomor_surat="000/1/2026")
    with kept_warm(bench, workers=1) as warm:
        made = list(together.convert(warm, kind, sample(), [document] * 2))
    assert ["daftar isi" in one.alone for one in made] == [True, True]
    assert all(one.pdf for one in made)
