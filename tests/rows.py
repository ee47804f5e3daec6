"""One row of every register in a school: what a walk over the admin's addresses needs."""

import uuid
from datetime import UTC, date, datetime
from typing import Any

from wagtail.images import get_image_model

from intake.domain.journal import JournalKind
from intake.models import (
    AccessRecord,
    AgeRule,
    Agreement,
    ClassList,
    DestructionAct,
    Document,
    DocumentParty,
    GuardianObjection,
    Guardianship,
    IntakeRequest,
    JournalAnchor,
    LegalHold,
    LegalStatus,
    Meeting,
    OutboundMessage,
    Participation,
    Person,
    SigningAllowance,
    SigningMode,
    SigningTable,
    SubjectRequest,
)
from intake.services import journal
from intake.services.class_list import keep_list
from intake.services.people import Name, add_person, set_contact, set_guardian
from intake.services.privacy import record_access
from intake.services.request import start_open_request
from mentoring_pages.models import (
    ApprovalAct,
    ClauseNote,
    Edition,
    ImageRegister,
    ImportedFile,
    MentoringForm,
    NewsIndexPage,
    NewsPage,
    PlannedEvent,
    RegulationPage,
    Repeal,
    School,
    Takedown,
    WordingPage,
)
from mentoring_pages.services.edition import tree_digest

NOW = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)


def a_person(school: School, **changes: Any) -> Person:
    given = {
        "family_name": "Соловьёва",
        "given_name": "Анна",
        "birth_date": date(2013, 5, 4),
        "school_class": "7А",
        **changes,
    }
    return add_person(
        school=school,
        name=Name(given["family_name"], given["given_name"], given.get("patronymic", "")),
        birth_date=given["birth_date"],
        school_class=given["school_class"],
        now=NOW,
    )


def a_family(school: School, **changes: Any) -> tuple[Person, Person]:
    """A child of 13 with a mother, both with an address."""
    child = a_person(school, **changes)
    mother = a_person(school, given_name="Мария", birth_date=None, school_class="")
    set_guardian(guardian=mother, ward=child, kind="parent", now=NOW)
    set_contact(person=child, value=f"anna{child.pk}@example.org", confirmed=False, now=NOW)
    set_contact(person=mother, value=f"maria{child.pk}@example.org", confirmed=False, now=NOW)
    return child, mother


def a_waiting_request(school: School, **changes: Any) -> IntakeRequest:
    """A family that came without an invitation and waits to be checked."""
    child, mother = a_family(school, **changes)
    request, _token = start_open_request(school=school, now=NOW)
    request.participant, request.guardian = child, mother
    request.state, request.sent_at = "awaiting_check", NOW
    request.save()
    return request


def taken(request: IntakeRequest) -> IntakeRequest:
    """Staff checked who these people are and what shows the mother's authority."""
    request.state = "checked"
    request.save()
    request.participant.guardians_of.update(checked_by_key="user:1", checked_at=NOW)
    return request


def a_form(school: School) -> MentoringForm:
    return MentoringForm.objects.get_or_create(
        school=school, key="pupil-pupil", defaults={"title": "ученик – ученик"}
    )[0]


def a_paper(request: IntakeRequest) -> Document:
    """A row only: papers with bytes are made by the services."""
    number = f"С-{request.number}"
    tree = {"title": "Согласие", "blocks": []}
    edition = Edition.objects.create(
        school=request.school,
        page_key=uuid.uuid4(),
        kind="processing",
        number=1,
        title="Согласие",
        tree=tree,
        digest=tree_digest(tree),
        order_number="1",
        order_date=date(2026, 9, 1),
        in_force_from=date(2026, 9, 1),
        frozen_at=NOW,
    )
    paper = Document.objects.create(
        number=number,
        school=request.school,
        request=request,
        kind="processing",
        variant="representative",
        participant=request.participant,
        edition=edition,
        wording=tree,
        shown_digest="0" * 64,
        page_count=2,
        rule_version="1",
        made_at=NOW,
    )
    DocumentParty.objects.create(document=paper, person=request.guardian, role="representative")
    return paper


def an_agreement_row(mentee: Person, mentor: Person) -> Agreement:
    """A row only, as ``a_paper``: nobody signed."""
    request = a_waiting_request(mentee.school, given_name="Олег")
    paper = a_paper(request)
    Document.objects.filter(pk=paper.pk).update(kind="agreement", variant="sides", request=None)
    return Agreement.objects.create(
        school=mentee.school,
        document=paper,
        form=a_form(mentee.school),
        mentor=mentor,
        mentee=mentee,
        term_months=9,
        opened_at=NOW,
    )


def a_participation(person: Person, **changes: Any) -> Participation:
    return Participation.objects.create(
        **{
            "school": person.school,
            "person": person,
            "role": "mentee",
            "form": a_form(person.school),
            "category": "pupil",
            "team": "Пара 1",
            "started_on": date(2026, 9, 1),
            **changes,
        }
    )


def a_page(school: School) -> RegulationPage:
    """A draft of an act, without a text."""
    page = RegulationPage(title="Положение", slug="polozhenie", live=False)
    school.site.root_page.specific.add_child(instance=page)
    page.save_revision()
    return page


