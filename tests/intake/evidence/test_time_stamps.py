"""A time stamp counts from a server that is trusted: anybody can put another one into a seal."""

from datetime import UTC, datetime

from intake.evidence.cms import check_detached, sign_detached
from intake.evidence.level import Level
from intake.evidence.seal import add_seal
from intake.evidence.verify import Verdict, verify_pdf

NOT_CONFIRMED = "время не подтверждено"


def words_of(report):
    return next(line for line in report.lines if line.startswith("Метка времени"))


def test_a_stamp_of_a_trusted_server_tells_the_time(sealed, roots):
    report = verify_pdf(sealed(Level.B_T), roots=roots)
    assert report.verdict is Verdict.VALID
    assert NOT_CONFIRMED not in words_of(report)
    assert "Учебные метки времени" in words_of(report)


def test_a_strangers_stamp_is_told_and_confirms_no_time(
    signed_pdf, school_seal, strange_stamper, roots
):
    pdf = add_seal(
        signed_pdf,
        seal=school_seal,
        level=Level.B_T,
        stamping=strange_stamper,
        organisation="Школа № 1",
        now=datetime.now(UTC),
    )
    report = verify_pdf(pdf, roots=roots)
    assert report.verdict is Verdict.VALID
    assert NOT_CONFIRMED in words_of(report)


def test_a_strangers_stamp_under_an_anchor_is_told_too(
    school_seal, stamper, strange_stamper, roots
):
    found = [
        check_detached(
            b"anchor",
            sign_detached(b"anchor", seal=school_seal, stamping=one, now=datetime.now(UTC)),
            roots=roots,
            what="Якорь",
        )
        for one in (stamper, strange_stamper)
    ]
    assert [one.verdict for one in found] == [Verdict.VALID, Verdict.VALID]
    assert [NOT_CONFIRMED in one.sentence for one in found] == [False, True]
