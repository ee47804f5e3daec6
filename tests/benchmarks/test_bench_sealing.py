"""Our seal beside bare pyHanko on the same file; whole documents with one and two workers.

Ratios are reported, never asserted.
"""

import asyncio
import io
import os
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner

from intake.documents.consent import PaperInput, make_paper
from intake.documents.sheet import SheetLine, SigningSheet, add_signing_sheet
from intake.evidence.authority import make_test_authority
from intake.evidence.certificates import load_seal
from intake.evidence.level import Level
from intake.evidence.seal import FIELD, REASON, add_seal

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
DOCUMENTS = 24
TURNS = 5
PARAGRAPH = ("paragraph", "Текст согласия, каких бывает много. " * 8)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("seal")
    authority = make_test_authority(organisation="Школа № 1", now=datetime.now(UTC))
    for name, content in authority.files().items():
        (folder / name).write_bytes(content)
    (folder / "alone.cert.pem").write_bytes(authority.seal.certificate_pem())
    return folder


def signed_paper(number: int) -> bytes:
    """A consent of two pages with its sheet, as it is before the seal."""
    paper = make_paper(
        paper=PaperInput(
            kind="processing",
            variant="own",
            number=f"С-2026-{number:06}",
            made_at=AT,
            title="Согласие",
            blocks=(PARAGRAPH,) * 20,
            verify_url="https://school.example/",
        )
    )
    sheet = SigningSheet(
        number=f"С-2026-{number:06}",
        title="Согласие",
        shown_digest=paper.sha256,
        made_at=AT,
        lines=tuple(SheetLine(f"Строка {line}", "Значение") for line in range(15)),
    )
    return add_signing_sheet(paper.pdf, sheet)


@pytest.mark.benchmark(group="seal of one file")
def test_our_seal(benchmark, folder):
    pdf, seal = signed_paper(1), load_seal(folder)

    def ours():
        return add_seal(
            pdf, seal=seal, level=Level.B_B, organisation="Школа", now=datetime.now(UTC)
        )

    assert benchmark(ours).startswith(pdf)


@pytest.mark.benchmark(group="seal of one file")
def test_bare_pyhanko_on_the_same_file(benchmark, folder):
    pdf = signed_paper(1)
    signer = SimpleSigner.load(
        str(folder / "seal.key.pem"),
        str(folder / "alone.cert.pem"),
        ca_chain_files=(str(folder / "root.cert.pem"),),
    )
    metadata = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        name="Школа",
        reason=REASON,
        subfilter=SigSeedSubFilter.PADES,
    )

    def bare():
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        signing = PdfSigner(metadata, signer).async_sign_pdf(writer)
        return asyncio.run(signing).getvalue()

    assert benchmark(bare).startswith(pdf)


def begin() -> None:
    """What a worker does once: Django, and the first paper, which loads fonts."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentoring_site.settings.test")
    import django

    django.setup()
    signed_paper(0)


def finish_one(work: tuple[int, Path]) -> int:
    """From wording to sealed PDF."""
    number, folder = work
    sealed = add_seal(
        signed_paper(number),
        seal=load_seal(folder),
        level=Level.B_B,
        organisation="Школа",
        now=datetime.now(UTC),
    )
    return len(sealed)


@contextmanager
def workers(count: int) -> Iterator[ProcessPoolExecutor]:
    """That many processes, each with its first paper behind it."""
    with ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=begin) as pool:
        ready = [pool.submit(time.sleep, 1) for _ in range(count)]
        assert all(one.result() is None for one in ready)
        yield pool


@pytest.mark.benchmark(group="documents from wording to seal")
def test_documents_per_second_with_one_worker_and_with_two(benchmark, folder):
    """By turns, so that whatever else the machine does falls on both; needs two cores."""
    work = [(number, folder) for number in range(DOCUMENTS)]
    taken: dict[int, list[float]] = {1: [], 2: []}
    with workers(1) as one, workers(2) as two:
        for _turn in range(TURNS):
            for count, pool in ((1, one), (2, two)):
                started = time.perf_counter()
                assert len(list(pool.map(finish_one, work))) == DOCUMENTS
                taken[count].append(time.perf_counter() - started)
        benchmark.pedantic(lambda: list(pool.map(finish_one, work)), rounds=1)
    benchmark.extra_info.update(
        documents_per_second_of_one=round(DOCUMENTS / median(taken[1]), 1),
        documents_per_second_of_two=round(DOCUMENTS / median(taken[2]), 1),
        ratio_of_two_to_one=round(median(taken[1]) / median(taken[2]), 2),
        ratios_by_turn=[round(a / b, 2) for a, b in zip(taken[1], taken[2], strict=True)],
        cores=os.cpu_count(),
    )
