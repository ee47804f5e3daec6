"""Run inside a blank Wagtail project that has the apps: make first pages and read their text."""

import json
import sys
from pathlib import Path

import django

sys.path.insert(0, str(Path.cwd()))
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.test import Client  # noqa: E402
from wagtail.models import Page, Site  # noqa: E402

from mentoring_pages.models import GlossaryPage, RegulationPage, School  # noqa: E402


def read(client: Client, address: str, *, expected: str) -> None:
    answer = client.get(address, follow=True)
    text = answer.content.decode().replace(json.dumps(expected)[1:-1], expected)
    if answer.status_code != 200 or expected not in text:
        sys.exit(f"{address}: {answer.status_code}, no «{expected}» in {text[:700]}")
    sys.stdout.write(f"{address}: {answer.status_code}, «{expected}»\n")


client = Client(headers={"host": "localhost"})
home = Page.objects.filter(depth=2).get()
regulation = RegulationPage(title="Положение о наставничестве", slug="polozhenie")
home.add_child(instance=regulation)
regulation.save_revision().publish()
glossary = GlossaryPage(title="Словарь наставника", slug="slovar")
home.add_child(instance=glossary)
glossary.save_revision().publish()
School.objects.create(
    key="school",
    site=Site.objects.get(is_default_site=True),
    full_name="Школа в чистом проекте",
    short_name="Школа в чистом проекте",
)

read(client, "/polozhenie/", expected="Положение о наставничестве")
read(client, "/slovar/", expected="Словарь наставника")
read(client, "/intake/", expected="Школа в чистом проекте")
client.force_login(get_user_model().objects.create_superuser("admin", password="throw-away"))
read(client, "/admin/", expected="Наставничество")
