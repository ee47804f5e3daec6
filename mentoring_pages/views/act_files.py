"""Files of an act: for everybody below its page, for staff also of a draft."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from mentoring_pages.models import RegulationMixin
from mentoring_pages.rendering.pdf import PdfError
from mentoring_pages.services.act_files import (
    DOCX,
    JSON,
    PDF,
    ZIP,
    FileOfAct,
    act_file,
    draft_file,
    package_file,
)
from mentoring_pages.views.act_addresses import act_address

FOR_EVERYBODY = (PDF, DOCX, JSON)


@require_safe
def current_file(request: HttpRequest, page: Any, kind: str) -> HttpResponseBase:
    """What stands for the act today."""
    return _public(request, page, kind, None)


@require_safe
def edition_file(request: HttpRequest, page: Any, number: int, kind: str) -> HttpResponseBase:
    return _public(request, page, kind, number)


@never_cache
@require_safe
def package(request: HttpRequest, page: Any) -> HttpResponseBase:
    """The package for the official site, for whoever may edit the page; else no such address."""
    if not page.permissions_for_user(request.user).can_edit():
        raise Http404
    made = _package(request, page)
    if made is None:
        raise Http404
    return _answer(request, made, as_attachment=True)


@never_cache
@require_safe
def staff_file(request: HttpRequest, page_id: int, kind: str) -> HttpResponseBase:
    """From the admin: the saved draft as a file, or the package of what is approved."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, RegulationMixin) or kind not in (*FOR_EVERYBODY, ZIP):
        raise Http404
    if not page.permissions_for_user(request.user).can_edit():
        raise Http404
    if kind != ZIP:
        return _made(
            request,
            lambda: draft_file(
                page=page, format=kind, now=timezone.now(), address=page.full_url or ""
            ),
        )
    made = _package(request, page) if page.live else None
    if made is None:
        messages.warning(
            request,
            _(
                "Пакет для официального сайта собирают из утверждённого и опубликованного "
                "документа. Сначала проведите документ через согласование и укажите приказ."
            ),
        )
        return redirect("wagtailadmin_pages:edit", page.pk)
    return _answer(request, made, as_attachment=True)


def header_buttons(
    page: Any, user: Any, next_url: str | None = None, view_name: str = ""
) -> Iterator[Button]:
    """Files of the saved draft in the menu of the page, and the package of what is approved."""
    if not isinstance(page, RegulationMixin) or not page.permissions_for_user(user).can_edit():
        return
    labels = {
        PDF: _("Скачать черновик: PDF"),
        DOCX: _("Скачать черновик: Word"),
        ZIP: _("Пакет для официального сайта"),
    }
    for priority, (kind, label) in enumerate(labels.items(), start=60):
        if kind == ZIP and not (page.live and page.is_approved):
            continue
        yield Button(
            label,
            reverse("nastavnik_page_file", args=[page.pk, kind]),
            icon_name="download",
            priority=priority,
        )


def _package(request: HttpRequest, page: Any) -> FileOfAct | None:
    return package_file(
        page=page,
        now=timezone.now(),
        address=page.full_url or "",
        addresses=lambda name, *args: request.build_absolute_uri(
            act_address(request, page, name, *args)
        ),
    )


def _public(request: HttpRequest, page: Any, kind: str, number: int | None) -> HttpResponseBase:
    if kind not in FOR_EVERYBODY:
        raise Http404
    return _made(
        request,
        lambda: act_file(
            page=page,
            format=kind,
            now=timezone.now(),
            number=number,
            address=page.full_url or "",
        ),
    )


def _made(request: HttpRequest, make: Any) -> HttpResponseBase:
    try:
        made = make()
    except PdfError:
        return HttpResponse(
            _(
                "Этот документ не удалось превратить в файл: он слишком длинный или в нём есть "
                "таблица, которая не помещается на лист. Откройте документ на сайте или скачайте "
                "его в формате Word."
            ),
            status=422,
            content_type="text/plain; charset=utf-8",
        )
    if made is None:
        raise Http404
    return _answer(request, made, as_attachment=made.name.endswith(DOCX))


def _answer(request: HttpRequest, made: FileOfAct, *, as_attachment: bool) -> HttpResponseBase:
    response = HttpResponse(made.content, content_type=made.content_type)
    response["ETag"] = f'"{made.digest}"'
    response["Content-Disposition"] = content_disposition_header(as_attachment, made.name)
    patch_cache_control(response, no_cache=True)
    answer: HttpResponseBase = get_conditional_response(
        request, etag=response["ETag"], response=response
    )
    return answer
