"""What staff see of a draft: how it differs from the edition in force, and the order for that."""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin import messages
from wagtail.models import Page

from mentoring_pages.rendering.amendments import BrokenTemplate
from mentoring_pages.rendering.changes import shown
from mentoring_pages.services.amendments import amend_last_edition, write_order
from mentoring_pages.services.edition import Act, school_of
from mentoring_pages.services.membership import reach
from mentoring_pages.services.order_template import PERMISSION as TEMPLATE_PERMISSION
from mentoring_pages.services.posting import PERMISSION

WORD_FILE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FILE_NAME = "o-vnesenii-izmeneniy.docx"


def _own_act(request: HttpRequest, page_id: int) -> Act:
    """An act of a school within the user's reach; any other does not exist."""
    found = Page.objects.filter(pk=page_id).first()
    page = found.specific if found is not None else None
    if not isinstance(page, Act):
        raise Http404
    if not reach(user=request.user, permission=PERMISSION).covers(school_of(page).pk):
        raise Http404
    return page


@require_safe
def draft_changes(request: HttpRequest, page_id: int) -> HttpResponse:
    """What will change when the draft is approved."""
    page = _own_act(request, page_id)
    order = amend_last_edition(page=page)
    changes = (
        shown(order.compared.comparison, order.compared.old_units, order.compared.new_units)
        if order.compared
        else ()
    )
    school = school_of(page)
    may_change = reach(user=request.user, permission=TEMPLATE_PERMISSION).covers(school.pk)
    return TemplateResponse(
        request,
        "mentoring_pages/staff/draft_changes.html",
        {
            "page": page,
            "order": order,
            "compared": order.compared,
            "changes": changes,
            "school_key": school.key if may_change else "",
        },
    )


@require_safe
def draft_order(request: HttpRequest, page_id: int) -> HttpResponse:
    """The draft order as a Word file, to be read through and signed by people."""
    page = _own_act(request, page_id)
    order = amend_last_edition(page=page)
    if not order.points:
        messages.warning(request, _("Менять нечего: черновик не отличается от последней редакции."))
        return draft_changes(request, page_id)
    try:
        written = write_order(page=page, order=order)
    except BrokenTemplate as problem:
        messages.error(request, str(problem))
        return draft_changes(request, page_id)
    return HttpResponse(
        written,
        content_type=WORD_FILE,
        headers={"Content-Disposition": f'attachment; filename="{FILE_NAME}"'},
    )
