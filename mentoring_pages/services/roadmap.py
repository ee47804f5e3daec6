"""Roadmaps: making a draft from an act's table of stages, and the progress of each stage."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from mentoring_pages import ports
from mentoring_pages.domain.roadmap import step_of
from mentoring_pages.domain.short_titles import whole_words
from mentoring_pages.importing.act import ImportedAct
from mentoring_pages.models import RoadmapPage, RoadmapStage, School
from mentoring_pages.ports import StepProgress
from mentoring_pages.services.act_draft import add_rows, free_slug, keep_draft

SLUG = "dorozhnaya-karta"
TITLE = "Дорожная карта"
LONGEST_TITLE = 300
LONGEST_SHORT = 200

SMALLEST_COUNT = 5
"""A public figure below this is not printed: few people are easy to recognise."""


@dataclass(frozen=True, slots=True)
class StageStanding:
    """How far a stage has come: by what the programme knows, else by the curator's mark."""

    stage: RoadmapStage
    progress: StepProgress | None
    mark: str

    @property
    def is_marked_by_hand(self) -> bool:
        """Nobody counts this stage: its state is what the curator marked."""
        return self.progress is None

    @property
    def can_be_counted(self) -> bool:
        """The figures may be shown to everybody: none of them points at a few people."""
        if self.progress is None:
            return False
        done, left = self.progress.done, self.progress.planned - self.progress.done
        return self.progress.planned >= SMALLEST_COUNT and all(
            figure == 0 or figure >= SMALLEST_COUNT for figure in (done, left)
        )

    @property
    def state(self) -> str:
        """``done``, ``going`` or ``waiting``; empty where nobody has said anything."""
        if self.mark:
            return self.mark
        if self.progress is None or self.progress.planned == 0:
            return "waiting" if self.progress else ""
        if self.progress.done >= self.progress.planned:
            return "done"
        return "going" if self.progress.done else "waiting"


@transaction.atomic
def import_roadmap(
    *, act: ImportedAct, school: School, owner: Any, now: datetime
) -> RoadmapPage | None:
    """Make a draft roadmap from the table of stages of an act; ``None`` where it has none."""
    if not act.stages:
        return None
    school = School.objects.select_for_update().select_related("site").get(pk=school.pk)
    home = school.site.root_page
    page = RoadmapPage(title=TITLE, slug=free_slug(home, SLUG), owner=owner, live=False)
    add_rows(page.stages, _stages_of(act))
    home.add_child(instance=page)
    keep_draft(page, owner=owner, now=now)
    return page


def _stages_of(act: ImportedAct) -> Iterator[RoadmapStage]:
    """The stages as rows of a page; a step is counted at its first stage only."""
    taken: set[str] = set()
    for stage in act.stages:
        step = step_of(stage.name)
        yield RoadmapStage(
            step_key="" if step in taken else step,
            title=whole_words(stage.name, LONGEST_TITLE),
            activities="\n".join(stage.activities),
            term=stage.term[:LONGEST_SHORT],
            responsible=stage.responsible[:LONGEST_SHORT],
            result=stage.result[:LONGEST_TITLE],
        )
        taken.add(step)


def standings(*, page: RoadmapPage, school: School, day: date) -> list[StageStanding]:
    """The stages of ``page`` with the progress the programme knows of on ``day``.

    A stage nobody counts shows the curator's mark; the mark of a counted stage is not used.
    """
    known = {step.step_key: step for step in ports.roadmap_progress(school=school, day=day)}
    return [
        StageStanding(
            stage=stage,
            progress=known.get(stage.step_key),
            mark="" if stage.step_key in known else stage.mark,
        )
        for stage in page.stages.all()
    ]
