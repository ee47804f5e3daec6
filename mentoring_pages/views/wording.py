"""A saved draft of a wording as the paper it would become, with invented people."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mentoring_pages import ports
from mentoring_pages.domain.wording_preview import BAND_PEOPLE, invented_sides, invented_values
from mentoring_pages.models import WordingPage
from mentoring_pages.rendering.pdf import PdfError
from mentoring_pages.services.edition import school_of
from mentoring_pages.services.wording import draft_lines


@never_cache
@require_safe
def draft(request: HttpRequest, page_id: int, band: str) -> HttpResponse:
    """The draft as PDF for whoever may edit the page; for anybody else there is no such page."""
    page = get_object_or_404(WordingPage, pk=page_id)
    if band not in BAND_PEOPLE or not page.permissions_for_user(request.user).can_edit():
        raise Http404
    school, now = school_of(page), timezone.now()
    page = page.get_latest_revision_as_object()
    try:
        lines = draft_lines(
            page=page, school=school, band=band, day=now.astimezone(school.zone).date()
        )
    except KeyError:
        messages.error(
            request,
            _("В тексте есть место, которое нечем заполнить. Исправьте его и сохраните черновик."),
        )
        return redirect("wagtailadmin_pages:edit", page.pk)
    values = invented_values(band=band, variant=page.variant)
    try:
        data = ports.draft_paper(
            school=school,
            title=page.paper_title,
            kind=page.kind,
            lines=lines,
            signer=(values["signer.full_name"], values["signer.capacity"]),
            sides=invented_sides(band) if page.kind == "agreement" else (),
            now=now,
        )
    except PdfError:
        messages.error(
            request, _("Такой текст не печатается: он слишком длинный. Сократите его и сохраните.")
        )
        return redirect("wagtailadmin_pages:edit", page.pk)
    if data is None:
        messages.error(request, _("Документы здесь никто не печатает: смотрите предпросмотр."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, f"proekt-{page.slug}.pdf")
    return response
