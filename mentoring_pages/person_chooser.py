"""The panel in which staff say who is shown: a list of the school's people, by name and class.

Only people who allowed something to be published are offered. Opening it leaves a record.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.panels import InlinePanel
from wagtail.models import Page

FIELD = "person_key"


class PeoplePanel(InlinePanel):
    """Rows with a ``person_key``, chosen by name. The key alone is stored."""

    class BoundPanel(InlinePanel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            if self.form is None:
                return
            forms_here = [child.form for child in self.children]
            chosen = [key for key in map(_key_of, forms_here) if key]
            choices = self._choices(chosen)
            for form in [*forms_here, self.empty_child.form]:
                form.fields[FIELD].widget = forms.Select(choices=choices)

        def _choices(self, chosen: Iterable[UUID]) -> list[tuple[Any, Any]]:
            from mentoring_pages import ports

            school, now = self._school(), timezone.now()
            if school is None:
                return [("", _("Сначала сохраните черновик, тогда появится список людей."))]
            addresses = [one.address for one in school.resources.all() if one.kind == "site"]
            people = ports.publication_people(school=school, resources=addresses, now=now)
            kept = set(chosen)
            offered = sorted(
                (one for one in people if one.allowed or one.key in kept),
                key=lambda one: (one.school_class, one.name),
            )
            if self.request is not None and self.request.method == "GET":
                ports.record_access(
                    school=school,
                    user=self.request.user,
                    action="publication.choose",
                    detail=str(len(offered)),
                    now=now,
                )
            return [
                ("", _("Выберите человека")),
                *(
                    (school_class or _("Без класса"), [(one.key, _label(one)) for one in group])
                    for school_class, group in groupby(offered, lambda one: one.school_class)
                ),
            ]

        def _school(self) -> Any:
            from mentoring_pages.models import School

            if not isinstance(self.instance, Page):
                if self.instance.school_id:
                    return self.instance.school
                held = getattr(self.request, "user", None)
                found = list(School.objects.filter(memberships__user=held).distinct()[:2])
                return found[0] if len(found) == 1 else None
            place = self.instance if self.instance.path else self._parent()
            if place is None:
                return None
            above = place.get_ancestors(inclusive=True)
            return School.objects.filter(site__root_page__in=above).first()

        def _parent(self) -> Page | None:
            match = getattr(self.request, "resolver_match", None)
            number = match.kwargs.get("parent_page_id") if match else None
            return Page.objects.filter(pk=number).first() if number else None

        def js_opts(self) -> dict[str, Any]:
            return {**super().js_opts(), "type": "InlinePanel"}


def _key_of(form: forms.BaseForm) -> UUID | None:
    value = form[FIELD].value()
    try:
        return UUID(str(value)) if value else None
    except ValueError:
        return None


def _label(person: Any) -> str:
    from mentoring_pages.wordings import publication_items

    may = ", ".join(item.label for item in publication_items() if item.key in person.allowed)
    said = _("можно: %(items)s") % {"items": may} if may else _("согласия нет")
    return f"{person.name} ({said})"
