"""What staff read about a consent to publication: for which addresses it was given."""

import pytest

from intake.models import Document
from tests.schools import make_staff
from tests.shown import a_publishing_school, may_be_shown

pytestmark = pytest.mark.django_db


def read(client, paper):
    address = f"/cms/intake/document/inspect/{paper.pk}/"
    return client.get(address).content.decode()


def test_a_consent_to_publication_names_its_addresses_or_says_to_ask_anew(client):
    school = a_publishing_school()
    _child, paper = may_be_shown(school)
    client.force_login(make_staff("kurator", curator=school))
    said = read(client, paper)
    assert "Где можно публиковать" in said
    assert "https://vk.example.org/first" in said
    Document.objects.filter(pk=paper.pk).update(resources=[])
    said = read(client, paper)
    assert "Сайты и группы в этом документе не названы" in said
    assert "https://vk.example.org/first" not in said
    Document.objects.filter(pk=paper.pk).update(kind="processing")
    assert "Где можно публиковать" not in read(client, paper)
