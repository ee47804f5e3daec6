"""``verify_evidence`` over the registers: who received, checked, allowed, objected, took part.

Each of these rows decides whether a signature counts, and each has an entry of the journal.
"""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from intake.guards import lifted
from intake.models import (
    AgeRule,
    DataKey,
    Document,
    DocumentParty,
    GuardianObjection,
    Guardianship,
    IntakeRequest,
    JournalAnchor,
    JournalEntry,
    LegalHold,
    LegalStatus,
    PaperOriginal,
    Participation,
    Person,
    Receipt,
    Signature,
    SignatureAgreement,
    SigningAllowance,
    SigningMode,
    Tombstone,
)
from mentoring_pages.models import Edition, School
from tests.registers import WORDINGS, fill_registers
from tests.verified import verify_rows

pytestmark = pytest.mark.django_db

READY = WORDINGS


def story(_folder):
    fill_registers()


@pytest.fixture
def school(told):
    return School.objects.get(key="sad")


def test_registers_as_they_were_written_are_sound(school):
    code, words = verify_rows()
    assert code == 0, words
    assert "реестры сверены с журналом" in words


LONG_AGO = timezone.now() - timedelta(days=40)
PAST = date(2026, 1, 1)


def update(model, wanted, **changed):
    def tamper():
        assert model.objects.filter(**wanted).update(**changed)

    return tamper


def delete(model, **wanted):
    def tamper():
        assert model.objects.filter(**wanted).delete()[0]

    return tamper


OLEG = {"ward__given_name": "Олег"}
LASTS, ENDED = {"ended_at__isnull": True}, {"ended_at__isnull": False}
LIFTED, STANDS = {"lifted_at__isnull": False}, {"lifted_at__isnull": True}
LEFT = {"left_at__isnull": False}
OF_CODE = {"document__kind": "processing", "document__participant__given_name": "Пётр"}
ON_PAPER = {"document__participant__given_name": "Илья"}

