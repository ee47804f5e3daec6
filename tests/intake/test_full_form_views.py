"""The full written form of the consent: what it asks last, hides, and leaves to a pen."""

import json
import logging
from io import BytesIO

import pytest
from django.db import connection
from django.utils import timezone
from pypdf import PdfReader

from intake.domain.identity import Detail, details_asked
from intake.domain.signing import Band, SignerRole
from intake.models import Document, Guardianship, IdentityDetails
from intake.services.document import read_copy
from intake.services.request import read_answers
from mentoring_pages.domain.wording_lines import BLANK
from tests.families import (
    PARENT,
    SIGNED_HERE,
    TEENAGER,
    Family,
    code_to,
    invited_family,
    letters_to,
    link_to,
    school_that_may_sign,
)

READY = (*SIGNED_HERE, "processing-full")

ADDRESS, NUMBER, CERTIFICATE = "г. Тверь, ул. Тайная, д. 77", "28 01 654321", "I-ОН 987654"
SECRETS = ("Тайная", "654321", "987654", "Секретным отделом")


@pytest.fixture
def school(db):
    school = school_that_may_sign(kinds=(*SIGNED_HERE, "processing-full"))
    school.consent_wording = "processing-full"
    school.full_clean()
    school.save()
    return school


def paper(kind, number):
    return {
        "kind": kind,
        "number": number,
        "issued_on_day": "1",
        "issued_on_month": "2",
        "issued_on_year": "2015",
        "issued_by": "Секретным отделом",
    }


def to_the_details(path):
    family = Family(path)
    family.get("go")
    family.post("who-signs")
    family.post("policy")
    return family


def give_details(family):
    family.post("address", address=ADDRESS)
    family.post("identity", **paper("passport", NUMBER))
    if family.path == "child-identity":
        family.post("child-identity", **paper("passport", "28 02 111222"))
    family.post("authority", **paper("birth_certificate", CERTIFICATE))


