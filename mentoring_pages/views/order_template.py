"""The page of a school's order template: which is used, an example of it, another one, ours."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from mentoring_pages.models import School
from mentoring_pages.rendering.amendments import TEMPLATE, BrokenTemplate
from mentoring_pages.rendering.order_template import LARGEST_TEMPLATE, TemplateRefused
from mentoring_pages.services.membership import reach
from mentoring_pages.services.order_template import (
    PERMISSION,
    example_order,
    keep_template,
    own_template,
    put_away,
    template_in_use,
)
from mentoring_pages.views.staff_editions import WORD_FILE

EXAMPLE_NAME = "primer-prikaza.docx"

MARKS = (
    ("school", "full_name, short_name, locality, director_post, director_name, director_short"),
    ("act", "heading, accusative, approved, title"),
    ("base", "day, number, amended"),
    ("order", "day, number, in_force"),
    ("points", "number, text, parts (text, rows)"),
    ("posting_days", ""),
)
"""What a template may name, for the page; the check reads the same from the example."""


class TemplateForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Файл шаблона"),
        help_text=gettext_lazy("DOCX до 1 МБ, без макросов и внешних рисунков."),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        error_messages={
            "required": gettext_lazy("Выберите файл."),
            "empty": gettext_lazy("Файл пуст. Выберите другой."),
        },
    )


def _school(request: HttpRequest, key: str) -> School:
    """A school within the user's reach; any other does not exist."""
    found = reach(user=request.user, permission=PERMISSION)
    school = School.objects.filter(found.rows(school_path="pk"), key=key).first()
    if school is None:
        raise Http404
    return school


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def order_template(request: HttpRequest, key: str) -> HttpResponse:
    """Which template the school's orders are made from; a file in its place, or ours again."""
    school = _school(request, key)
    if "put_away" in request.POST:
        if put_away(school=school):
            messages.success(request, _("Снова используется шаблон из поставки."))
        return redirect("nastavnik_order_template", key)
    form = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _is_kept(request, school, form):
        messages.success(
            request, _("Шаблон принят. Скачайте пример и посмотрите, таким ли будет приказ.")
        )
        return redirect("nastavnik_order_template", key)
    return render(
        request,
        "mentoring_pages/staff/order_template.html",
        {"school": school, "form": form, "own": own_template(school), "marks": MARKS},
    )


def _is_kept(request: HttpRequest, school: School, form: Any) -> bool:
    file = form.cleaned_data["file"]
    try:
        keep_template(
            school=school,
            name=file.name,
            data=file.read(LARGEST_TEMPLATE + 1),
            by=request.user,
            now=timezone.now(),
        )
    except TemplateRefused as problem:
        form.add_error("file", str(problem))
        return False
    return True


@never_cache
@require_safe
def example(request: HttpRequest, key: str) -> HttpResponse:
    """An order about an invented act, in the template that is used now."""
    school = _school(request, key)
    try:
        return _file(example_order(school), EXAMPLE_NAME)
    except BrokenTemplate as problem:
        messages.error(request, str(problem))
        return redirect("nastavnik_order_template", key)


@never_cache
@require_safe
def template_file(request: HttpRequest, key: str) -> HttpResponse:
    """The template that is used now, to be changed in Word."""
    return _file(template_in_use(_school(request, key)), TEMPLATE)


def _file(data: bytes, name: str) -> HttpResponse:
    """A file to keep: the browser shows nothing of it and guesses nothing about it."""
    return HttpResponse(
        data,
        content_type=WORD_FILE,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        },
    )
