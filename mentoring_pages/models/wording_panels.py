"""Panels beside the fields of a wording: what an approval brings about, which places there are."""

from typing import Any

from wagtail.admin.panels import Panel

from mentoring_pages.domain.wording_places import CATALOGUE, Moment
from mentoring_pages.models.wording_form import replaced_edition, school_of_page


def following_of(page: Any) -> dict[str, Any]:
    """What an approval of ``page`` brings about: ``edition``, the text it would replace or nothing,
    and how many ``families`` hold a paper signed under that text."""
    from mentoring_pages.ports import families_signed

    school = school_of_page(page) if page.pk else None
    replaced = replaced_edition(school=school, page=page)
    families = (
        families_signed(school=school, kind=replaced.kind, variant=replaced.variant)
        if school and replaced
        else 0
    )
    return {"edition": replaced, "families": families}


class FollowingPanel(Panel):
    """Beforehand: how many families will be asked for new signatures if the change is major."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "mentoring_pages/staff/wording_following.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), **following_of(self.instance)}


class PlacesPanel(Panel):
    """The places that this kind of wording may leave open, and the draft to look at."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "mentoring_pages/staff/wording_places.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            page = self.instance
            usable = [
                place
                for place in CATALOGUE
                if place.moment is Moment.BEFORE and place.known_for(page.kind, page.variant)
            ]
            return {
                **super().get_context_data(parent_context),
                "places": usable,
                "page": page,
                "bands": page.bands if page.pk else (),
            }
