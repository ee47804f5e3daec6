"""A withdrawal and a publication at the same moment: whoever comes second sees the other."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from mentoring_pages.models import NewsPage, PublicationRefused
from tests.shown import a_draft, a_publishing_school, may_be_shown, withdraw

ROUNDS = 6


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(ROUNDS))
def test_nothing_stays_live_when_the_consent_ends_while_an_editor_publishes(_round):
    school = a_publishing_school()
    child, paper = may_be_shown(school)
    page = a_draft(school, (child, ["photo"]))
    start = Barrier(2)

    def publish():
        start.wait()
        try:
            NewsPage.objects.get(pk=page.pk).get_latest_revision().publish()
        except PublicationRefused:
            return "refused"
        finally:
            connection.close()
        return "published"

    def end():
        start.wait()
        try:
            withdraw(paper, now=timezone.now())
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        published, ended = pool.submit(publish), pool.submit(end)
        ended.result()
        assert published.result() in ("published", "refused")

    assert not NewsPage.objects.get(pk=page.pk).live
