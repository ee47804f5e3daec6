"""Handing out a file that the editors uploaded: what left the site with its pages is not given."""

from typing import Any

from django.http import Http404, HttpRequest

from mentoring_pages.services.page_files import is_withdrawn


def refuse_file_of_hidden_pages(document: Any, request: HttpRequest) -> None:
    """Visitors get no file all of whose pages are drafts: a page that was taken down takes its
    files along. Whoever works in the admin reads them."""
    if request.user.has_perm("wagtailadmin.access_admin"):
        return
    if is_withdrawn(document):
        raise Http404
