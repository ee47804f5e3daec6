"""What staff see when a page may not go live, whatever they pressed."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from mentoring_pages.domain.publication import Problem
from mentoring_pages.models import PublicationRefusal, PublicationRefused, School
from mentoring_pages.services.names_to_ask import (
    files_to_read,
    given_names_to_ask_about,
    strangers_to_ask_about,
)
from mentoring_pages.services.publication import (
    problems_of,
    school_of,
    sentences,
)
from mentoring_pages.services.scheduled_text import new_violations


class PublicationRefusalMiddleware:
    """Turns a refusal anywhere in the admin into a page that says why: copies, aliases, many pages
    at once, the last step of a workflow. What was typed is in the draft by then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> Any:
        if not isinstance(exception, PublicationRefused) or not request.user.is_authenticated:
            return None
        page = Page.objects.filter(pk=exception.page_id).first() if exception.page_id else None
        say(request, exception.problems, school=school_of(page) if page else _school(request))
        if page is None:
            return redirect("wagtailadmin_home")
        return redirect(_edit_address(page))


def refuse_before_publishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before «Опубликовать», also for a later day. With a refusal the draft stays as saved."""
    school = school_of(page)
    problems = problems_of(page=page.specific, school=school, now=timezone.now())
    if not problems:
        return None
    say(request, problems, school=school)
    return redirect(_edit_address(page))


def say_why_the_schedule_failed(request: HttpRequest, page: Page) -> None:
    """Whoever opens a page that was not published on its day, or that names somebody who came into
    the list later, reads what is still missing."""
    if request.method != "GET" or not PublicationRefusal.objects.filter(page_id=page.pk).exists():
        return
    school = school_of(page)
    draft = page.specific.get_latest_revision_as_object()
    now = timezone.now()
    problems = (
        *problems_of(page=draft, school=school, now=now),
        *new_violations(page=draft, revision=page.get_latest_revision(), now=now),
    )
    if problems:
        heading = (
            _(
                "Страница на сайте, но сейчас её нельзя было бы опубликовать. Уберите то, что "
                "мешает, и опубликуйте её снова или снимите с публикации:"
            )
            if page.live and not page.has_unpublished_changes
            else ""
        )
        say(request, problems, school=school, heading=heading)


def ask_about_names(request: HttpRequest, page: Page) -> None:
    """What is no reason to refuse and what only the editor can say: whose a given name alone is,
    who a stranger is, what stands in a file that no program reads.

    Asked when a draft is opened and once more when it has been published.
    """
    school = school_of(page)
    if school is None:
        return
    for sentence in (
        _about_given_names(given_names_to_ask_about(page=page, school=school, now=timezone.now())),
        _about_strangers(strangers_to_ask_about(page=page, school=school)),
        _about_files(files_to_read(page=page)),
    ):
        if sentence:
            messages.warning(request, sentence)


def _about_given_names(words: list[str]) -> str:
    if not words:
        return ""
    return _(
        "В тексте есть имена без фамилий: %(names)s. Так зовут кого-то из участников. "
        "Если это они, добавьте их в список «Кто показан на странице» или уберите имена; "
        "если это другие люди, ничего делать не нужно."
    ) % {"names": _quoted(words)}


def _about_strangers(names: list[str]) -> str:
    if not names:
        return ""
    return _(
        "В тексте названы люди, которых нет в списке школы: %(names)s. Имена гостей и учеников "
        "других школ тоже публикуют только с их согласия. Если его нет, уберите имена; если это "
        "писатель, герой или должностное лицо, ничего делать не нужно."
    ) % {"names": _quoted(names)}


def _about_files(titles: list[str]) -> str:
    if not titles:
        return ""
    return _(
        "Программа не может прочитать приложенные файлы: %(titles)s. Проверьте сами, что в них нет "
        "имён и снимков людей, которые на это не соглашались."
    ) % {"titles": _quoted(titles)}


def _quoted(words: list[str]) -> str:
    return ", ".join(f"«{word}»" for word in words)


def ask_about_names_in_draft(request: HttpRequest, page: Page) -> None:
    if request.method == "GET" and (page.has_unpublished_changes or not page.live):
        ask_about_names(request, page.specific.get_latest_revision_as_object())


def ask_about_names_published(request: HttpRequest, page: Page) -> None:
    ask_about_names(request, page.specific)


def say(
    request: HttpRequest,
    problems: tuple[Problem, ...],
    *,
    school: School | None,
    heading: str = "",
) -> None:
    """One message with all the sentences."""
    said = sentences(problems=problems, school=school, now=timezone.now())
    messages.error(
        request,
        format_html(
            "{}<ul>{}</ul>",
            heading or _("Страница осталась черновиком, ничего не потеряно. Что мешает:"),
            format_html_join("", "<li>{}</li>", ((one,) for one in said)),
        ),
    )


def _school(request: HttpRequest) -> School | None:
    found = list(School.objects.filter(memberships__user=request.user).distinct()[:2])
    return found[0] if len(found) == 1 else None


def _edit_address(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
