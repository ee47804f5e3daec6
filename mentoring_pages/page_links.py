"""Links to pages inside rich text, with one question to the database for a whole text.

Wagtail's own handler reads every page in full, one question for each type of page.
"""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.html import escape
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

NEEDED = ("id", "path", "depth", "url_path", "locale_id", "translation_key", "slug", "live")
"""The fields from which the address of a page is made."""


class PlainPageLinkHandler(PageLinkHandler):
    """An address is made of what every page has: no type of page of ours has another."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: Sequence[Mapping[str, str]]) -> list[str]:
        addresses = addresses_of(attrs.get("id", "") for attrs in attrs_list)
        found = (addresses.get(attrs.get("id", ""), "") for attrs in attrs_list)
        return [f'<a href="{escape(address)}">' if address else "<a>" for address in found]


def addresses_of(ids: Iterable[str]) -> dict[str, str]:
    """The addresses of the pages with these primary keys; those that are not there are left out."""
    wanted = {pk for pk in ids if pk.isdecimal()}
    pages = Page.objects.filter(pk__in=wanted).only(*NEEDED)
    return {str(page.pk): page.localized.url or "" for page in pages}
