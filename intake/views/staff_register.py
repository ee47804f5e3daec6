"""What the registers of people share: every opening and export leaves a record of access."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from wagtail_modeladmin.helpers import DjangoORMSearchHandler

from intake.services.privacy import record_access
from mentoring_pages.models import School
from mentoring_pages.school_admin import (
    ReadOnlyPermissionHelper,
    ReadOnlySchoolModelAdmin,
    SchoolModelAdmin,
)
from mentoring_pages.school_admin_views import SchoolInspectView
from mentoring_pages.services.membership import Reach


@dataclass(frozen=True, slots=True)
class Section:
    """A table under the fields of a row: what belongs to it, or a sentence when nothing does."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Any]]
    empty: str = ""


def link(address: str, text: Any) -> str:
    """A link in a table, with both parts escaped."""
    return format_html('<a href="{}">{}</a>', address, text)


class NameSearchHandler(DjangoORMSearchHandler):
    """Finds people by words of their names, «ё» and «е» alike, and papers by their numbers.

    Fields ending in ``search_name`` are compared folded, the others as numbers are written.
    """

    def search_queryset(
        self, queryset: QuerySet[Any], search_term: str, **kwargs: Any
    ) -> QuerySet[Any]:
        for word in search_term.split():
            folded = word.casefold().replace("ё", "е")
            wanted = Q()
            for field in self.search_fields:
                is_name = field.endswith("search_name")
                wanted |= Q(**{f"{field}__contains": folded if is_name else word.upper()})
            queryset = queryset.filter(wanted)
        return queryset


class SectionedInspectView(SchoolInspectView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sections = (
            self.model_admin.sections(self.request, self.instance)
            if self.model_admin.sees_row_whole(self.request, self.instance)
            else []
        )
        return super().get_context_data(sections=sections, **kwargs)


class PersonalModelAdmin(SchoolModelAdmin):
    """A register of people or of what is about them."""

    inspect_view_enabled = True
    inspect_view_class = SectionedInspectView
    search_handler_class = NameSearchHandler

    def sections(self, request: HttpRequest, obj: Any) -> list[Section]:
        """What is shown under the fields to those who may see the row whole."""
        return []

    def opened(self, request: HttpRequest, obj: Any, action: str) -> None:
        record_access(
            school=obj.school,
            user=request.user,
            action=f"{self.opts.model_name}.{action}",
            subject_key=str(getattr(obj, "key", "")),
            now=timezone.now(),
        )

    def exported(self, request: HttpRequest, queryset: QuerySet[Any], file_format: str) -> None:
        now = timezone.now()
        ids = queryset.order_by().values_list(self.school_path, flat=True)
        per_school = Counter(ids)
        for school in School.objects.filter(pk__in=per_school):
            record_access(
                school=school,
                user=request.user,
                action=f"{self.opts.model_name}.export",
                detail=f"{file_format}, {per_school[school.pk]}",
                now=now,
            )


class ReadOnlyPersonalModelAdmin(PersonalModelAdmin):
    """Rows about people that only services write."""

    permission_helper_class = ReadOnlyPermissionHelper


class ChainedModelAdmin(ReadOnlySchoolModelAdmin):
    """Rows of the chain name their school by key: no table may cascade into it."""

    school_path = "school_key"

    def within(self, queryset: QuerySet[Any], found: Reach) -> QuerySet[Any]:
        if found.everywhere:
            return queryset
        keys = School.objects.filter(pk__in=found.schools).values("key")
        return queryset.filter(school_key__in=keys)

    def sees_row_whole(self, request: HttpRequest, obj: Any) -> bool:
        return True
