"""``{% icon "check" %}``: a small drawing beside a word, never instead of it."""

from functools import cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

DRAWINGS = {
    "check": '<circle cx="12" cy="12" r="9"/><path d="m8 12 3 3 5-6"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 2"/>',
    "attention": '<path d="M12 4 2.8 20h18.4z"/><path d="M12 10v5m0 2v.5"/>',
    "error": '<circle cx="12" cy="12" r="9"/><path d="M12 7v6m0 3v.5"/>',
    "cross": '<circle cx="12" cy="12" r="9"/><path d="m9 9 6 6m0-6-6 6"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v6m0-9.5V8"/>',
    "paper": '<path d="M6 3h8l5 5v13H6z"/><path d="M14 3v5h5M9 13h6m-6 4h6"/>',
    "pen": '<path d="m4 20 1-4L16 5l3 3L8 19z"/><path d="m14 7 3 3"/>',
    "search": '<circle cx="11" cy="11" r="6.5"/><path d="m16 16 5 5"/>',
    "eye": (
        '<path d="M2 12s4-6 10-6 10 6 10 6-4 6-10 6S2 12 2 12z"/><circle cx="12" cy="12" r="3"/>'
    ),
}


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """The drawing called ``name`` (a key of ``DRAWINGS``), hidden from screen readers."""
    return format_html(
        '<svg class="n-icon" viewBox="0 0 24 24" width="20" height="20" fill="none"'
        ' stroke="currentColor" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"'
        ' aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(DRAWINGS[name]),  # noqa: S308 - drawings of ours
    )
