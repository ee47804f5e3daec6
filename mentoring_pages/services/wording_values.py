"""What a school itself puts into the places of its wordings, and the terms of its agreements."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.template.defaultfilters import date as date_words
from django.utils.translation import gettext as _

from mentoring_pages.domain.wording import days_words, months_words
from mentoring_pages.models import School
from mentoring_pages.services.edition import regulation_in_force

NBSP = "\N{NO-BREAK SPACE}"


def school_values(*, school: School, day: date) -> dict[str, str]:
    """The places that the school's profile and its act in force fill."""
    edition = regulation_in_force(school=school, day=day)
    officer = (
        school.privacy_officer_post,
        school.privacy_officer_name,
        school.privacy_officer_contact,
    )
    return {
        "operator.full_name": school.full_name,
        "operator.full_name_genitive": school.full_name_genitive,
        "operator.short_name": school.short_name,
        "operator.address": school.address,
        "operator.inn": school.inn or "–",
        "operator.ogrn": school.ogrn or "–",
        "operator.email": school.email or "–",
        "operator.phone": school.phone or "–",
        "operator.director": f"{school.director_post} {school.director_name}",
        "privacy_officer": ", ".join(part for part in officer if part),
        "processors": "; ".join(school.processor_lines),
        "resources": "; ".join(
            f"{resource.title} ({resource.address})" for resource in school.resources.all()
        )
        or _("ни на одном: школа не назвала адресов"),
        "regulation.citation": _("Положение, утверждённое приказом № %(number)s от %(date)s")
        % {"number": edition.order_number, "date": day_words(edition.order_date)}
        if edition
        else _("Положение о наставничестве"),
    }


def agreement_values(*, agreement: Mapping[str, Any] | None, school: School) -> dict[str, str]:
    """The places of an agreement as its wording begins: ticked tasks, all rights and duties."""
    if agreement is None:
        return {}
    return {
        "agreement.form": agreement["form_title"] or _("по Положению"),
        "agreement.place": agreement["place"] or school.locality,
        "agreement.base_organisation": agreement["base_organisation"] or school.short_name,
        "agreement.term": months_words(agreement["term_months"]),
        "agreement.notice": days_words(agreement["notice_days"]),
        "agreement.tasks": _lines(task["text"] for task in agreement["tasks"] if task["ticked"]),
        **{
            f"{side}.{place}": _lines(
                term["text"]
                for term in agreement["terms"]
                if (term["side"], term["nature"]) == (side, nature)
            )
            for side in ("mentor", "mentee")
            for nature, place in (("duty", "duties"), ("right", "rights"))
        },
    }


def _lines(texts: Any) -> str:
    """A list as lines, each ending as lines of a list do."""
    found = [text.strip().rstrip(".;") for text in texts if text.strip()]
    return "\n".join(f"{text};" for text in found[:-1]) + (f"\n{found[-1]}." if found else "")


def day_words(day: date | None) -> str:
    """«28 августа 2026 г.», kept on one line."""
    return date_words(day, "j E Y").replace(" ", NBSP) + f"{NBSP}г." if day else ""
