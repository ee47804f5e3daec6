"""The words: schools, regulations, wordings, glossary, forms of mentoring."""

from mentoring_pages.models.documents import DocumentsPage
from mentoring_pages.models.edition import Edition
from mentoring_pages.models.glossary import GlossaryPage, GlossaryTerm
from mentoring_pages.models.home import SchoolHomePage
from mentoring_pages.models.initiative import InitiativeAlias, InitiativePage
from mentoring_pages.models.mentoring_form import MentoringForm
from mentoring_pages.models.news import NewsIndexPage, NewsPage, NewsPicture, PlannedEvent
from mentoring_pages.models.people import PeoplePage
from mentoring_pages.models.programme import ProgrammePage
from mentoring_pages.models.publication import (
    GuardedPage,
    ImagePerson,
    ImageRegister,
    PublicationRefusal,
    PublicationRefused,
    ShownPerson,
    Takedown,
)
from mentoring_pages.models.regulation import RegulationMixin, RegulationPage, RegulationTerm
from mentoring_pages.models.roadmap import RoadmapPage, RoadmapStage
from mentoring_pages.models.school import InformationResource, School, StaffMembership
from mentoring_pages.models.service_rules import Service, ServiceRulesPage, ServiceRulesTerm
from mentoring_pages.models.tick import TickRun
from mentoring_pages.models.wording import WordingPage

__all__ = [
    "DocumentsPage",
    "Edition",
    "GlossaryPage",
    "GlossaryTerm",
    "GuardedPage",
    "ImagePerson",
    "ImageRegister",
    "InformationResource",
    "InitiativeAlias",
    "InitiativePage",
    "MentoringForm",
    "NewsIndexPage",
    "NewsPage",
    "NewsPicture",
    "PeoplePage",
    "PlannedEvent",
    "ProgrammePage",
    "PublicationRefusal",
    "PublicationRefused",
    "RegulationMixin",
    "RegulationPage",
    "RegulationTerm",
    "RoadmapPage",
    "RoadmapStage",
    "School",
    "SchoolHomePage",
    "Service",
    "ServiceRulesPage",
    "ServiceRulesTerm",
    "ShownPerson",
    "StaffMembership",
    "Takedown",
    "TickRun",
    "WordingPage",
]
