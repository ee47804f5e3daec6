"""Two buttons after a takedown: the text was checked, the group was cleaned."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from mentoring_pages.models import Takedown
from mentoring_pages.services.membership import reach
from mentoring_pages.services.takedown import settle

PERMISSION = "mentoring_pages.change_takedown"


def text_checked(request: HttpRequest, key: UUID) -> HttpResponse:
    return _act(
        request,
        key,
        what="text",
        title=_("Текст проверен"),
        intro=_(
            "Откройте черновик и прочитайте его целиком: человека, который отозвал согласие, не "
            "должно быть ни по имени, ни по приметам, ни на снимках, ни в приложенных файлах. "
            "После этой отметки страницу снова можно опубликовать."
        ),
    )


def group_cleaned(request: HttpRequest, key: UUID) -> HttpResponse:
    return _act(
        request,
        key,
        what="group",
        title=_("Убрано из группы"),
        intro=_(
            "Удалите запись, снимки и обсуждения о них в группе школы. На это есть три рабочих дня "
            "(ч. 14 ст. 10.1 152-ФЗ). Отметьте, когда сделаете."
        ),
    )


def _act(request: HttpRequest, key: UUID, *, what: str, title: str, intro: str) -> HttpResponse:
    found = reach(user=request.user, permission=PERMISSION)
    rows = Takedown.objects.filter(found.rows(school_path="school")).select_related("school")
    row: Any = rows.filter(key=key).first()
    if row is None:
        raise Http404
    back = reverse("mentoring_pages_takedown_modeladmin_index")
    if request.method == "POST":
        if settle(takedown=row, what=what, by=request.user, now=timezone.now()):
            messages.success(request, _("Отмечено."))
        return redirect(back)
    return render(
        request,
        "mentoring_pages/staff/takedown_act.html",
        {"title": title, "intro": intro, "row": row, "back_url": back},
    )
