"""A text with ``[[links]]`` as HTML."""

from collections.abc import Mapping

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from mentoring_pages.domain.wiki_links import Part, parts, same_name


def with_links(text: str, targets: Mapping[str, str]) -> SafeString:
    """Links where ``targets`` (a name as ``same_name`` folds it → an address) knows them.

    Lines stay lines. Anything else in the text is text.
    """
    return format_html_join("", "{}", ((_part(part, targets),) for part in parts(text)))


def _part(part: Part, targets: Mapping[str, str]) -> SafeString:
    address = targets.get(same_name(part.target)) if part.target else None
    shown = mark_safe(conditional_escape(part.text).replace("\n", "<br>"))  # noqa: S308 - escaped
    return format_html('<a href="{}">{}</a>', address, shown) if address else shown
