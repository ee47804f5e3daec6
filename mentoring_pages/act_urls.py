"""Addresses below the page of an act. ``RegulationMixin.route`` looks them up here."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from mentoring_pages.views import act_files, comparison, editions


class DayConverter(StringConverter):
    """«2024-09-01»; whether there is such a day the view says in words."""

    regex = r"\d{4}-\d{2}-\d{2}"


register_converter(DayConverter, "day")

urlpatterns = [
    path("redakcii/", editions.edition_list, name="editions"),
    path("redakciya/<int:number>/", editions.one_edition, name="edition"),
    path("na-datu/", editions.choose_day, name="choose_day"),
    path("na-datu/<day:day>/", editions.on_day, name="on_day"),
    path("izmeneniya/", comparison.choose_editions, name="choose_editions"),
    path("fail/<slug:kind>/", act_files.current_file, name="file"),
    path("redakciya/<int:number>/<slug:kind>/", act_files.edition_file, name="edition_file"),
    path("paket/", act_files.package, name="package"),
    path("izmeneniya/<int:old>/<int:new>/", comparison.compare_editions, name="comparison"),
]
