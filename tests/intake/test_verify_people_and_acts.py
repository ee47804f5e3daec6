"""``verify_evidence`` over what is called or holds how: names, approved texts, repeals, letters.

None of it stands in the journal in words; a mark or a digest of each does.
"""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from intake import vault
from intake.domain.signing import DocumentKind, SignerRole
from intake.guards import lifted
from intake.models import (
    Contact,
    DataKey,
    Document,
    DocumentParty,
    Guardianship,
    IntakeRequest,
    JournalEntry,
    OutboundMessage,
    Person,
)
from intake.services.act_record import KINDS, note_acts
from intake.services.anchor import make_anchor
from intake.services.document import prepare
from intake.services.erasure import erase_person
from intake.services.people import Name
from intake.services.person_marks import correct_person, note_named
from intake.services.refusal import decline
from intake.services.request import start_open_request
from intake.services.request_people import record_people
from intake.services.signing import record_signature
from mentoring_pages.models import Edition, Repeal, School
from mentoring_pages.services.timeline import cancel_repeal, repeal_act
from tests.families import (
    PARENT,
    SIGNED_HERE,
    Family,
    born,
    invited_family,
    link_to,
    run_tasks,
    school_that_may_sign,
)
from tests.schools import make_school, make_staff
from tests.verified import verify_rows

pytestmark = pytest.mark.django_db

READY = SIGNED_HERE
ANYBODYS = "7f0d7a3e-5f0b-4c6e-9d1e-0a4a4f0b6d11"


def story(_folder):
    """A mother signs one consent and says no to the other; a family that came by itself corrects
    a name; of two records of a repeal one was a mistake."""
    school = school_that_may_sign()
    family = invited_family(school, years=12)
    Family(link_to(PARENT)).sign(PARENT, photo="")
    now = timezone.now()
    paper = {"kind": DocumentKind.PUBLICATION, "role": SignerRole.REPRESENTATIVE, "now": now}
    decline(document=prepare(request=family, **paper), signer=family.guardian, now=now)
    request, _token = start_open_request(school=school, now=now)
    came_by_themselves(request, given_name="Олек", now=now)
    request.refresh_from_db()
    prepare(**{**paper, "kind": DocumentKind.PROCESSING}, request=request)
    came_by_themselves(request, given_name="Олег", now=now)
    for days in (2, 1):
        repeal = a_repeal(school, now - timedelta(days=days))
        if days == 2:
            cancel_repeal(repeal=repeal, by=None, now=now)
    run_tasks()
    later = timezone.now() + timedelta(minutes=1)
    make_anchor(school=school, day=later.date(), now=later)


def came_by_themselves(request, *, given_name, now):
    record_people(
        request=request,
        participant_name=Name("Лесной", given_name),
        birth_date=born(16),
        school_class="9А",
        participant_contact="oleg@example.org",
        guardian_name=Name("Лесная", "Вера"),
        guardian_kind="parent",
        guardian_contact="",
        now=now,
    )


def a_repeal(school, now):
    return repeal_act(
        school=school,
        page_key=ANYBODYS,
        act_title="Положение о кружке",
        order_number="7-од",
        order_date=date(2026, 1, 12),
        repealed_from=date(2026, 2, 1),
        by=None,
        now=now,
    )


@pytest.fixture
def school(told):
    return School.objects.get(key="sad")


def update(model, wanted, **changed):
    return lambda: model.objects.filter(**wanted).update(**changed)


PETR, OLEG = {"given_name": "Пётр"}, {"given_name": "Олег"}
CONSENT, PAST = {"kind": "processing"}, date(2025, 1, 1)
CODE, STANDS = {"kind": "code"}, {"cancelled_at__isnull": True}


def move_the_address():
    contact = OutboundMessage.objects.filter(**CODE).earliest("pk").contact
    sealed = vault.encrypt_text(contact.person.data_key.wrapped, "other@example.org")
    return Contact.objects.filter(pk=contact.pk).update(value_encrypted=sealed)


def add_a_letter():
    row = OutboundMessage.objects.filter(**CODE).earliest("pk")
    row.pk, row.key, row.queued_at = None, ANYBODYS, row.queued_at - timedelta(days=3)
    row.save()
    return True


def add_an_edition():
    row = Edition.objects.filter(**CONSENT).earliest("pk")
    row.pk, row.key, row.number, row.in_force_from = None, ANYBODYS, 99, PAST
    row.save()
    return True


