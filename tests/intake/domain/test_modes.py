"""Which papers may be signed which way, and what each way needs."""

from datetime import date, timedelta

import pytest

from intake.domain.modes import (
    Joining,
    Method,
    Mode,
    ModeRecord,
    SchoolWay,
    WayTrouble,
    mode_on,
    way_trouble,
)
from intake.domain.signing import DocumentKind

DAY = date(2026, 11, 21)
READY = {
    "mode": Mode.ELECTRONIC,
    "order_number": "45-од",
    "order_date": DAY,
    "is_clause_amended": True,
    "has_pep_wording": True,
}
CONSENT, AGREEMENT, WITHDRAWAL = (
    DocumentKind.PROCESSING,
    DocumentKind.AGREEMENT,
    DocumentKind.WITHDRAWAL,
)


def by_code(way, kind=CONSENT, *, joined=True):
    return way_trouble(way, kind=kind, method=Method.CODE, has_joined=joined)


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("kind", list(DocumentKind))
def test_paper_is_always_open(mode, kind):
    way = SchoolWay(mode=mode)
    assert way_trouble(way, kind=kind, method=Method.PAPER, has_joined=False) is None


def test_a_new_school_signs_consents_by_code_and_agreements_on_paper():
    assert by_code(SchoolWay(), joined=False) is None
    assert by_code(SchoolWay(), AGREEMENT) is WayTrouble.AGREEMENT_ON_PAPER


def test_everything_on_paper_closes_every_code():
    way = SchoolWay(mode=Mode.PAPER)
    assert {by_code(way, kind) for kind in DocumentKind} == {WayTrouble.ALL_ON_PAPER}


@pytest.mark.parametrize(
    ("missing", "trouble"),
    [
        ({}, None),
        ({"order_number": ""}, WayTrouble.NO_ORDER),
        ({"order_date": None}, WayTrouble.NO_ORDER),
        ({"is_clause_amended": False}, WayTrouble.CLAUSE_NOT_AMENDED),
        ({"has_pep_wording": False}, WayTrouble.NO_PEP_WORDING),
    ],
)
def test_everything_electronic_stands_on_order_clause_and_text(missing, trouble):
    assert by_code(SchoolWay(**{**READY, **missing}), AGREEMENT) is trouble


@pytest.mark.parametrize(
    ("joining", "trouble"),
    [
        (Joining.FIRST_CODE, WayTrouble.PEP_NOT_JOINED),
        (Joining.AT_SCHOOL, WayTrouble.PEP_AT_SCHOOL),
    ],
)
def test_a_code_needs_the_agreement_as_soon_as_there_is_a_text_to_join(joining, trouble):
    way = SchoolWay(has_pep_wording=True, joining=joining)
    assert by_code(way, joined=False) is trouble
    assert by_code(way, joined=True) is None


def test_a_withdrawal_asks_for_no_agreement():
    assert by_code(SchoolWay(**READY), WITHDRAWAL, joined=False) is None


def test_the_decision_of_the_day_is_the_latest_that_has_begun():
    first = ModeRecord(Mode.PAPER, from_day=DAY)
    second = ModeRecord(Mode.CONSENTS_BY_CODE, from_day=DAY + timedelta(days=1))
    corrected = ModeRecord(Mode.ELECTRONIC, from_day=DAY + timedelta(days=1))
    assert mode_on([first, second], DAY - timedelta(days=1)) is None
    assert mode_on([first, second], DAY) is first
    assert mode_on([first, second, corrected], DAY + timedelta(days=1)) is corrected
