"""What the files of an act ask: tables cut to pages, and who may have the package."""

from typing import Any

from django import template
from django.conf import settings
from django.template import Context

from mentoring_pages.domain.contents import Line
from mentoring_pages.rendering.printed_table import PrintedTable, printed_table

register = template.Library()


@register.filter
def printed_tables(line: Line) -> list[PrintedTable]:
    return printed_table(line)


@register.simple_tag(takes_context=True)
def may_package(context: Context, page: Any) -> bool:
    """Whether this visitor gets the package for the official site.

    Whoever has no session is not asked who they are, so that a page for everybody stays one.
    """
    request = context.get("request")
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    return bool(page.is_approved and page.permissions_for_user(request.user).can_edit())
