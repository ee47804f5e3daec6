from collections import Counter
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings
from django.utils import timezone
from wagtail.models import Page, Site

from intake.domain.agreement import AgreementState
from intake.domain.papers import StandingState
from intake.domain.signing import Band, DocumentKind, band_on
from intake.models import (
    Agreement,
    Document,
    DocumentParty,
    IntakeRequest,
    Participation,
    Person,
    Signature,
)
from intake.services.journal import verify_chain
from intake.services.standing import standing
from intake.services.verification import PaperSeen, check_number
from mentoring_pages.domain.wording import KINDS as WORDING_KINDS
from mentoring_pages.models import (
    ClauseNote,
    DocumentsPage,
    Edition,
    GlossaryPage,
    InitiativePage,
    NewsPage,
    PeoplePage,
    PlannedEvent,
    ProgrammePage,
    RegulationPage,
    RoadmapPage,
    School,
    ServiceRulesPage,
)
from mentoring_pages.services.comparison import compare_trees
from mentoring_pages.services.edition import regulation_in_force
from mentoring_pages.services.news import last_news_on
from mentoring_site.demo.school import CONTENT
from mentoring_site.management.commands.load_demo import Command as LoadDemo
from tests.schools import make_school, wagtail_ground


class DemoTest(TestCase):
    """One demo for all: telling its stories takes a while."""

    @classmethod
    def setUpTestData(cls) -> None:
        wagtail_ground()
        seals = cls.enterClassContext(TemporaryDirectory())
        with override_settings(NASTAVNIK_SEALS=seals):
            call_command("load_demo", password="throw-away", port=8123, verbosity=0)
        cls.demo = School.objects.get(key="sosnovka")

    @pytest.fixture(autouse=True)
    def documents(self, request: pytest.FixtureRequest) -> None:
        """The folder of the customer's documents, for the test that asks for it by its marker."""
        wanted = request.node.get_closest_marker("customer_documents")
        self.folder: Path = request.getfixturevalue("customer_documents") if wanted else Path()

    def test_the_demo_shows_every_story_in_every_age_band(self):
        now = timezone.now()
        requests = IntakeRequest.objects.select_related("participant__school")
        found = {
            standing(participant=request.participant, kind=DocumentKind.PROCESSING, now=now).state
            for request in requests
        }
        assert found >= {
            StandingState.NONE,
            StandingState.PARTIAL,
            StandingState.AWAITING_CHECK,
            StandingState.IN_FORCE,
            StandingState.DECLINED,
            StandingState.WITHDRAWN,
        }
        day = now.astimezone(self.demo.zone).date()
        bands = {band_on(request.participant.birth_date, day) for request in requests}
        assert bands == set(Band)

    def test_the_demo_was_made_by_the_verbs_and_not_as_rows(self):
        assert verify_chain(self.demo).is_sound
        acts = Document.objects.filter(state__in=("signed", "withdrawn"))
        signers = DocumentParty.objects.filter(document__in=acts)
        assert Counter(signers.values_list("document__key", flat=True)) == Counter(
            Signature.objects.values_list("document_key", flat=True)
        )
        for document in acts:
            assert document.copies.filter(kind="signed").exists()
        assert not Person.objects.filter(data_key__isnull=True).exists()

    def test_the_demo_publishes_its_act_glossary_and_wordings(self):
        page = RegulationPage.objects.live().get()
        assert page.is_approved
        assert page.terms.count() >= 6
        assert GlossaryPage.objects.live().get().terms.count() >= 6
        kinds = set(Edition.objects.filter(school=self.demo).values_list("kind", flat=True))
        assert kinds >= {"regulation", *WORDING_KINDS}

    def test_the_demo_tells_how_todays_edition_was_approved_and_what_it_changed(self):
        page = RegulationPage.objects.live().get()
        old, new = Edition.objects.filter(page_key=page.translation_key).order_by("number")
        assert (old.order_number, new.order_number) == ("37-од", "41-од")
        assert regulation_in_force(school=self.demo, day=date(2026, 3, 1)) == old
        assert [(act.kind, act.roles) for act in new.approval_acts.all()] == [
            ("agreed", ["editor"]),
            ("agreed", ["curator"]),
            ("ordered", ["director"]),
        ]
        compared = compare_trees(old=old.tree, new=new.tree)
        assert compared.summary == "Изменено 3 пункта, добавлен 1."

    def test_the_demo_shows_every_other_page_of_a_programme(self):
        documents = DocumentsPage.objects.live().get()
        assert ProgrammePage.objects.live().child_of(documents).get().is_approved
        assert ServiceRulesPage.objects.live().child_of(documents).get().services.count() == 4
        assert RoadmapPage.objects.live().get().stages.count() == 7
        assert InitiativePage.objects.live().count() == 2
        assert PeoplePage.objects.live().exists()
        news = NewsPage.objects.live()
        assert {"press", "post"} <= set(news.values_list("kind", flat=True))
        assert PlannedEvent.objects.filter(school=self.demo).count() == 3
        day = timezone.now().astimezone(self.demo.zone).date()
        assert last_news_on(school=self.demo) == day

    def test_every_signed_paper_of_the_demo_is_sealed_and_can_be_checked(self):
        signed = Document.objects.filter(state__in=("signed", "withdrawn", "superseded"))
        sealed = Document.objects.filter(seal__state="sealed")
        assert set(signed.values_list("key", flat=True)) == set(
            sealed.values_list("key", flat=True)
        )
        found = check_number(school=self.demo, number=sealed.filter(state="signed")[0].number)
        assert found.seen is PaperSeen.VALID
        assert found.sealed_on is not None

    def test_the_demo_has_an_agreement_in_force_and_one_that_waits(self):
        day = timezone.now().astimezone(self.demo.zone).date()
        states = {agreement.state_on(day) for agreement in Agreement.objects.all()}
        assert states == {AgreementState.IN_FORCE, AgreementState.SIGNING}

    def test_the_demo_explains_clauses_to_each_of_its_three_readers(self):
        notes = ClauseNote.objects.filter(school=self.demo)
        assert frozenset.union(*(note.audiences for note in notes)) == {"parent", "mentor", "child"}

    def test_the_demo_has_figures_of_several_forms_and_some_that_do_not_count(self):
        rows = Participation.objects.filter(school=self.demo)
        assert rows.values("form").distinct().count() == 5
        assert rows.filter(order_number="").exists()
        assert {"completed", "left_early"} <= set(rows.values_list("ended_how", flat=True))

    def test_a_second_run_keeps_the_data_and_sets_the_port(self):
        counted = (Document, Person, Signature)
        before = [model.objects.count() for model in counted]
        call_command("load_demo", password="another", port=8999, verbosity=0)
        assert [model.objects.count() for model in counted] == before
        assert Site.objects.get(pk=self.demo.site_id).port == 8999

    @pytest.mark.customer_documents
    def test_the_real_documents_stand_as_pages_of_their_kinds_under_documents(self):
        call_command("load_demo", documents=self.folder, port=8123, verbosity=0)
        documents = DocumentsPage.objects.get()
        regulations = RegulationPage.objects.live().child_of(documents)
        assert set(regulations.values_list("order_number", flat=True)) == {"05-од", "17"}
        for model, own in ((ProgrammePage, 1), (ServiceRulesPage, 1), (InitiativePage, 2)):
            assert model.objects.live().child_of(documents).count() == own + 1
        menu = Page.objects.child_of(self.demo.site.root_page).live().in_menu()
        assert menu.count() <= 6
        count = Page.objects.count()
        call_command("load_demo", documents=self.folder, port=8123, verbosity=0)
        assert Page.objects.count() == count


@pytest.mark.django_db
def test_without_a_password_the_demo_is_not_made():
    wagtail_ground()
    with pytest.raises(CommandError, match="пароль"):
        call_command("load_demo", password="", verbosity=0)
    assert not School.objects.exists()


@pytest.mark.django_db
def test_terms_of_further_documents_are_published_with_them(tmp_path):
    school = make_school("first")
    act = (CONTENT / "polozhenie.txt").read_text(encoding="utf-8")
    (tmp_path / "act.txt").write_text(act, encoding="utf-8")
    LoadDemo().publish_documents(school=school, folder=tmp_path, now=timezone.now())
    glossary = GlossaryPage.objects.get()
    assert glossary.live
    assert not glossary.has_unpublished_changes
    assert glossary.terms.filter(term="Хакатон").exists()
