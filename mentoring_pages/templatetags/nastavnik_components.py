"""The parts pages are made of: fields, the summary of errors, states, steps.

docs/look-components.md shows each of them.
"""

from collections.abc import Iterator
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.forms.widgets import CheckboxSelectMultiple, RadioSelect
from django.utils.translation import gettext_lazy as _

register = template.Library()

STATUS_ICONS = {
    "done": "check",
    "waiting": "clock",
    "attention": "attention",
    "error": "cross",
    "neutral": "paper",
}

NOTICE_ICONS = {"info": "info", "done": "check", "attention": "attention", "error": "error"}


def field_target(field: BoundField) -> str:
    """The id a link to the field leads to: its first control, where a group has several."""
    widget = field.field.widget
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple) or hasattr(widget, "widgets"):
        return f"{field.auto_id}_0"
    return field.auto_id


def problems(forms: tuple[BaseForm, ...]) -> Iterator[dict[str, Any]]:
    """Every error of the forms in the order of their fields, with the id to go to."""
    for form in forms:
        for message in form.non_field_errors():
            yield {"message": message, "target": ""}
        for field in form:
            for message in field.errors:
                yield {"message": message, "target": "" if field.is_hidden else field_target(field)}


@register.inclusion_tag("mentoring_pages/components/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    """What to correct, as links to the fields; takes focus when the page opens."""
    return {"problems": list(problems(forms))}


@register.inclusion_tag("mentoring_pages/components/field.html")
def field(bound: BoundField, **options: Any) -> dict[str, Any]:
    """A field with its label, hint and error.

    ``inline=True`` sets the choices of a group side by side («Да», «Нет»).
    """
    widget = bound.field.widget
    return {
        "field": bound,
        "is_group": bool(bound.use_fieldset),
        "is_choices": isinstance(widget, RadioSelect | CheckboxSelectMultiple),
        "is_checkbox": getattr(widget, "input_type", "") == "checkbox"
        and not isinstance(widget, CheckboxSelectMultiple),
        "optional": not bound.field.required and not options.get("hide_optional"),
        "inline": options.get("inline", False),
    }


@register.inclusion_tag("mentoring_pages/components/status.html")
def status(word: str, kind: str = "neutral") -> dict[str, Any]:
    """A state as a word with an icon; ``kind`` is a key of ``STATUS_ICONS``."""
    return {"word": word, "kind": kind, "icon_name": STATUS_ICONS[kind]}


@register.inclusion_tag("mentoring_pages/components/steps.html")
def steps(current: int, total: int) -> dict[str, Any]:
    """«Шаг 2 из 6»."""
    return {"current": current, "total": total}


@register.inclusion_tag("mentoring_pages/components/notice.html")
def notice(title: str, text: str = "", kind: str = "info") -> dict[str, Any]:
    """What happened and what to do next; ``kind`` is a key of ``NOTICE_ICONS``."""
    return {"title": title, "text": text, "kind": kind, "icon_name": NOTICE_ICONS[kind]}


@register.inclusion_tag("mentoring_pages/components/empty.html")
def empty(text: str, title: str = "", url: str = "", action: str = "") -> dict[str, Any]:
    """What will appear here and how to make the first."""
    return {"title": title or _("Здесь пока пусто"), "text": text, "url": url, "action": action}
