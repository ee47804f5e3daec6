"""The words: schools, regulations, wordings, glossary, forms of mentoring."""

from mentoring_pages.models.act_file import ActFile
from mentoring_pages.models.approval import ApprovalAct, ApprovalTask
from mentoring_pages.models.calendar_link import CalendarLink
from mentoring_pages.models.clause_address import ClauseAddress
from mentoring_pages.models.clause_index import IndexedDocument, IndexedLemma, IndexedPassage
from mentoring_pages.models.deadline import KeptDeadline, SchoolYearDates
from mentoring_pages.models.documents import DocumentsPage
from mentoring_pages.models.edition import Edition
from mentoring_pages.models.glossary import GlossaryPage, GlossaryTerm
from mentoring_pages.models.home import SchoolHomePage
from mentoring_pages.models.imported_file import IMPORT_KINDS, ImportedFile
from mentoring_pages.models.initiative import InitiativeAlias, InitiativePage
from mentoring_pages.models.linting import DismissedFinding
from mentoring_pages.models.mentoring_form import MentoringForm
from mentoring_pages.models.news import NewsIndexPage, NewsPage, NewsPicture, PlannedEvent
from mentoring_pages.models.note import ClauseNote
from mentoring_pages.models.order_template import OrderTemplate
from mentoring_pages.models.people import PeoplePage
from mentoring_pages.models.programme import ProgrammePage
from mentoring_pages.models.public_version import EVERY_SITE, PublicVersion
from mentoring_pages.models.publication import (
    GuardedPage,
    ImagePerson,
    ImageRegister,
    PublicationRefusal,
    PublicationRefused,
    ShownPerson,
    Takedown,
)
from mentoring_pages.models.reading import StoredReading
from mentoring_pages.models.regulation import RegulationMixin, RegulationPage, RegulationTerm
from mentoring_pages.models.repeal import Repeal
from mentoring_pages.models.roadmap import RoadmapPage, RoadmapStage
from mentoring_pages.models.school import InformationResource, School, StaffMembership
from mentoring_pages.models.school_break import SchoolBreak
from mentoring_pages.models.service_rules import Service, ServiceRulesPage, ServiceRulesTerm
from mentoring_pages.models.tick import TickRun
from mentoring_pages.models.wording import WordingPage

__all__ = [
    "EVERY_SITE",
    "IMPORT_KINDS",
    "ActFile",
    "ApprovalAct",
    "ApprovalTask",
    "CalendarLink",
    "ClauseAddress",
    "ClauseNote",
    "DismissedFinding",
    "DocumentsPage",
    "Edition",
    "GlossaryPage",
    "GlossaryTerm",
    "GuardedPage",
    "ImagePerson",
    "ImageRegister",
    "ImportedFile",
    "IndexedDocument",
    "IndexedLemma",
    "IndexedPassage",
    "InformationResource",
    "InitiativeAlias",
    "InitiativePage",
    "KeptDeadline",
    "MentoringForm",
    "NewsIndexPage",
    "NewsPage",
    "NewsPicture",
    "OrderTemplate",
    "PeoplePage",
    "PlannedEvent",
    "ProgrammePage",
    "PublicVersion",
    "PublicationRefusal",
    "PublicationRefused",
    "RegulationMixin",
    "RegulationPage",
    "RegulationTerm",
    "Repeal",
    "RoadmapPage",
    "RoadmapStage",
    "School",
    "SchoolBreak",
    "SchoolHomePage",
    "SchoolYearDates",
    "Service",
    "ServiceRulesPage",
    "ServiceRulesTerm",
    "ShownPerson",
    "StaffMembership",
    "StoredReading",
    "Takedown",
    "TickRun",
    "WordingPage",
]
