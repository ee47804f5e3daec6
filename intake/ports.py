"""How this floor answers what the floor below asks. ``wagtail_hooks`` registers the answers."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from intake.birthday_labels import BIRTHDAY_STATES
from intake.labels import CERTIFICATE_ENDS
from intake.models import Participation
from intake.services.act_record import note_acts
from intake.services.agreement_acts import note_expired
from intake.services.agreement_due import agreement_rows
from intake.services.anchor import make_anchor, retry_anchor_mail
from intake.services.anchor_due import anchors_unsent
from intake.services.birthday_due import birthday_rows
from intake.services.birthdays import tell_of_birthdays
from intake.services.class_list import drop_old_lists
from intake.services.due import due_rows
from intake.services.earlier_paper import rows_to_collect_anew
from intake.services.likeness import rows_recorded_twice
from intake.services.outcomes import retry_returned
from intake.services.outgrown import void_outgrown
from intake.services.people_due import people_due_rows
from intake.services.person_marks import note_named
from intake.services.privacy import record_access
from intake.services.publication import follow_everybody_shown, publication_refusal
from intake.services.receipt import rows_unnoted
from intake.services.refusal_paper import retry_refusals
from intake.services.reminders import remind_by_rule
from intake.services.reports import read_mailbox_once
from intake.services.retention import destroy_due
from intake.services.retention_due import rows_to_answer, soon_destroyed
from intake.services.seal import ending_certificates, is_sealing_on, retry_seals
from intake.services.second_look import count_for_second_look
from intake.services.sheet_upkeep import retry_sheets
from intake.services.tally import Tallied, count_all
from intake.services.upkeep import drop_dead_links, finish_interrupted, retry_messages
from intake.services.withdrawal_due import still_going
from mentoring_pages.models import School
from mentoring_pages.ports import DueItem, DueWork, PersonInRole, PublicationAnswer
from mentoring_pages.services.membership import reach, schools_within

PEOPLE_WORK = frozenset(
    {
        "intake.view_intakerequest",
        "intake.add_intakerequest",
        "intake.change_intakerequest",
        "intake.view_person",
        "intake.change_person",
        "intake.view_classlist",
        "intake.add_classlist",
        "intake.change_classlist",
        "intake.view_document",
        "intake.change_document",
        "intake.add_receipt",
        "intake.view_agreement",
        "intake.add_agreement",
        "intake.change_agreement",
        "intake.view_participation",
        "intake.add_participation",
        "intake.change_participation",
        "intake.view_signingtable",
        "intake.view_agerule",
        "intake.view_signingallowance",
        "intake.add_signingallowance",
        "intake.change_signingallowance",
        "intake.view_outboundmessage",
        "intake.view_journalentry",
        "intake.view_journalanchor",
        "intake.view_guardianship",
        "intake.change_guardianship",
        "intake.view_guardianobjection",
        "intake.add_guardianobjection",
        "intake.add_legalstatus",
        "intake.add_signatureagreement",
        "intake.view_signingmode",
        "intake.view_subjectrequest",
        "intake.add_subjectrequest",
        "intake.change_subjectrequest",
        "intake.view_meeting",
        "intake.add_meeting",
        "intake.change_meeting",
        "intake.add_reminder",
        "intake.change_reminderrule",
    }
)
DECISIONS = frozenset(
    {
        "intake.add_signingtable",
        "intake.add_agerule",
        "intake.change_signingtable",
        "intake.view_accessrecord",
        "intake.change_guardianobjection",
        "intake.add_signingmode",
        "intake.view_signature",
        "intake.view_legalhold",
        "intake.add_legalhold",
        "intake.change_legalhold",
        "intake.view_destructionact",
        "intake.add_destructionact",
    }
)
STATES_OF_OWN_CLASSES = frozenset(
    {
        "intake.view_intakerequest",
        "intake.view_person",
        "intake.view_document",
        "intake.view_agreement",
        "intake.view_participation",
        "intake.view_meeting",
        "intake.change_meeting",
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
    found = _tally(user, day)
    lines = (
        (_("Заявки ждут сверки"), "to_check", "intakerequest", "state__exact=awaiting_check"),
        (_("Семьи не ответили на приглашение"), "unanswered", "intakerequest", "answered=no"),
        (_("Документы ждут подписи"), "to_sign", "document", "state__exact=prepared"),
        (_("Текст изменился, нужны новые подписи"), "to_renew", "document", "renewal=wanted"),
        (
            _("Не согласились с новым текстом, действует прежний"),
            "kept",
            "document",
            "renewal=refused",
        ),
        (
            _("Семьи подписали краткую форму согласия, она действует"),
            "short_form",
            "document",
            "renewal=short",
        ),
        (_("Документы ждут печати сервиса"), "to_seal", "document", "seal=waiting"),
        (_("Сообщения не доставлены"), "undelivered", "outboundmessage", "trouble=yes"),
        (_("Письма не доходят, нужен другой контакт"), "dead_contacts", "person", "contact=dead"),
        *(
            (str(BIRTHDAY_STATES[state]), state, "person", f"birthday={state}")
            for state in BIRTHDAY_STATES
            if state in found
        ),
        (
            _("Представители не согласны друг с другом, нужно решение"),
            "disagreements",
            "guardianobjection",
            "open=yes",
        ),
        (_("Представители ждут сверки"), "guardians", "person", "guardian=unchecked"),
        (
            _("Прежние бумажные согласия: пересобрать по нынешнему тексту"),
            "anew",
            "person",
            "earlier=collect",
        ),
        (_("Возможно, один человек записан дважды"), "twice", "person", "twice=maybe"),
        (_("Запросы о данных"), "asked", "subjectrequest", "open=yes"),
        (_("Соглашения ждут подписей"), "agreements_waiting", "agreement", "state=open"),
        (_("Письма с якорем журнала не отправлены"), "anchors", "journalanchor", "letter=failed"),
    )
    return [
        DueItem(
            label,
            found[name].count,
            f"{reverse(f'intake_{model}_modeladmin_index')}?{query}",
            found[name].first,
        )
        for label, name, model, query in lines
        if found[name].count
    ] + [
        *_agreement_items(user, day, found),
        *_certificate_items(user, day),
        *_destruction_items(user, day),
        *_second_look_items(user),
    ]


def _tally(user: Any, day: date) -> Mapping[str, Tallied]:
    """Everything that is only counted, in one query."""
    return count_all(
        {
            **due_rows(user=user, day=day),
            **birthday_rows(user=user, day=day),
            **people_due_rows(user=user),
            "anew": rows_to_collect_anew(user=user),
            "twice": rows_recorded_twice(user=user),
            "asked": rows_to_answer(user=user),
            **agreement_rows(user=user, day=day),
            "unnoted": rows_unnoted(user=user),
            "anchors": anchors_unsent(user=user),
        }
    )


def _second_look_items(user: Any) -> Iterator[DueItem]:
    """Papers of a colleague's own family, never for the colleague."""
    count = count_for_second_look(user=user)
    if count:
        address = reverse("intake_document_modeladmin_index")
        words = _("Бумаги семей ваших коллег ждут второго сотрудника")
        yield DueItem(words, count, f"{address}?second=wanted")