def another_key():
    pk = Person.objects.get(**PETR).data_key_id
    return DataKey.objects.filter(pk=pk).update(wrapped=vault.new_data_key())


TAMPERED = {
    "given name": (update(Person, PETR, given_name="Павел"), "в базе изменено: имя; в журнале"),
    "patronymic": (update(Person, PETR, patronymic=""), "в базе изменено: имя; в журнале"),
    "birthday": (update(Person, PETR, birth_date=PAST), "в базе изменено: дата рождения; в"),
    "name corrected before": (update(Person, OLEG, given_name="Олек"), "в базе изменено: имя"),
    "key of a person": (another_key, "в базе изменено: имя, дата рождения; в журнале"),
    "person of another school": (
        lambda: Person.objects.filter(**OLEG).update(school=make_school("les")),
        "из списка людей удалён",
    ),
    "whose request": (
        lambda: IntakeRequest.objects.filter(participant__given_name="Олег").update(
            participant=Person.objects.get(**PETR)
        ),
        "документы по ней о другом человеке",
    ),
    "who signs": (
        lambda: DocumentParty.objects.filter(document__state="declined").update(
            person=Person.objects.get(**PETR)
        ),
        "кто, в каком качестве и за кого его подписывает; в журнале",
    ),
    "signed by hand": (
        update(Document, {"state": "declined"}, signed_at=timezone.now() - timedelta(days=40)),
        "в базе изменено: когда он подписан; в журнале",
    ),
    "who named a representative": (
        update(Guardianship, {"ward__given_name": "Олег"}, named_by="school"),
        "в базе изменено, кто их назвал",
    ),
    "day of a text": (
        update(Edition, CONSENT, in_force_from=PAST),
        "в базе изменено: с какого дня; в журнале",
    ),
    "change of a text": (
        update(Edition, CONSENT, change="minor"),
        "существенное ли изменение; в журнале",
    ),
    "moment of a text": (
        update(Edition, CONSENT, frozen_at=timezone.now()),
        "в базе изменено: когда утверждена",
    ),
    "kind of a text": (update(Edition, CONSENT, variant="own"), "название, вид или причина"),
    "text added": (add_an_edition, "редакция 99: журнал о нём не говорит"),
    "text deleted": (
        lambda: Edition.objects.filter(kind="withdrawal").earliest("pk").delete()[0],
        "утверждённый текст, о котором говорит запись №",
    ),
    "repeal earlier": (update(Repeal, STANDS, repealed_from=PAST), "с какого дня; в журнале"),
    "repeal undone": (
        update(Repeal, STANDS, cancelled_at=timezone.now()),
        "в базе изменено: отменена ли запись",
    ),
    "repeal deleted": (
        lambda: Repeal.objects.filter(**STANDS).delete()[0],
        "запись об утрате силы, о которой говорит запись №",
    ),
    "repeal added": (
        lambda: Repeal.objects.filter(**STANDS).update(made_at=timezone.now()),
        "запись об утрате силы «Положение о кружке»: журнал о нём не говорит",
    ),
    "text of a refusal": (
        update(Document, {"kind": "refusal"}, wording={"title": "Согласие", "blocks": []}),
        "в базе изменён текст, по которому он сделан",
    ),
    "letter with a code": (
        lambda: OutboundMessage.objects.filter(**CODE).delete()[0],
        "его строка из базы удалена",
    ),
    "letter at another time": (
        update(OutboundMessage, CODE, queued_at=timezone.now() - timedelta(days=40)),
        "в базе изменено, кому, когда или о чём оно",
    ),
    "letter about another act": (
        update(OutboundMessage, CODE, act="withdraw"),
        "в базе изменено, к какому документу код",
    ),
    "letter to another address": (move_the_address, "на какой адрес или телефон оно ушло"),
    "letter added": (add_a_letter, "журнал о нём не говорит"),
}


def test_as_it_happened_everything_is_sound(school):
    code, words = verify_rows()
    assert code == 0, words
    assert "имена и даты рождения сверены с журналом" in words
    assert JournalEntry.objects.filter(kind="person_corrected").count() == 1
    assert set(JournalEntry.objects.values_list("kind", flat=True)) >= set(KINDS)


@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_changed_behind_the_service_is_named(school, what):
    tamper, words = TAMPERED[what]
    with lifted("default"):
        assert tamper()
    code, said = verify_rows()
    assert code == 1, said
    assert words in said, said


