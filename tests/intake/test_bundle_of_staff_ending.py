"""The bundle of a paper by which the curator alone ended an agreement: nobody signs such a one."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from intake import vault
from intake.evidence.bundle import FACTS, JOURNAL, MANIFEST
from intake.evidence.certificates import read_certificates
from intake.evidence.container import read_container, write_container
from intake.evidence.report import Verdict
from intake.evidence.verify import main, verify_bundle
from intake.models import AgreementAct, Document, Seal
from intake.services.agreement_acts import end_by_staff
from intake.services.anchor import make_anchor
from intake.services.bundle import family_bundle, full_bundle
from intake.services.document_check import check_documents
from intake.services.erasure import erase_person
from mentoring_pages.models import School
from tests.agreements import MENTOR, WORDINGS, in_force, school_with_agreements
from tests.families import Family, link_to, run_tasks
from tests.schools import make_staff

pytestmark = pytest.mark.django_db

READY = WORDINGS


def story(folder):
    """A curator ends an agreement of a mentor and a child of twelve; the night is over."""
    with override_settings(NASTAVNIK_SEALS=str(folder)):
        school = school_with_agreements()
        call_command("make_test_seal", school.key, stdout=StringIO())
        agreement = in_force(school)
        clerk = make_staff("clerk", curator=school)
        clerk.first_name, clerk.last_name = "Зоя", "Егорова"
        clerk.save()
        end_by_staff(
            agreement=agreement,
            how="by_curator",
            last_day=timezone.localdate(timezone=school.zone),
            words="Пара распалась.",
            by=clerk,
            now=timezone.now(),
        )
        run_tasks()
        now = timezone.now() + timedelta(minutes=1)
        make_anchor(school=school, day=now.date(), now=now)
    return folder


@pytest.fixture(autouse=True)
def seals(told, settings):
    settings.NASTAVNIK_SEALS = str(told)
    return told


@pytest.fixture
def root(seals):
    return seals / "sad" / "root.cert.pem"


@pytest.fixture
def roots(root):
    return read_certificates(root.read_bytes())


def paper():
    return Document.objects.get(kind="termination")


def full():
    return full_bundle(document=paper(), now=timezone.now())


def said(data, roots):
    report = verify_bundle(data, roots=roots)
    return report.verdict, " ".join(report.lines)


def test_it_is_valid_and_says_who_ended_the_agreement_when_and_why(roots):
    mentor = paper().agreement_act.agreement.mentor
    for data in (full(), family_bundle(document=paper(), holder=mentor, now=timezone.now())):
        verdict, words = said(data, roots)
        assert verdict is Verdict.VALID, words
        assert "Соглашение завершено решением куратора: Зоя Егорова, " in words
        assert "Основание: Пара распалась. Этот документ стороны не подписывают" in words
        index = read_container(data)["index.txt"].decode()
        assert "ЗАВЕРШЕНО РЕШЕНИЕМ КУРАТОРА\nКак закончилось: по решению куратора\n" in index
        assert "Кто решил и внёс: Зоя Егорова" in index
        assert "Подписал(а)" not in index


def test_of_the_agreement_a_family_sees_the_one_entry_that_ends_it():
    mentor = paper().agreement_act.agreement.mentor
    data = family_bundle(document=paper(), holder=mentor, now=timezone.now())
    extract = json.loads(read_container(data)[JOURNAL])
    shown = [row for one in extract["segments"] for row in one["rows"] if "kind" in row]
    others = [row for row in shown if row["subject"] != str(paper().key)]
    assert [row["kind"] for row in others] == ["agreement_ended"]
    assert others[0]["facts"]["by"] == str(paper().key)


def test_an_account_that_bears_another_name_since_is_no_alarm(roots):
    by = paper().agreement_act.recorded_by
    by.last_name = "Петрова"
    by.save()
    verdict, words = said(full(), roots)
    assert verdict is Verdict.VALID, words
    assert "Зоя Егорова" in words


def test_another_reason_than_the_sealed_paper_has_is_seen(roots):
    act = AgreementAct.objects.select_related("agreement__mentee__data_key").get()
    act.words_encrypted = vault.encrypt_text(act.agreement.mentee.data_key.wrapped, "Ссора.")
    act.save()
    verdict, words = said(full(), roots)
    assert verdict is Verdict.NOT_VALID
    assert "о решении школы сказано не то" in words


@pytest.mark.parametrize(
    "ending",
    [{"how": "completed"}, {"day": "2027-01-31"}, {"by": "user:99"}, {"how": "by_agreement"}, None],
)
def test_another_decision_than_the_journal_has_is_seen(roots, ending):
    files = read_container(full())
    facts = json.loads(files[FACTS])
    facts["ending"] = ending and {**facts["ending"], **ending}
    files[FACTS] = json.dumps(facts).encode()
    manifest = json.loads(files[MANIFEST])
    manifest["files"].pop(FACTS)
    files[MANIFEST] = json.dumps(manifest).encode()
    verdict, words = said(write_container(files), roots)
    assert verdict is Verdict.NOT_VALID
    assert "не то, что записано в журнале" in words or "не те, что записаны в журнале" in words


def test_the_check_of_everything_and_the_command_take_it_as_it_is(root, tmp_path):
    out = StringIO()
    call_command("verify_evidence", stdout=out)
    assert "Проверка пройдена." in out.getvalue()
    for more in ((), ("--full",)):
        call_command("export_evidence", *more, "--out", str(tmp_path), stdout=StringIO())
    names = {path.name for path in tmp_path.iterdir() if path.name.startswith(paper().number)}
    assert names == {f"{paper().number}{end}.zip" for end in ("", "-2", "-3", "-full")}
    for name in names:
        assert main([str(tmp_path / name), "--trust", str(root)]) == 0


@pytest.mark.parametrize(
    "changed", [{"state": "waiting"}, {"certificate": "0" * 64}, {"level": "B-LTA"}]
)
def test_another_seal_than_the_journal_knows_is_named(changed):
    Seal.objects.filter(document=paper()).update(**changed)
    found = check_documents(School.objects.get(key="sad"), anchored_at=timezone.now())
    assert any("когда и чем он запечатан" in one.sentence for one in found)


def test_the_page_of_agreements_and_the_register_of_papers_give_it(roots):
    from intake.services.agreement_link import send_agreement_link

    party = Document.objects.get(kind="agreement").parties.get(side="mentor")
    send_agreement_link(party=party, now=timezone.now())
    run_tasks()
    address = reverse("intake:document_evidence", args=[paper().key])
    family = Family(link_to(MENTOR))
    assert address in family.get("agreements").content.decode()
    assert said(family.client.get(address).content, roots)[0] is Verdict.VALID
    client = Client()
    client.force_login(make_staff("direktor", director=School.objects.get(key="sad")))
    answer = client.get(reverse("nastavnik_document_evidence", args=[paper().key]))
    assert said(answer.content, roots)[0] is Verdict.VALID


def test_once_the_mentee_is_erased_the_mentor_still_has_a_bundle(roots):
    agreement = paper().agreement_act.agreement
    erase_person(person=agreement.mentee, actor_key="user:1", now=timezone.now())
    data = family_bundle(document=paper(), holder=agreement.mentor, now=timezone.now())
    verdict, words = said(data, roots)
    assert verdict is Verdict.VALID, words
    assert "Основание" not in words