TAMPERED = {
    "receipt gone": (delete(Receipt), "говорит об отметке о получении"),
    "receipt at another time": (update(Receipt, {}, at=LONG_AGO), "Отметка о получении документа"),
    "objection gone": (delete(GuardianObjection, **STANDS), "говорит о разногласии"),
    "objection lifted by hand": (
        update(GuardianObjection, STANDS, lifted_at=LONG_AGO, decision="agreed"),
        "Разногласие от",
    ),
    "objection open again": (
        update(GuardianObjection, LIFTED, lifted_at=None),
        "говорит о решении, снявшем разногласие",
    ),
    "another decision": (
        update(GuardianObjection, LIFTED, decision="court"),
        "в базе изменено: чем закончилось",
    ),
    "joined earlier": (
        update(SignatureAgreement, LEFT, joined_at=LONG_AGO),
        "Соглашение о подписи кодом №",
    ),
    "joined otherwise": (
        update(SignatureAgreement, LEFT, identified_by_key="user:99"),
        "в базе изменено: кто это записал",
    ),
    "not left": (update(SignatureAgreement, LEFT, left_at=LONG_AGO), "говорит о выходе из"),
    "joined by hand": (
        update(SignatureAgreement, {"joined_at__isnull": True}, joined_at=LONG_AGO),
        "журнал об этом не говорит",
    ),
    "another order": (
        update(SigningMode, {}, order_number="99"),
        "в базе изменено: номер и дата приказа",
    ),
    "another mode": (update(SigningMode, {}, mode="electronic"), "в базе изменено: порядок"),
    "another age rule": (update(AgeRule, {}, answer_days=365), "сколько дней ждать ответа"),
    "hold lifted by hand": (
        update(LegalHold, STANDS, lifted_at=LONG_AGO),
        "Запрет уничтожать сведения от",
    ),
    "hold gone": (delete(LegalHold, **STANDS), "говорит о запрете уничтожать"),
    "status ended by hand": (
        update(LegalStatus, LASTS, ended_at=LONG_AGO),
        "Особое состояние, записанное",
    ),
    "status again": (update(LegalStatus, ENDED, ended_at=None), "говорит об отмене особого"),
    "status since another day": (
        update(LegalStatus, LASTS, from_day=PAST),
        "в базе изменено: с какого дня",
    ),
    "allowance again": (update(SigningAllowance, ENDED, ended_at=None), "говорит об отмене искл"),
    "request not refused": (
        update(IntakeRequest, {"state": "refused"}, state="checked"),
        "журнал говорит, что её не приняли",
    ),
    "request refused by hand": (
        update(IntakeRequest, {"origin": "invited"}, state="refused"),
        "в базе она не принята",
    ),
    "request not checked": (
        update(IntakeRequest, {"origin": "open", "state": "checked"}, state="awaiting_check"),
        "школа её приняла, а в базе это не так",
    ),
    "checked by another": (
        update(IntakeRequest, {"origin": "open", "state": "checked"}, identified_how="known"),
        "кто, когда или как её сверил",
    ),
    "guardian checked by hand": (
        update(Guardianship, {"ward__given_name": "Яков"}, checked_at=LONG_AGO),
        "Полномочия представителя, строка №",
    ),
    "guardian unchecked": (
        update(Guardianship, OLEG, checked_at=None),
        "журнал говорит, что их проверили",
    ),
    "guardian for longer": (
        update(Guardianship, OLEG, valid_to=date(2040, 1, 1)),
        "в базе изменено: по какой день",
    ),
    "guardian not ended": (update(Guardianship, OLEG, ended_on=None), "что они прекращены, а в"),
    "guardian ended earlier": (
        update(Guardianship, OLEG, ended_on=PAST),
        "изменён день, которым они прекращены",
    ),
    "guardian ended by hand": (
        update(Guardianship, {"ward__given_name": "Пётр"}, ended_on=PAST),
        "в базе они прекращены, а записи",
    ),
    "not signed": (update(DocumentParty, OF_CODE, signed_at=None), "значится в другое время"),
    "signed another day": (
        update(DocumentParty, OF_CODE, signed_on=PAST),
        "в базе изменён день подписи",
    ),
    "signed as another": (update(DocumentParty, OF_CODE, role="participant"), "в каком качестве"),
    "refused by hand": (update(DocumentParty, OF_CODE, declined_at=LONG_AGO), "значится отказ"),
    "day of a pen": (update(DocumentParty, ON_PAPER, signed_on=PAST), "о бумаге с подписью"),
    "day of a sheet": (update(PaperOriginal, {}, signed_on=PAST), "о бумаге с подписью"),
    "sheet by another": (
        update(PaperOriginal, {}, recorded_by_key="user:99"),
        "о бумаге с подписью",
    ),
    "sheet elsewhere": (
        update(PaperOriginal, {}, kept_where_encrypted=b"other"),
        "о бумаге с подписью",
    ),
    "sheet not recorded": (update(PaperOriginal, {}, state="refused"), "о бумаге с подписью"),
    "sheet gone": (delete(PaperOriginal), "запись о ней удалена"),
    "paper under another number": (
        update(Document, {"state": "superseded"}, number="С-1"),
        "в базе изменено: номер документа",
    ),
    "text of a paper": (
        update(Document, {"kind": "processing", "participant__given_name": "Пётр"}, wording={}),
        "в базе изменён текст, по которому он сделан",
    ),
    "ended earlier": (
        update(Document, {"state": "superseded"}, ended_at=LONG_AGO),
        "когда он перестал действовать",
    ),
    "approved text": (
        update(Edition, {"kind": "processing"}, tree={"title": "Другое", "blocks": []}),
        "в базе изменён.",
    ),
    "order of a text": (
        update(Edition, {"kind": "processing"}, order_number="99"),
        "каким приказом утверждён его текст",
    ),
    "takes part since another day": (
        update(Participation, {}, started_on=PAST),
        "в базе изменено, кто, кем, по какой форме или в какие дни",
    ),
    "takes part no more": (delete(Participation), "участие, о котором говорит журнал, из базы"),
    "key wiped like an erasure": (
        lambda: (
            DataKey.objects.filter(person__given_name="Пётр").update(wrapped=None),
            Person.objects.filter(given_name="Пётр").update(erased_at=LONG_AGO),
            Tombstone.objects.create(
                school_key="sad",
                person_key=Person.objects.get(given_name="Пётр").key,
                erased_at=LONG_AGO,
            ),
        ),
        "Удаление сведений о человеке, строка №",
    ),
    "signature of a school nobody knows": (
        lambda: Signature.objects.filter(method="code").update(school_key="chuzhaja"),
        "Есть подписи школы «chuzhaja»",
    ),
    "in force, yet ended for the term of keeping": (
        update(Document, {"state": "signed"}, ended_at=LONG_AGO),
        "когда он перестал действовать",
    ),
    "signed for another": (update(DocumentParty, OF_CODE, side="mentor"), "за какую сторону"),
    "guardian gone": (
        delete(Guardianship, ward__given_name="Пётр"),
        "строки о его полномочиях в базе нет",
    ),
    "anchor gone": (delete(JournalAnchor), "удалён, а письмо с ним записано"),
    "paper of another request": (
        lambda: Document.objects.filter(kind="processing", participant__given_name="Пётр").update(
            request=IntakeRequest.objects.get(state="refused")
        ),
        "к какой заявке он относится",
    ),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_a_row_changed_or_deleted_behind_the_service_is_named(school, what):
    tamper, words = TAMPERED[what]
    with lifted("default"):
        tamper()
    code, said = verify_rows()
    assert code == 1, said
    assert words in said, said


def test_a_row_added_behind_the_service_is_named(school):
    """Guards refuse changes, not additions: a made up order would change how papers are signed."""
    row = SigningMode.objects.get()
    row.pk, row.mode, row.key = None, "paper", "7f0d7a3e-5f0b-4c6e-9d1e-0a4a4f0b6d11"
    row.recorded_at = LONG_AGO
    row.save()
    code, said = verify_rows()
    assert code == 1
    assert "Порядок подписания с" in said


def test_entries_of_earlier_releases_that_name_less_are_no_alarm(school):
    more = {"order", "kind", "to", "day"}
    kinds = ["mode_recorded", "guardian_checked", "guardian_ended", "status_recorded"]
    with lifted("default"):
        for entry in JournalEntry.objects.filter(kind__in=kinds):
            facts = {k: v for k, v in entry.facts.items() if k not in more or k == "from"}
            JournalEntry.objects.filter(pk=entry.pk).update(facts=facts)
        for entry in JournalEntry.objects.filter(kind="document_made"):
            facts = {k: v for k, v in entry.facts.items() if k not in ("request", "signers")}
            JournalEntry.objects.filter(pk=entry.pk).update(facts=facts)
        JournalEntry.objects.filter(kind="guardian_checked").delete()
    _code, said = verify_rows()
    assert "до того, как журнал стал говорить о каждой проверке, — 4: старые" in said
    wrong = ("изменено", "об этом не говорит")
    assert not any(words in said for words in wrong), said