def a_wording(school: School) -> WordingPage:
    """A draft of a consent."""
    page = WordingPage(
        title="Согласие",
        slug="soglasie",
        kind="processing",
        paper_title="Согласие",
        body=[("paragraph", "Даю согласие.")],
        live=False,
    )
    school.site.root_page.specific.add_child(instance=page)
    page.save_revision()
    return page


def a_news_page(school: School) -> NewsPage:
    """A row only, a draft."""
    home = school.site.root_page
    home.refresh_from_db()
    index = home.add_child(instance=NewsIndexPage(title="Новости", slug="novosti"))
    page: NewsPage = index.add_child(instance=NewsPage(title="Новость", slug="novost", live=False))
    page.save_revision()
    return page


def a_picture_row(school: School) -> ImageRegister:
    """A picture without a file, of nobody."""
    image = get_image_model().objects.create(title="Снимок", file="no.png", width=1, height=1)
    return ImageRegister.objects.create(school=school, image=image, nobody=True)


def rows_of(school: School, user: Any) -> dict[type, Any]:
    """A row of every model that has a register."""
    request = a_waiting_request(school)
    child, mother = request.participant, request.guardian
    form = a_form(school)
    paper = a_paper(request)
    message = OutboundMessage.objects.create(
        school=school,
        person=mother,
        contact=mother.contacts.get(),
        kind="invitation",
        state="failed",
        queued_at=NOW,
    )
    entry = journal.append(
        school=school,
        kind=JournalKind.REQUEST_SENT,
        subject_key=str(request.key),
        actor_key=str(mother.key),
        facts={},
        now=NOW,
    )
    return {
        School: school,
        MentoringForm: form,
        ClauseNote: ClauseNote.objects.create(
            school=school, page_key=uuid.uuid4(), clause_key="1", text="Проще", written_at=NOW
        ),
        ImportedFile: ImportedFile.objects.create(
            school=school,
            user=user,
            name="акт.txt",
            text="1. Общее",
            source={"kind": "text", "doubts": [], "dropped": []},
            uploaded_at=NOW,
        ),
        RegulationPage: a_page(school),
        Edition: paper.edition,
        ApprovalAct: ApprovalAct.objects.create(
            school=school, page_key=uuid.uuid4(), kind="agreed", title="Положение", acted_at=NOW
        ),
        Repeal: Repeal.objects.create(
            school=school,
            page_key=uuid.uuid4(),
            act_title="Положение",
            order_number="1",
            order_date=date(2026, 9, 1),
            repealed_from=date(2026, 9, 1),
            made_at=NOW,
        ),
        WordingPage: a_wording(school),
        NewsPage: a_news_page(school),
        PlannedEvent: PlannedEvent.objects.create(
            school=school, title="Хакатон", held_on=date(2026, 9, 10)
        ),
        ImageRegister: a_picture_row(school),
        Takedown: Takedown.objects.create(
            school=school, page_title="Новость", person_key=uuid.uuid4(), at=NOW
        ),
        ClassList: keep_list(
            school=school,
            data="ФИО;Дата рождения\nСоловьёв Пётр;04.05.2013\n".encode(),
            by=user,
            now=NOW,
        ),
        IntakeRequest: request,
        Person: child,
        Document: paper,
        Agreement: an_agreement_row(child, mother),
        Participation: a_participation(child),
        SigningTable: SigningTable.objects.create(school=school, document_kind="processing"),
        SigningMode: SigningMode.objects.create(
            school=school,
            mode="paper",
            from_day=date(2026, 9, 1),
            order_number="45-од",
            order_date=date(2026, 8, 28),
            decided_by="Директор",
            recorded_by_key="user:1",
            recorded_at=NOW,
        ),
        Guardianship: child.guardians_of.get(),
        GuardianObjection: GuardianObjection.objects.create(
            school=school, ward=child, objector=mother, how="staff", raised_at=NOW
        ),
        LegalStatus: LegalStatus.objects.create(
            person=child,
            kind="minor_parent",
            from_day=date(2026, 9, 1),
            checked_by_key="user:1",
            checked_at=NOW,
        ),
        AgeRule: AgeRule.objects.create(
            school=school,
            from_day=NOW.date(),
            decided_by="приказ № 1",
            recorded_by_key="user:1",
            recorded_at=NOW,
        ),
        SubjectRequest: SubjectRequest.objects.create(
            school=school,
            person=child,
            asker=mother,
            how="paper",
            received_on=NOW.date(),
            due_on=date(2026, 9, 21),
            made_at=NOW,
        ),
        LegalHold: LegalHold.objects.create(
            school=school, person=child, basis="запрос № 1", placed_at=NOW, placed_by_key="user:1"
        ),
        Meeting: Meeting.objects.create(
            school=school,
            school_class="7А",
            held_on=NOW.date(),
            held_by=user,
            opened_by_key="user:1",
            opened_at=NOW,
        ),
        DestructionAct: DestructionAct.objects.create(school=school, day=NOW.date(), made_at=NOW),
        SigningAllowance: SigningAllowance.objects.create(
            school=school,
            person=child,
            kind="shared_contact",
            reason="Одна почта на семью",
            allowed_by=user,
            allowed_at=NOW,
        ),
        OutboundMessage: message,
        type(entry): entry,
        JournalAnchor: JournalAnchor.objects.create(
            school_key=school.key, number=1, day=NOW.date(), sequence=1, made_at=NOW
        ),
        AccessRecord: record_access(school=school, user=user, action="test", now=NOW),
    }