def test_a_name_that_staff_correct_stays_sound_and_hides_nothing_else(client, school):
    petr = Person.objects.get(**PETR)
    Person.objects.filter(pk=petr.pk).update(birth_date=PAST)
    client.force_login(make_staff("kurator", curator=school))
    address = reverse("intake_person_modeladmin_edit", args=[petr.pk])
    names = {"family_name": "Ветров", "given_name": "Павел", "patronymic": "Ильич"}
    answer = client.post(address, {**names, "birth_date": "2025-01-01", "school_class": "7А"})
    assert answer.status_code == 302
    assert Person.objects.get(pk=petr.pk).given_name == "Павел"
    entry = JournalEntry.objects.get(kind="person_corrected", subject_key=str(petr.key))
    assert set(entry.facts) == {"name"}
    code, said = verify_rows()
    assert code == 1
    assert "в базе изменено: дата рождения; в журнале" in said


def test_a_person_corrected_before_any_paper_is_told_whole_with_the_first(school):
    request = invited_family(school, years=13, given_name="Ильа")
    child = request.participant
    child.given_name = "Илья"
    assert correct_person(person=child, by=None, now=timezone.now()).given_name == "Илья"
    paper = {"kind": DocumentKind.PROCESSING, "role": SignerRole.REPRESENTATIVE}
    prepare(request=request, now=timezone.now(), **paper)
    own = JournalEntry.objects.filter(subject_key=str(child.key), kind__startswith="person_")
    assert [(one.kind, *one.facts) for one in own.order_by("sequence")] == [
        ("person_corrected", "name"),
        ("person_noted", "born"),
    ]
    assert verify_rows()[0] == 0


def test_a_signature_by_a_code_that_nobody_asked_for_is_named(school):
    """Whoever writes a code of their own into the database signs without a letter."""
    request = invited_family(school, years=13, given_name="Илья")
    now = timezone.now()
    paper = prepare(
        request=request,
        kind=DocumentKind.PROCESSING,
        role=SignerRole.REPRESENTATIVE,
        now=now,
    )
    record_signature(
        document=paper,
        signer=request.guardian,
        role="representative",
        act="sign",
        method="code",
        facts={"contact": PARENT, "code_sent_at": now.isoformat()},
        actor_key=str(request.guardian.key),
        now=now,
    )
    code, said = verify_rows()
    assert code == 1
    assert "поставлена кодом, а записи о том, что этот код просили" in said


def test_what_is_erased_rewrapped_or_never_was_on_paper_is_no_alarm(school):
    mother, family = Person.objects.get(given_name="Анна"), invited_family(school, years=13)
    erase_person(person=mother, actor_key="user:1", now=timezone.now())
    for key in DataKey.objects.filter(wrapped__isnull=False):
        DataKey.objects.filter(pk=key.pk).update(wrapped=vault.rewrap(key.wrapped))
    Person.objects.filter(pk=family.participant.pk).update(given_name="Ещё никем не назван")
    code, said = verify_rows()
    assert code == 0, said


def test_a_journal_of_an_earlier_release_is_no_alarm_and_begins_to_tell(school):
    """Nothing told of names, texts, repeals and letters; a night writes down what there is."""
    gone = [*KINDS, "person_noted", "person_corrected", "guardian_recorded"]
    with lifted("default"):
        JournalEntry.objects.filter(kind__in=gone).delete()
        for entry in JournalEntry.objects.filter(kind__in=["document_made", "code_sent"]):
            facts = {k: v for k, v in entry.facts.items() if k not in ("text", "message", "to")}
            JournalEntry.objects.filter(pk=entry.pk).update(facts=facts)
    _code, said = verify_rows()
    assert "об их именах и датах рождения журнал начнёт говорить" in said
    assert "о днях и приказах журнал начнёт говорить" in said
    assert not any(words in said for words in ("изменено", "не говорит:", "из базы", "из списка"))
    assert note_acts(school=school, now=timezone.now()) > len(KINDS)
    assert note_acts(school=school, now=timezone.now()) == 0
    assert note_named(school=school, now=timezone.now()) == 4
    assert note_named(school=school, now=timezone.now()) == 0
    _code, said = verify_rows()
    assert not any(words in said for words in ("о нём не говорит", "начнёт говорить", "изменено"))
