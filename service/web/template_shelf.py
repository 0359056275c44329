"""What is costly to learn of a template again: its printed sample, and what the doctor says."""

import json
from dataclasses import asdict
from hashlib import sha256

from doc_templates.catalog import Kind
from doc_templates.doctor.finding import Finding
from doc_templates.doctor.report import Report
from service import trying
from service.errors import Refused
from service.offices import profile
from service.templat import bringing
from service.web.context import bench, office
from service.web.shelf import shelf


def printed(kind: Kind) -> bytes:
    """Give the sample of a kind as this office prints it; a moment later without printing."""
    key = _of_sample(kind)
    there = shelf().get(key)
    if there is not None:
        return there
    letterhead = profile.letterhead_of(office(), bench().store)
    product = trying.sample_letter(bench(), kind, letterhead)
    if product.pdf is None:
        raise Refused(f"Contoh suratnya belum dapat dicetak. {product.why}")
    return shelf().put(key, product.pdf)


def findings(old: Kind, new: Kind) -> list[Finding]:
    """Give what the doctor says of a version; a moment later without looking again."""
    there = shelf().get(_of_findings(old, new))
    if there is None or commented(new.slug, sha256(new.docx).hexdigest()) is None:
        there = keep(old, new, bringing.look(bench(), office(), new, old))
    return [Finding(**one) for one in json.loads(there)]


def keep(old: Kind, new: Kind, report: Report) -> bytes:
    """Lay the findings of a version, and its template with comments, where pages look for them."""
    keep_commented(new.slug, sha256(new.docx).hexdigest(), report)
    told = json.dumps([asdict(one) for one in report.findings]).encode()
    return shelf().put(_of_findings(old, new), told)


def commented(slug: str, digest: str) -> bytes | None:
    """Give a template with the findings as comments; None when it lies there no longer."""
    return shelf().get(_of_comments(slug, digest))


def keep_commented(slug: str, digest: str, report: Report) -> None:
    """Lay a template with its comments down under the digest of the uploaded file."""
    shelf().put(_of_comments(slug, digest), report.commented)


def _of_sample(kind: Kind) -> tuple[object, ...]:
    return ("templat", office().id, repr(office().profil), office().logo, kind.digest)


def _of_findings(old: Kind, new: Kind) -> tuple[object, ...]:
    return (*_of_sample(new), "temuan", old.digest)


def _of_comments(slug: str, digest: str) -> tuple[object, ...]:
    return ("templat-temuan", office().id, slug, digest)
