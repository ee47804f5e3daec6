"""What the shell asks: whose site this is, what its menu holds, how the visitor wants to see it.

Every tag answers without a request too: an error page is rendered with nothing in its context.
"""

from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page, Site

from mentoring_pages.domain.phone_numbers import PhoneNumber, phone_numbers
from mentoring_pages.domain.short_titles import without_school
from mentoring_pages.domain.view_settings import ViewSettings
from mentoring_pages.models import School
from mentoring_pages.public_memory import remembered
from mentoring_pages.views.view_settings import settings_of

register = template.Library()

UNKNOWN = object()


def site_of(request: HttpRequest | None) -> Site | None:
    return Site.find_for_request(request) if request is not None else None


@register.simple_tag(takes_context=True)
def current_school(context: Context) -> School | None:
    """The school a page is about; else the one whose site answers, asked of the database once.

    A page that names its ``school`` keeps it: a family's link opens on any host of the house.
    """
    named = context.get("school")
    if isinstance(named, School):
        return named
    request = context.get("request")
    site = site_of(request)
    if site is None:
        return None
    known = getattr(request, "_nastavnik_school", UNKNOWN)
    if known is UNKNOWN:
        known = remembered(request, "school", School.objects.filter(site=site).first)
        request._nastavnik_school = known
    return known


@register.simple_tag(takes_context=True)
def current_site_name(context: Context) -> str:
    """What the site is called where no school owns it; may be empty."""
    site = site_of(context.get("request"))
    return site.site_name if site else ""


@register.simple_tag(takes_context=True)
def menu_pages(context: Context) -> list[Page]:
    """The pages under the home page that editors put into the menu."""
    request = context.get("request")
    site = site_of(request)
    if site is None:
        return []
    return remembered(request, "menu", lambda: _menu_of(site))


def _menu_of(site: Site) -> list[Page]:
    found = Page.objects.child_of(site.root_page).live().public().in_menu()
    return list(found.order_by("path"))


@register.simple_tag(takes_context=True)
def breadcrumb_pages(context: Context) -> list[Page]:
    """The pages above this one, from the site's home page down; empty on the home page itself."""
    page = context.get("page")
    site = site_of(context.get("request"))
    if site is None or not isinstance(page, Page) or not page.pk or page.pk == site.root_page_id:
        return []
    if page.depth == site.root_page.depth + 1:
        return [site.root_page] if site.root_page.live else []
    above = page.get_ancestors().filter(depth__gte=site.root_page.depth)
    return [ancestor for ancestor in above if ancestor.live]


@register.filter
def short_title(title: str, school: School | None) -> str:
    """A title for menus and the way back: the school's own site does not repeat its name."""
    return without_school(title, school.short_name, school.full_name) if school else title


@register.filter
def whole(number: str) -> SafeString:
    """A number that must not break at its hyphens: «41-од»."""
    if "-" not in number:
        return conditional_escape(number)
    return format_html('<span class="n-whole">{}</span>', number)


@register.filter
def phones(text: str) -> SafeString:
    """A contact as it is written, its phone numbers kept whole and ready to be called."""
    parts: list[SafeString] = []
    end = 0
    for found in phone_numbers(text):
        parts += [conditional_escape(text[end : found.start]), _phone(found)]
        end = found.end
    return mark_safe("".join([*parts, conditional_escape(text[end:])]))  # noqa: S308 - escaped


def _phone(found: PhoneNumber) -> SafeString:
    return format_html('<a class="n-whole" href="tel:{}">{}</a>', found.digits, found.text)


@register.simple_tag(takes_context=True)
def page_address(context: Context, page: Page) -> str:
    """Where a page is, without a query per link."""
    return page.get_url(request=context.get("request")) or "#"


@register.simple_tag(takes_context=True)
def view_settings_address(context: Context) -> str:
    """The page «Версия для слабовидящих», which leads back here; empty where it has no address."""
    try:
        address = reverse("mentoring_pages:view_settings")
    except NoReverseMatch:
        return ""
    request = context.get("request")
    if request is None or request.method != "GET":
        return address
    if request.path == address:
        return request.get_full_path()
    return f"{address}?{urlencode({'next': request.get_full_path()})}"


@register.simple_tag
def address_of(name: str, *args: Any) -> str:
    """The address called ``name``, or an empty text where this installation has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def view_attributes(context: Context) -> SafeString:
    """The visitor's settings as attributes of ``<html>``; nothing for the usual view."""
    request = context.get("request")
    chosen = settings_of(request) if request is not None else ViewSettings()
    return format_html_join("", ' data-{}="{}"', chosen.attributes())