def text_of(document):
    party = document.parties.get()
    data = read_copy(document=document, holder=party.person, kind="shown")
    pages = PdfReader(BytesIO(data)).pages
    return " ".join("\n".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize(
    ("role", "band", "kind", "asked"),
    [
        (SignerRole.PARTICIPANT, Band.ADULT, "", "address identity"),
        (SignerRole.PARTICIPANT, Band.FROM_14_TO_17, "", "address identity"),
        (SignerRole.REPRESENTATIVE, Band.UNDER_14, "parent", "address identity authority"),
        (
            SignerRole.REPRESENTATIVE,
            Band.UNDER_14,
            "guardian",
            "address identity child_identity authority",
        ),
        (
            SignerRole.REPRESENTATIVE,
            Band.FROM_14_TO_17,
            "parent",
            "address identity child_identity authority",
        ),
    ],
)
def test_everybody_is_asked_only_for_what_their_paper_needs(role, band, kind, asked):
    found = details_asked(role=role, band=band, guardian_kind=kind)
    assert found == tuple(map(Detail, asked.split()))


def test_a_school_with_the_short_consent_asks_for_no_details(db):
    invited_family(school_that_may_sign("les"), years=10)
    assert to_the_details(link_to(PARENT)).path == "consent"


def test_beside_the_consent_stands_the_way_to_the_page_for_a_child(db):
    school = school_that_may_sign(kinds=(*SIGNED_HERE, "processing-full"))
    invited_family(school, years=10)
    family = to_the_details(link_to(PARENT))
    assert "/tekst-processing-representative/dlya-rebenka/" in family.text


def test_the_details_are_asked_last_and_stand_in_the_paper(school):
    invited_family(school, years=10)
    family = to_the_details(link_to(PARENT))
    assert family.path == "address"
    give_details(family)
    assert family.path == "consent"
    document = Document.objects.get(state="prepared")
    text = text_of(document)
    assert document.edition.kind == "processing-full"
    for secret in SECRETS:
        assert secret in text
    assert "дата выдачи 01.02.2015" in text


def test_what_was_typed_is_masked_on_every_page_that_shows_it_again(school):
    invited_family(school, years=10)
    family = to_the_details(link_to(PARENT))
    give_details(family)
    for page in ("consent", "address", "identity", "authority"):
        shown = family.get(page).content.decode()
        assert not any(secret in shown for secret in SECRETS), page
    assert "Уже записано" in family.text
    assert "свидетельство о рождении № ••••••••654" in family.get("authority").content.decode()


def test_an_empty_form_keeps_what_is_recorded_and_a_full_one_replaces_it(school):
    invited_family(school, years=10)
    family = to_the_details(link_to(PARENT))
    give_details(family)
    first = Document.objects.get(state="prepared")
    family.post("address", address="")
    assert family.path == "consent"
    assert Document.objects.get(state="prepared") == first
    family.post("address", address="г. Псков")
    assert "г. Псков" in text_of(Document.objects.get(state="prepared"))


def test_nothing_of_it_is_stored_in_clear_or_said_in_a_letter_or_a_log(school, caplog):
    caplog.set_level(logging.DEBUG)
    request = invited_family(school, years=10)
    family = to_the_details(link_to(PARENT))
    give_details(family)
    family.post("consent", decision="agree", shown_digest=family.digest)
    family.post("publication", decision="decline")
    family.post("check")
    family.enter(code_to(PARENT))
    assert Document.objects.get(kind="processing").state == "signed"

    request.refresh_from_db()
    held = [json.dumps(read_answers(request), ensure_ascii=False)]
    held += [letter.body + letter.subject for letter in letters_to(PARENT)]
    held += [json.dumps(dict(family.client.session), default=str)]
    held += [
        record.getMessage() for record in caplog.records if record.name != "django.db.backends"
    ]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            held += [str(row) for row in cursor.fetchall()]
    for secret in SECRETS:
        assert not any(secret in text for text in held), secret
    assert IdentityDetails.objects.count() == 1
    assert Guardianship.objects.get().basis_encrypted


def test_only_the_signer_holds_a_copy_with_the_signer_s_papers(school):
    request = invited_family(school, years=10)
    give_details(to_the_details(link_to(PARENT)))
    document = Document.objects.get(state="prepared")
    assert {copy.holder_id for copy in document.copies.all()} == {request.guardian_id}


def test_details_may_be_left_to_a_pen_and_then_the_paper_is_signed_with_one(school):
    invited_family(school, years=10)
    family = to_the_details(link_to(PARENT))
    family.post("address", by_hand="1")
    assert family.path == "consent"
    document = Document.objects.get(state="prepared")
    assert BLANK[:20] in text_of(document)
    family.post("consent", decision="agree", shown_digest=family.digest)
    family.post("publication", photo="yes")
    assert family.path == "check"
    family.post("check")
    assert family.path == "publication-code", "the other paper still goes by code"
    family.enter(code_to(PARENT), step="publication-code")
    assert family.path == "done"
    assert "допишите адрес и документы" in family.text
    family.get("code")
    assert family.path != "code"
    document.refresh_from_db()
    assert document.state == "prepared"
    assert not IdentityDetails.objects.exists()


def test_whoever_left_it_to_a_pen_may_type_after_all(school):
    invited_family(school, years=10)
    family = to_the_details(link_to(PARENT))
    family.post("address", by_hand="1")
    family.get("address")
    assert "написать эти сведения на бумаге" in family.text
    family.post("address", address=ADDRESS)
    assert family.path == "identity"
    family.post("identity", **paper("passport", NUMBER))
    family.post("authority", **paper("birth_certificate", CERTIFICATE))
    family.post("consent", decision="agree", shown_digest=family.digest)
    family.post("publication", decision="decline")
    family.post("check")
    assert family.path == "code"


def test_mistakes_are_named_and_what_was_typed_stays_on_the_page(school):
    invited_family(school, years=10)
    family = to_the_details(link_to(PARENT))
    family.post("address", address="")
    assert "Напишите адрес или выберите" in family.text
    family.post("address", address=ADDRESS)
    wrong = paper("passport", NUMBER) | {"issued_on_year": str(timezone.localdate().year + 1)}
    family.post("identity", **wrong)
    assert "не может быть в будущем" in family.text
    assert NUMBER in family.text
    family.post("identity", kind="passport", number="", issued_by="")
    assert "Напишите серию и номер" in family.text
    assert "нужны день, месяц и год" in family.text


def test_a_teenager_s_own_paper_names_only_the_teenager(school):
    invited_family(school, years=15)
    family = to_the_details(link_to(TEENAGER))
    family.post("address", address=ADDRESS)
    family.post("identity", **paper("passport", NUMBER))
    assert family.path == "consent"
    text = text_of(Document.objects.get(state="prepared"))
    assert "654321" in text
    assert "Полномочия" not in text


def test_erasing_the_person_makes_the_details_unreadable(school):
    from intake.services.identity import address_of
    from intake.vault import KeyDestroyed

    request = invited_family(school, years=10)
    give_details(to_the_details(link_to(PARENT)))
    key = request.guardian.data_key
    key.wrapped = b""
    key.save()
    request.guardian.refresh_from_db()
    with pytest.raises(KeyDestroyed):
        address_of(request.guardian)
