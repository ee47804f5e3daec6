"""How this floor answers what the floor below asks. ``wagtail_hooks`` registers the answers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from intake.labels import CERTIFICATE_ENDS
from intake.models import Participation
from intake.services.anchor import make_anchor, retry_anchor_mail
from intake.services.draft_paper import make_draft
from intake.services.due import count_due
from intake.services.privacy import record_access
from intake.services.publication import follow_everybody_shown, publication_refusal
from intake.services.seal import ending_certificates, is_sealing_on, retry_seals
from intake.services.upkeep import drop_dead_links, retry_messages
from mentoring_pages.models import School
from mentoring_pages.ports import DueItem, DueWork, PersonInRole, PublicationAnswer
from mentoring_pages.services.membership import reach

PEOPLE_WORK = frozenset(
    {
        "intake.view_intakerequest",
        "intake.add_intakerequest",
        "intake.change_intakerequest",
        "intake.view_person",
        "intake.change_person",
        "intake.view_document",
        "intake.change_document",
        "intake.view_participation",
        "intake.add_participation",
        "intake.change_participation",
        "intake.view_signingtable",
        "intake.view_signingallowance",
        "intake.add_signingallowance",
        "intake.change_signingallowance",
        "intake.view_outboundmessage",
        "intake.view_journalentry",
    }
)
DECISIONS = frozenset(
    {
        "intake.add_signingtable",
        "intake.change_signingtable",
        "intake.view_accessrecord",
        "intake.view_signature",
    }
)
STATES_OF_OWN_CLASSES = frozenset(
    {
        "intake.view_intakerequest",
        "intake.view_person",
        "intake.view_document",
        "intake.view_participation",
    }
)


def role_permissions() -> Mapping[str, Iterable[str]]:
    """An editor works with texts and reaches no people at all."""
    return {
        "curator": PEOPLE_WORK,
        "director": PEOPLE_WORK | DECISIONS,
        "class_teacher": STATES_OF_OWN_CLASSES,
    }


def publication_guard(
    *, person_key: UUID, item: str, resource: str, now: datetime
) -> PublicationAnswer:
    """A consent covers the items it says yes to and the resources it lists by address."""
    refusal = publication_refusal(person_key=person_key, item=item, resource=resource, now=now)
    return PublicationAnswer(allowed=not refusal, reason=refusal)


def access_recording(
    *, school: School, user: object, action: str, detail: str, now: datetime
) -> None:
    record_access(school=school, user=user, action=action, detail=detail, now=now)


def people_by_role(*, school: School, role: str, day: date) -> Iterator[PersonInRole]:
    """Whose participation in ``role`` lasts on ``day``; each person once."""
    lasting = Participation.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=day),
        school=school,
        role=role,
        started_on__lte=day,
        person__isnull=False,
    ).select_related("person")
    seen = {row.person_key: row.person.full_name for row in lasting if row.person}
    for key, name in seen.items():
        yield PersonInRole(key=key, name=name, role=role)


def due_items(*, user: Any, day: date) -> Iterable[DueItem]:
    """Every line is shown to whoever may act on it, zeros left out."""
    due = count_due(user=user, day=day)
    lines = (
        (_("Заявки ждут сверки"), due.to_check, "intakerequest", "state__exact=awaiting_check"),
        (_("Семьи не ответили на приглашение"), due.unanswered, "intakerequest", "answered=no"),
        (_("Документы ждут подписи"), due.to_sign, "document", "state__exact=prepared"),
        (_("Текст изменился, нужны новые подписи"), due.to_renew, "document", "renewal=wanted"),
        (
            _("Не согласились с новым текстом, действует прежний"),
            due.kept,
            "document",
            "renewal=refused",
        ),
        (
            _("Семьи подписали краткую форму согласия, она действует"),
            due.short_form,
            "document",
            "renewal=short",
        ),
        (_("Документы ждут печати сервиса"), due.to_seal, "document", "seal=waiting"),
        (_("Сообщения не доставлены"), due.undelivered, "outboundmessage", "state__exact=failed"),
    )
    return [
        DueItem(label, count, f"{reverse(f'intake_{name}_modeladmin_index')}?{query}")
        for label, count, name, query in lines
        if count
    ] + _certificate_items(user, day)


def _certificate_items(user: Any, day: date) -> list[DueItem]:
    """The school's sealing certificate ends soon: whoever works with papers has it renewed."""
    if not is_sealing_on():
        return []
    papers = reach(user=user, permission="intake.change_document")
    schools = School.objects.filter(papers.rows(school_path="pk"))
    return [
        DueItem(
            str(CERTIFICATE_ENDS[one.step]),
            1,
            f"{reverse('intake_document_modeladmin_index')}?seal=waiting",
            one.last_day,
        )
        for one in ending_certificates(schools=schools, day=day)
    ]


def draft_paper(
    *,
    school: School,
    title: str,
    kind: str,
    lines: Sequence[tuple[str, str]],
    signer: tuple[str, str],
    now: datetime,
) -> bytes:
    return make_draft(school=school, title=title, kind=kind, lines=lines, signer=signer, now=now)


def tick(*, school: School, day: date, now: datetime) -> Iterable[DueWork]:
    return [
        DueWork("intake.retry_messages", partial(_run, retry_messages, school, now)),
        DueWork("intake.drop_dead_links", partial(_run, drop_dead_links, school, now)),
        DueWork("intake.retry_seals", partial(_run, retry_seals, school, now)),
        DueWork("intake.anchor", partial(make_anchor, school=school, day=day, now=now)),
        DueWork("intake.retry_anchor_mail", partial(_run, retry_anchor_mail, school, now)),
        DueWork("intake.follow_shown", partial(_run, follow_everybody_shown, school, now)),
    ]


def _run(verb: Any, school: School, now: datetime) -> None:
    verb(school=school, now=now)
