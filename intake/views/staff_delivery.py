"""How staff see whether messages arrive: filters, words, and what to do next."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from intake import conf
from intake.domain.lost_letters import is_lost
from intake.models import Contact, OutboundMessage
from intake.services.due import dead_contacts, not_delivered
from intake.views.staff_register import link

NEXT_STEPS = {
    "WrongNumber": _("Такого номера нет. Запишите другой контакт."),
    "NotMobile": _("На этот номер СМС не придёт. Запишите мобильный или почту."),
    "NoGateway": _("Отправка СМС не настроена. Скажите администратору или дайте бумагу."),
    "TooLong": _("Адрес сайта слишком длинный для СМС. Скажите администратору."),
    "DeadContact": _("Сообщения сюда не доходят. Запишите другой контакт."),
    "UnknownChannel": _("Этот способ связи отключён. Запишите другой контакт."),
}
OUTCOME_STEPS = {
    "hard": _("Позвоните семье и запишите другой контакт или дайте бумагу."),
    "soft": _("Отправьте ссылку ещё раз; если снова не дойдёт, позвоните семье."),
    "complained": _("Больше сюда не пишите. Спросите семью, как с ней связываться."),
}
KIND_STEPS = {
    "code": _(
        "Новый код человек просит сам, на своей странице. Не приходит – запишите другой контакт "
        "или дайте бумагу."
    ),
    "contact_changed": _(
        "Прежний контакт не отвечает. Если о замене просила семья, делать ничего не нужно; если "
        "нет – позвоните ей."
    ),
}
"""Kinds that nobody of the staff sends anew."""

USUAL_STEP = _("Отправьте ещё раз или дайте бумагу. Повторяется у всех — администратору.")


class ContactFilter(admin.SimpleListFilter):
    """People at whose contact nothing arrives."""

    title = _("контакт")
    parameter_name = "contact"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("dead", _("сообщения не доходят"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() != "dead":
            return queryset
        return queryset.filter(contacts__in=dead_contacts(Contact.objects.all())).distinct()


class TroubleFilter(admin.SimpleListFilter):
    """Messages that did not arrive and still ask for something."""

    title = _("доставка")
    parameter_name = "trouble"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("не дошло, нужно действие"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() != "yes":
            return queryset
        return not_delivered(queryset, day=timezone.localdate())


def state_of(contact: Contact) -> tuple[str, Any]:
    """Whether something arrives at the contact, and the next step where it does not."""
    if contact.dead_at is not None:
        day = date_format(localtime(contact.dead_at, contact.person.school.zone), "d.m.Y")
        words = _now("%(why)s с %(day)s") % {"why": contact.get_dead_why_display(), "day": day}
        address = reverse("nastavnik_person_contact", args=[contact.person.key])
        return words, link(address, _now("Записать другой контакт"))
    if contact.channel not in conf.channel_order():
        return _now("сюда эта школа сейчас не пишет"), ""
    return _now("доходит, сколько известно"), ""


def became_words(message: OutboundMessage) -> str:
    """The last thing known of a message, with its time."""
    zone = message.school.zone
    if message.outcome and message.outcome_at is not None:
        at = date_format(localtime(message.outcome_at, zone), "d.m.Y H:i")
        return f"{message.get_outcome_display()}, {at}"
    if message.sent_at is not None:
        at = date_format(localtime(message.sent_at, zone), "d.m.Y H:i")
        return f"{message.get_state_display()}, {at}"
    return str(message.get_state_display())


def next_step_words(message: OutboundMessage) -> str:
    """What staff do about a message that did not arrive; empty where nothing is to be done."""
    if message.instead_key is not None:
        return _now("Ушло другим сообщением, ничего делать не нужно.")
    lost = is_lost(state=message.state, failure=message.failure, outcome=message.outcome)
    if lost and message.kind in KIND_STEPS:
        return str(KIND_STEPS[message.kind])
    if message.contact.replaced_at is not None:
        can_go = getattr(message, "may_go_anew", False)
        return _now("Контакт исправлен: отправьте ещё раз.") if can_go else ""
    if message.outcome in OUTCOME_STEPS:
        return str(OUTCOME_STEPS[message.outcome])
    if not lost:
        return ""
    return str(NEXT_STEPS.get(message.failure, USUAL_STEP))
