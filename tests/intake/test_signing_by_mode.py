"""How a school signs, and joining the agreement on codes: on the family's own pages."""

import json
from datetime import date

import pytest
from django.utils import timezone

from intake import vault
from intake.domain.modes import Joining, Mode
from intake.domain.signing import SignerRole
from intake.evidence.container import read_container, write_container
from intake.evidence.verify import verify_bundle
from intake.models import Document, Person, Signature, SignatureAgreement
from intake.services.bundle import family_bundle
from intake.services.modes import ModeRefused, record_mode
from intake.services.pep import join_at_school, leave_agreement
from tests.families import (
    PARENT,
    SIGNED_HERE,
    Family,
    code_to,
    invited_family,
    link_to,
    school_that_may_sign,
)
from tests.schools import make_staff

pytestmark = pytest.mark.django_db

WITH_PEP = (*SIGNED_HERE, "pep-agreement")

READY = WITH_PEP


def decide(school, mode, **changes):
    now = timezone.now()
    return record_mode(
        **{
            "school": school,
            "mode": mode,
            "from_day": now.astimezone(school.zone).date(),
            "order_number": "45-од",
            "order_date": date(2026, 1, 15),
            "decided_by": "Директор Иванова А. П.",
            "is_clause_amended": True,
            "joining": Joining.FIRST_CODE,
            "check_first": False,
            "by": make_staff("director", director=school),
            "now": now,
            **changes,
        }
    )


def facts_of(signature):
    signer = Person.objects.get(key=signature.signer_key)
    return json.loads(vault.decrypt(signer.data_key.wrapped, signature.facts_encrypted))


def can_be_read_and_is_proven(family, agreement):
    """What a code stands on is read again by whoever joined, and lies in the bundle."""
    family.get("status")
    assert "/intake/pep/text/" in family.text
    family.get("pep/text")
    assert agreement.number in family.text
    assert "Соглашение об использовании простой электронной подписи" in family.text
    assert "Ветрова Анна Сергеевна" in family.text

    paper = Document.objects.get(kind="processing")
    data = family_bundle(document=paper, holder=paper.request.guardian, now=timezone.now())
    name = f"pep/{agreement.edition.digest[:16]}.json"
    files = read_container(data)
    assert json.loads(files[name])["digest"] == agreement.edition.digest
    assert json.dumps(str(agreement.key)).encode() in files["journal/extract.json"]
    assert any("то, что названо в подписи" in line for line in verify_bundle(data).lines)
    files[name] = files["wording.json"]
    lines = verify_bundle(write_container(files)).lines
    assert any("не то соглашение об использовании ПЭП" in line for line in lines)


def to_the_check(family):
    family.agree()
    family.post("publication", decision="decline")


def test_a_family_joins_once_and_its_first_code_confirms_that_too():
    school = school_that_may_sign(kinds=WITH_PEP)
    invited_family(school, years=12)
    family = Family(link_to(PARENT))
    to_the_check(family)
    assert family.path == "pep"
    assert "для всех ваших детей" in family.text
    agreement_text = family.page.context["edition_digest"]
    family.post("pep", decision="join", edition=agreement_text)
    stated = SignatureAgreement.objects.get()
    assert stated.joined_at is None
    family.post("check")
    family.enter(code_to(PARENT))
    stated.refresh_from_db()
    facts = facts_of(Signature.objects.get())
    assert stated.joined_at is not None
    assert facts["pep_number"] == stated.number
    assert facts["represents_as"] == "parent"
    can_be_read_and_is_proven(family, stated)


def test_whoever_keeps_to_paper_is_shown_what_to_print_and_signs_nothing_by_code():
    school = school_that_may_sign(kinds=WITH_PEP)
    invited_family(school, years=12)
    family = Family(link_to(PARENT))
    to_the_check(family)
    family.post("pep", decision="paper")
    assert "Распечатать и подписать" in family.text
    assert not SignatureAgreement.objects.exists()
    assert not Signature.objects.exists()


def test_a_school_on_paper_leads_kindly_to_paper():
    school = school_that_may_sign("les")
    decide(school, Mode.PAPER)
    invited_family(school, years=12)
    family = Family(link_to(PARENT))
    family.get("go")
    assert "В нашей школе документы подписывают на бумаге" in family.text
    to_the_check(family)
    assert "Распечатать и подписать" in family.text
    document = Document.objects.get(kind="processing")
    family.post("code", code="123456", shown_digest=document.shown_digest)
    assert not Signature.objects.exists()


def test_where_one_joins_at_school_a_code_opens_after_it():
    school = school_that_may_sign(kinds=WITH_PEP)
    decide(school, Mode.ELECTRONIC, joining=Joining.AT_SCHOOL)
    request = invited_family(school, years=12)
    family = Family(link_to(PARENT))
    to_the_check(family)
    assert "подойдите в школу с документом" in family.text
    join_at_school(
        person=request.guardian,
        role=SignerRole.REPRESENTATIVE,
        identified_how="passport",
        by=make_staff("curator", curator=school),
        now=timezone.now(),
    )
    family.get("go")
    family.post("check")
    family.enter(code_to(PARENT))
    assert Signature.objects.get().method == "code"


def test_leaving_ends_codes_and_keeps_what_was_signed():
    school = school_that_may_sign(kinds=WITH_PEP)
    invited_family(school, years=12)
    family = Family(link_to(PARENT))
    to_the_check(family)
    family.post("pep", decision="join", edition=family.page.context["edition_digest"])
    family.post("check")
    family.enter(code_to(PARENT))
    family.get("status")
    family.post("pep/leave")
    assert "Подписанное раньше остаётся в силе" in family.text
    assert SignatureAgreement.objects.get().left_at is not None
    assert Document.objects.filter(kind="processing", state="signed").exists()
    assert not leave_agreement(person=Person.objects.get(family_name="Ветрова"), now=timezone.now())


def test_everything_electronic_needs_the_text_of_the_agreement():
    school = school_that_may_sign("les")
    with pytest.raises(ModeRefused) as refused:
        decide(school, Mode.ELECTRONIC)
    assert refused.value.field == "mode"
