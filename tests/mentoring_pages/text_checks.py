"""Acts with and without faults, and the form of their editor: for tests of the check of texts."""

import re
from datetime import UTC, date, datetime

from django.urls import reverse

from mentoring_pages.models import RegulationPage, School

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
FAULT = "Сроки названы в пункте 9.9."


def make_act(school: School, *texts: str, slug: str = "polozhenie") -> RegulationPage:
    page = RegulationPage(
        title="Положение о кружках",
        slug=slug,
        act_title="о кружках",
        approval_post="Директор",
        order_number="5",
        order_date=date(2026, 9, 1),
        live=False,
        body=[
            {
                "type": "section",
                "id": "aaaaaaaa-0000-4000-8000-000000000001",
                "value": {"level": "1", "number": "1", "text": "Общие положения", "meaning": []},
            },
            *(
                {
                    "type": "clause",
                    "id": f"aaaaaaaa-0000-4000-8000-00000000010{place}",
                    "value": {"level": "2", "number": f"1.{place}", "text": text, "meaning": []},
                }
                for place, text in enumerate(texts, start=1)
            ),
        ],
    )
    school.site.root_page.add_child(instance=page)
    page.save_revision()
    return page


def editor_form(client, page) -> dict[str, str]:
    """What the editor's page sends when nothing was changed in it."""
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    fields = {
        "title": page.title,
        "slug": page.slug,
        "act_heading": page.act_heading,
        "act_title": page.act_title,
        "approval_heading": page.approval_heading,
        "approval_post": page.approval_post,
        "order_number": page.order_number,
        "order_date": "01.09.2026",
        "body-count": str(len(page.body)),
        "approvals-count": "0",
        "terms-TOTAL_FORMS": "0",
        "terms-INITIAL_FORMS": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    for place, block in enumerate(page.body):
        fields |= {
            f"body-{place}-deleted": "",
            f"body-{place}-order": str(place),
            f"body-{place}-type": block.block_type,
            f"body-{place}-id": block.id,
            f"body-{place}-value-level": str(block.value["level"]),
            f"body-{place}-value-number": block.value["number"],
            f"body-{place}-value-text": block.value["text"],
        }
    for name in set(re.findall(r'name="([\w-]+-(?:TOTAL|INITIAL)_FORMS)"', html)):
        fields.setdefault(name, "0")
    return fields
