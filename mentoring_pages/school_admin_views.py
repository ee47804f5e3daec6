"""The views of ``SchoolModelAdmin``: what they share is that nothing personal leaves unseen."""

import datetime
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

from django.contrib.admin.filters import RelatedFieldListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import label_for_field, lookup_field
from django.db import transaction
from django.db.models import ProtectedError, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.encoding import force_str
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail_modeladmin.helpers import ButtonHelper
from wagtail_modeladmin.views import (
    CreateView,
    DeleteView,
    EditView,
    IndexView,
    InspectView,
    ModelFormView,
)

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: a text that looks like one gets a quote."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


class SchoolButtonHelper(ButtonHelper):
    """Buttons in the words of the interface; names of rows never stand in tooltips."""

    def add_button(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().add_button(*args, **kwargs) | {
            "label": _("Добавить"),
            "title": _("Добавить"),
        }

    def inspect_button(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().inspect_button(*args, **kwargs) | {
            "label": _("Посмотреть"),
            "title": _("Посмотреть"),
        }

    def edit_button(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().edit_button(*args, **kwargs) | {
            "label": _("Изменить"),
            "title": _("Изменить"),
        }

    def delete_button(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().delete_button(*args, **kwargs) | {
            "label": _("Удалить"),
            "title": _("Удалить"),
        }


class OwnSchoolsFilter(RelatedFieldListFilter):
    """A filter over a foreign key that offers only rows of the user's schools."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[Any]:
        schools = model_admin.schools_for(request, "view")
        choices = model_admin.limit_choices(
            field.name, field.related_model._default_manager.all(), request, schools
        )
        return [(row.pk, str(row)) for row in choices]


class SchoolIndexView(IndexView):
    """The list and its export. Only declared filters are obeyed: an address with a lookup of one's
    own would answer yes or no about columns that are not shown."""

    export_headings: dict[str, str] = {}

    def get_filters_params(self, params: Any = None) -> dict[str, Any]:
        named = tuple(self._filter_name(one) for one in self.list_filter)
        return {
            key: value
            for key, value in super().get_filters_params(params).items()
            if any(key == name or key.startswith(f"{name}__") for name in named)
        }

    def _filter_name(self, list_filter: Any) -> str:
        if isinstance(list_filter, (tuple, list)):
            return str(list_filter[0])
        return getattr(list_filter, "parameter_name", None) or str(list_filter)

    def get_filters(self, request: HttpRequest) -> tuple[Any, bool, dict[str, Any], bool]:
        try:
            specs, has_filters, _remaining, distinct = super().get_filters(request)
        except IncorrectLookupParameters as error:
            raise Http404 from error
        return specs, has_filters, {}, distinct

    def get_queryset(self, request: HttpRequest | None = None) -> QuerySet[Any]:
        try:
            return super().get_queryset(request)
        except IncorrectLookupParameters as error:
            raise Http404 from error

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["filters"] = [(spec.title, list(spec.choices(self))) for spec in self.filter_specs]
        return context

    # Export

    def as_spreadsheet(self, queryset: QuerySet[Any], spreadsheet_format: str) -> HttpResponse:
        if not self.list_export:
            raise Http404
        self.model_admin.exported(self.request, queryset, spreadsheet_format)
        return super().as_spreadsheet(queryset, spreadsheet_format)

    def get_heading(self, queryset: QuerySet[Any], field: str) -> str:
        label = label_for_field(field, model=self.model, model_admin=self.model_admin)
        return capfirst(force_str(label))

    def to_row_dict(self, item: Any) -> OrderedDict[str, Any]:
        return OrderedDict((field, self._cell(field, item)) for field in self.list_export)

    def _cell(self, field: str, item: Any) -> Any:
        found, _attr, value = lookup_field(field, item, self.model_admin)
        if found is not None and found.choices:
            value = getattr(item, f"get_{field}_display")()
        if value is None:
            return ""
        if isinstance(value, bool):
            return str(_("да") if value else _("нет"))
        if isinstance(value, datetime.datetime):
            return date_format(localtime(value), "d.m.Y H:i")
        if isinstance(value, (datetime.date, int, float)):
            return value
        return harmless(force_str(value))

    def write_csv_row(self, writer: Any, row_dict: dict[str, Any]) -> Any:
        return writer.writerow(
            {
                name: date_format(value, "d.m.Y") if isinstance(value, datetime.date) else value
                for name, value in row_dict.items()
            }
        )

    def stream_csv(self, queryset: QuerySet[Any]) -> Iterator[bytes]:
        """With the mark by which spreadsheets know UTF-8."""
        yield "\ufeff".encode()
        yield from super().stream_csv(queryset)


class _SchoolFormView(ModelFormView):
    """A form that is limited to the user's schools and answers without naming the row."""

    action = ""

    def get_form(self) -> Any:
        form = super().get_form()
        self.model_admin.limit_form(form, self.request, self.action)
        return form

    def get_success_message(self, instance: Any) -> str:
        return str(_("Сохранено."))

    def get_success_message_buttons(self, instance: Any) -> list[Any]:
        return []

    def get_error_message(self) -> str:
        return str(_("Не сохранено. Исправьте отмеченные поля и сохраните ещё раз."))

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        self.instance = self.model_admin.save_row(self.request, form)
        self.model_admin.opened(self.request, self.instance, f"{self.action}_saved")
        messages.success(self.request, self.get_success_message(self.instance))
        return redirect(self.get_success_url())


class SchoolCreateView(_SchoolFormView, CreateView):
    page_title = _("Новая запись")
    action = "add"

    def get_meta_title(self) -> str:
        return f"{self.page_title}: {self.verbose_name}"

    def get_instance(self) -> Any:
        instance = super().get_instance()
        school = self.model_admin.only_school(self.request)
        if school is not None and self.model_admin.school_path == "school":
            instance.school = school
        return instance


class SchoolEditView(_SchoolFormView, EditView):
    page_title = _("Изменить")
    action = "change"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.model_admin.opened(request, self.instance, "edit")
        return super().get(request, *args, **kwargs)


class SchoolInspectView(InspectView):
    page_title = _("Просмотр")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.model_admin.opened(request, self.instance, "inspect")
        return super().get(request, *args, **kwargs)

    def get_fields_dict(self) -> list[dict[str, Any]]:
        return [
            self.get_dict_for_field(name)
            for name in self.model_admin.inspect_fields(self.request, self.instance)
        ]

    def get_field_label(self, field_name: str, field: Any = None) -> str:
        label = label_for_field(field_name, model=self.model, model_admin=self.model_admin)
        return capfirst(force_str(label))

    def get_field_display_value(self, field_name: str, field: Any = None) -> Any:
        computed = getattr(self.model_admin, field_name, None)
        if callable(computed):
            return computed(self.instance) or self.model_admin.get_empty_value_display(field_name)
        value = super().get_field_display_value(field_name, field)
        if value is True or value is False:
            return _("да") if value else _("нет")
        return self.model_admin.get_empty_value_display(field_name) if value == "" else value


class SchoolDeleteView(DeleteView):
    """Deleting asks first and answers without naming the row."""

    page_title = _("Удалить")

    def confirmation_message(self) -> str:
        return str(_("Удалить эту запись? Вернуть её будет нельзя."))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                self.model_admin.opened(request, self.instance, "delete")
                self.model_admin.delete_row(request, self.instance)
        except ProtectedError:
            messages.error(
                request,
                _("Удалить нельзя: на эту запись ссылаются другие. Сначала измените их."),
            )
            return self.render_to_response(self.get_context_data())
        messages.success(request, _("Удалено."))
        return redirect(self.index_url)