def _agreement_items(user: Any, day: date, found: Mapping[str, Tallied]) -> Iterator[DueItem]:
    """Agreements to be renewed, consents to be noted or withdrawn while something still goes on."""
    ending, unnoted = found["agreements_ending"], found["unnoted"]
    if ending.count:
        words = _("Соглашения скоро кончаются: откройте следующие")
        yield DueItem(words, ending.count, reverse("nastavnik_agreement_renew"), ending.first)
    if unnoted.count:
        words = _("Согласия ждут отметки о получении")
        yield DueItem(words, unnoted.count, reverse("nastavnik_receipts"))
    going = still_going(user=user, day=day)
    if going.count:
        yield DueItem(
            _("Согласие отозвано, а участие или соглашение не закончено"),
            going.count,
            f"{reverse('intake_document_modeladmin_index')}?renewal=going",
            going.last_day,
        )


def _destruction_items(user: Any, day: date) -> Iterator[DueItem]:
    """Whose data are destroyed soon."""
    soon = soon_destroyed(user=user, day=day)
    if soon:
        yield DueItem(
            _("Скоро будут уничтожены сведения"), soon, reverse("nastavnik_soon_destroyed")
        )


def _certificate_items(user: Any, day: date) -> list[DueItem]:
    """The school's sealing certificate ends soon: whoever works with papers has it renewed."""
    if not is_sealing_on():
        return []
    schools = schools_within(reach(user=user, permission="intake.change_document"))
    return [
        DueItem(
            str(CERTIFICATE_ENDS[one.step]),
            1,
            f"{reverse('intake_document_modeladmin_index')}?seal=waiting",
            one.last_day,
        )
        for one in ending_certificates(schools=schools, day=day)
    ]


def tick(*, school: School, day: date, now: datetime) -> Iterable[DueWork]:
    return [
        DueWork("intake.retry_messages", partial(_run, retry_messages, school, now)),
        DueWork("intake.read_reports", partial(_run, read_mailbox_once, school, now)),
        DueWork("intake.retry_returned", partial(_run, retry_returned, school, now)),
        DueWork("intake.finish_interrupted", partial(_run, finish_interrupted, school, now)),
        DueWork("intake.drop_dead_links", partial(_run, drop_dead_links, school, now)),
        DueWork("intake.retry_sheets", partial(_run, retry_sheets, school, now)),
        DueWork("intake.retry_refusals", partial(_run, retry_refusals, school, now)),
        DueWork("intake.retry_seals", partial(_run, retry_seals, school, now)),
        DueWork("intake.note_expired", partial(_run, note_expired, school, now)),
        DueWork("intake.note_acts", partial(_run, note_acts, school, now)),
        DueWork("intake.note_named", partial(_run, note_named, school, now)),
        DueWork("intake.anchor", partial(_run_daily, make_anchor, school, day, now)),
        DueWork("intake.retry_anchor_mail", partial(_run, retry_anchor_mail, school, now)),
        DueWork("intake.void_outgrown", partial(_run, void_outgrown, school, now)),
        DueWork("intake.birthdays", partial(_run, tell_of_birthdays, school, now)),
        DueWork("intake.follow_shown", partial(_run, follow_everybody_shown, school, now)),
        DueWork("intake.remind_by_rule", partial(_run, remind_by_rule, school, now)),
        DueWork("intake.drop_old_lists", partial(_run, drop_old_lists, school, now)),
        DueWork("intake.destroy_due", partial(_run, destroy_due, school, now)),
    ]


def _run(verb: Any, school: School, now: datetime) -> None:
    verb(school=school, now=now)


def _run_daily(verb: Any, school: School, day: date, now: datetime) -> None:
    verb(school=school, day=day, now=now)
