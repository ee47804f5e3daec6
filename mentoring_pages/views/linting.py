"""«Проверка текста»: the findings of a draft, setting one aside, publishing in spite of it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail import hooks
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.admin import messages as wagtail_messages
from wagtail.models import Page

from mentoring_pages.models.linting import DEGREE_LABELS
from mentoring_pages.services.linting import (
    Check,
    bring_finding_back,
    check_draft,
    check_page,
    is_checked,
    set_finding_aside,
)

DEGREE_TITLES = {
    "violation": gettext_lazy("Нарушения"),
    "disputed": gettext_lazy("Спорно"),
    "advice": gettext_lazy("Советы"),
}
DEGREE_MEANINGS = {
    "violation": gettext_lazy("Текст противоречит себе или закону. Исправьте до публикации."),
    "disputed": gettext_lazy(
        "Закон здесь неясен, или школа могла решить так нарочно. Решите и вы."
    ),
    "advice": gettext_lazy("Ошибки нет, но так будет понятнее или современнее."),
}


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Почему это не ошибка"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": gettext_lazy("Напишите, почему: следующий редактор должен это понять.")
        },
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_text(request: HttpRequest, page_id: int) -> HttpResponse:
    """The findings of the saved draft, for whoever may edit the page."""
    page = page_to_check(request, page_id)
    now = timezone.now()
    check = check_draft(page=page, now=now)
    form, about = ReasonForm(), ""
    if request.method == "POST":
        about = request.POST.get("finding", "")
        if "back" in request.POST:
            bring_finding_back(page=page, fingerprint=about)
            messages.success(request, _("Замечание снова в списке."))
            return redirect("nastavnik_page_check", page.pk)
        finding = check.with_fingerprint(about)
        form = ReasonForm(request.POST)
        if finding is None:
            messages.warning(request, _("Этого замечания уже нет: текст изменился."))
            return redirect("nastavnik_page_check", page.pk)
        if form.is_valid():
            set_finding_aside(
                page=page,
                finding=finding,
                reason=form.cleaned_data["reason"],
                user=request.user,
                now=now,
            )
            messages.success(request, _("Замечание отложено. Оно вернётся, если текст изменится."))
            return redirect("nastavnik_page_check", page.pk)
    return render(
        request,
        "mentoring_pages/staff/text_check.html",
        {**shown(page, check), "form": form, "about": about},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def publish_in_spite(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask whether to publish a text with violations; the typed text is saved already."""
    page = page_to_check(request, page_id)
    if not page.permissions_for_user(request.user).can_publish():
        raise Http404
    revision = page.get_latest_revision()
    if revision is None:
        raise Http404
    draft = page.get_latest_revision_as_object()
    check = check_page(page=draft, now=timezone.now())
    if request.method == "POST":
        if request.POST.get("revision") != str(revision.pk):
            messages.warning(
                request, _("Пока вы решали, черновик изменился. Посмотрите замечания ещё раз.")
            )
            return redirect("nastavnik_page_publish_in_spite", page.pk)
        for hook in hooks.get_hooks("before_publish_page"):
            if hook is not ask_before_publishing and (answer := hook(request, draft)):
                return answer
        PublishPageRevisionAction(revision, user=request.user).execute()
        wagtail_messages.success(
            request,
            _published(draft),
            buttons=[wagtail_messages.button(edit_address(page), _("Править"))],
        )
        published = page.specific_class.objects.get(pk=page.pk)
        for hook in hooks.get_hooks("after_publish_page"):
            if answer := hook(request, published):
                return answer
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return render(
        request,
        "mentoring_pages/staff/publish_in_spite.html",
        {**shown(page, check), "revision": revision},
    )


def ask_before_publishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Hook: a text with open violations is published after a question, never silently stopped."""
    if not is_checked(page) or not check_page(page=page, now=timezone.now()).violations:
        return None
    return HttpResponseRedirect(reverse("nastavnik_page_publish_in_spite", args=[page.pk]))


def ask_before_publishing_many(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any
) -> HttpResponse | None:
    """Hook: many pages at once are published after the same question, asked once for all of them.

    The answer names the drafts it is about: one that changed meanwhile is asked about again.
    """
    if action_type != "publish" or not all(isinstance(page, Page) for page in objects):
        return None
    asked = []
    for page in _to_be_published(request, objects, action):
        draft = page.get_latest_revision_as_object()
        violations = check_page(page=draft, now=timezone.now()).violations
        if violations:
            asked.append({**shown(page, Check((), ())), "violations": violations})
    about = " ".join(f"{one['page'].pk}:{one['page'].latest_revision_id}" for one in asked)
    if not asked or request.POST.get("in_spite_of") == about:
        return None
    return render(
        request,
        "mentoring_pages/staff/publish_many_in_spite.html",
        {
            "asked": asked,
            "about": about,
            "answers": [
                (name, value)
                for name, values in request.POST.lists()
                for value in values
                if name not in ("csrfmiddlewaretoken", "in_spite_of")
            ],
            "submit_address": request.get_full_path(),
            "back_address": action.next_url,
        },
    )


def _to_be_published(request: HttpRequest, objects: Sequence[Page], action: Any) -> list[Page]:
    """The pages with a text to check among those chosen, and below them where that was ticked."""
    pages = [page.specific for page in objects]
    if action.cleaned_form.cleaned_data.get("include_descendants"):
        for page in objects:
            pages += [
                below
                for below in page.get_descendants().not_live().specific()
                if below.permissions_for_user(request.user).can_publish()
            ]
    return [page for page in {page.pk: page for page in pages}.values() if is_checked(page)]


def say_after_saving(request: HttpRequest, page: Page) -> None:
    """Hook: one line about what the check found in the text just saved."""
    if request.method != "POST" or not is_checked(page):
        return
    count = len(check_draft(page=page, now=timezone.now()).violations)
    if count:
        wagtail_messages.warning(
            request,
            ngettext(
                "Проверка текста нашла %d нарушение.",
                "Проверка текста нашла нарушений: %d.",
                count,
            )
            % count,
            buttons=[
                wagtail_messages.button(
                    reverse("nastavnik_page_check", args=[page.pk]), _("Посмотреть")
                )
            ],
        )


def _published(draft: Page) -> str:
    """What became of the draft: it is on the site, or will be on the day it names."""
    title = draft.get_admin_display_title()
    if draft.go_live_at and draft.go_live_at > timezone.now():
        moment = timezone.localtime(draft.go_live_at)
        return _("Страница «%(title)s» выйдет на сайт %(moment)s.") % {
            "title": title,
            "moment": f"{moment:%d.%m.%Y в %H:%M}",
        }
    return _("Страница «%s» опубликована.") % title


def page_to_check(request: HttpRequest, page_id: int) -> Page:
    """The page, for whoever may edit it; for anybody else there is no such page."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not is_checked(page) or not page.permissions_for_user(request.user).can_edit():
        raise Http404
    return page


def edit_address(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def shown(page: Page, check: Check) -> dict[str, Any]:
    """What both pages and the panel of the editor show."""
    edit = edit_address(page)
    return {
        "page": page,
        "edit_address": edit,
        "check_address": reverse("nastavnik_page_check", args=[page.pk]),
        "check": check,
        "groups": [
            {
                "degree": degree,
                "title": DEGREE_TITLES[degree],
                "meaning": DEGREE_MEANINGS[degree],
                "label": DEGREE_LABELS[degree],
                "findings": found,
            }
            for degree, found in check.by_degree()
        ],
    }
