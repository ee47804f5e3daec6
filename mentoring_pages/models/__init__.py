"""The words: schools, regulations, wordings, glossary, forms of mentoring."""

from mentoring_pages.models.edition import Edition
from mentoring_pages.models.glossary import GlossaryPage, GlossaryTerm
from mentoring_pages.models.home import SchoolHomePage
from mentoring_pages.models.mentoring_form import MentoringForm
from mentoring_pages.models.regulation import RegulationMixin, RegulationPage, RegulationTerm
from mentoring_pages.models.school import InformationResource, School, StaffMembership
from mentoring_pages.models.tick import TickRun
from mentoring_pages.models.wording import WordingPage

__all__ = [
    "Edition",
    "GlossaryPage",
    "GlossaryTerm",
    "InformationResource",
    "MentoringForm",
    "RegulationMixin",
    "RegulationPage",
    "RegulationTerm",
    "School",
    "SchoolHomePage",
    "StaffMembership",
    "TickRun",
    "WordingPage",
]
