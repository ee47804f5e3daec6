"""A document the school has comes from a file again: its next edition, as a draft of its page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision, WorkflowState
from wagtail.permissions import page_permission_policy

from mentoring_pages.domain.short_titles import same_title, whole_words
from mentoring_pages.importing.act import PROGRAMME, REGULATION, SERVICE_RULES, ImportedAct
from mentoring_pages.models import (
    ProgrammePage,
    RegulationPage,
    RegulationTerm,
    Repeal,
    RoadmapPage,
    School,
    Service,
    ServiceRulesPage,
    ServiceRulesTerm,
)
from mentoring_pages.services.act_draft import (
    LONGEST_PAGE_TITLE,
    add_rows,
    approval_fields,
    clause_keys,
    clause_terms,
    explained_terms,
    extend_glossary,
    keep_draft,
)
from mentoring_pages.services.edition import Act
from mentoring_pages.services.programme import programme_fields, rest_of
from mentoring_pages.services.roadmap import import_roadmap
from mentoring_pages.services.service_rules import services_of
from mentoring_pages.services.successor_text import same_keys, successor_text

PAGES: dict[str, type[Act]] = {
    REGULATION: RegulationPage,
    PROGRAMME: ProgrammePage,
    SERVICE_RULES: ServiceRulesPage,
}
"""The page of a kind of document; an article has no editions."""

LOCKED = "locked"
IN_WORKFLOW = "workflow"
SCHEDULED = "scheduled"
HAS_DRAFT = "draft"
GONE = "gone"

SENTENCES = {
    LOCKED: _("Страница заблокирована. Разблокируйте её или создайте новый документ."),
    IN_WORKFLOW: _(
        "Черновик этой страницы сейчас на утверждении. Дождитесь решения, отмените утверждение "
        "или создайте новый документ."
    ),
    SCHEDULED: _(
        "Публикация этой страницы назначена на день. Отмените её или создайте новый документ."
    ),
    HAS_DRAFT: _(
        "У страницы есть неопубликованный черновик. Отметьте, что его можно заменить, или создайте "
        "новый документ."
    ),
    GONE: _("Этой страницы среди документов школы больше нет. Выберите заново."),
}


class NotWritten(Exception):
    """A new edition was not written: ``reason`` is a key of ``SENTENCES``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    @property
    def sentence(self) -> str:
        return str(SENTENCES[self.reason])


@dataclass(frozen=True, slots=True)
class Choice:
    """A document the file may be the next edition of, and what is in the way of writing it."""

    page: Act
    in_the_way: str
    is_alike: bool

    @property
    def key(self) -> str:
        return str(self.page.pk)

    @property
    def draft(self) -> str:
        """Names the very draft that somebody agrees to replace: a later one has another name."""
        return f"{self.page.pk}-{self.page.latest_revision_id}"

    @property
    def is_closed(self) -> bool:
        return self.in_the_way not in ("", HAS_DRAFT)

    @property
    def sentence(self) -> str:
        return str(SENTENCES[self.in_the_way]) if self.in_the_way else ""

    def refused(self, *, replaces: str) -> str:
        """Why it cannot be written to by somebody who agreed to replace the draft ``replaces``."""
        if self.in_the_way == HAS_DRAFT and replaces == self.draft:
            return ""
        return self.in_the_way


def acts_of(*, kind: str, school: School) -> QuerySet[Any]:
    """The school's documents of this kind that no order has ended."""
    model = PAGES[kind]
    ended = Repeal.objects.filter(school=school, cancelled_at__isnull=True).values("page_key")
    pages: QuerySet[Any] = model.objects.descendant_of(school.site.root_page)
    return pages.filter(alias_of__isnull=True).exclude(translation_key__in=ended)


def choices_of(*, act: ImportedAct, school: School, user: Any) -> tuple[Choice, ...]:
    """What the act may be the next edition of, for ``user``; those of the same title first.

    Four queries and those of the user's rights, however many documents there are.
    """
    if act.kind not in PAGES:
        return ()
    own = page_permission_policy.instances_user_has_permission_for(user, "change")
    pages = acts_of(kind=act.kind, school=school).filter(pk__in=own.values("pk"))
    return described(act=act, school=school, pages=list(pages.defer("body", "approvals")))


def described(*, act: ImportedAct, school: School, pages: Sequence[Act]) -> tuple[Choice, ...]:
    """The pages as choices."""
    if not pages:
        return ()
    keys = [str(page.pk) for page in pages]
    under_way = set(
        WorkflowState.objects.filter(
            object_id__in=keys,
            status=WorkflowState.STATUS_IN_PROGRESS,
            base_content_type=pages[0].get_base_content_type(),
        ).values_list("object_id", flat=True)
    )
    scheduled = set(
        Revision.page_revisions.filter(
            object_id__in=keys, approved_go_live_at__isnull=False
        ).values_list("object_id", flat=True)
    )
    names = (school.full_name, school.short_name, school.full_name_genitive)
    found = [
        Choice(
            page,
            _in_the_way(page, is_under_way=key in under_way, is_scheduled=key in scheduled),
            any(
                same_title(act.name, title, *names, school.short_name_prepositional)
                for title in (page.title, f"{page.act_heading} {page.act_title}")
            ),
        )
        for page, key in zip(pages, keys, strict=True)
    ]
    return tuple(
        sorted(found, key=lambda one: (not one.is_alike, not one.page.live, one.page.title))
    )


def likeliest(choices: Iterable[Choice]) -> Choice | None:
    """The document of the same title, if it can be written to."""
    return next((one for one in choices if one.is_alike and not one.is_closed), None)


def _in_the_way(page: Act, *, is_under_way: bool, is_scheduled: bool) -> str:
    if page.locked:
        return LOCKED
    if is_under_way:
        return IN_WORKFLOW
    if is_scheduled:
        return SCHEDULED
    return HAS_DRAFT if page.has_unpublished_changes or not page.live else ""


@transaction.atomic
def write_new_edition(
    *,
    act: ImportedAct,
    school: School,
    page: Act,
    owner: Any,
    now: datetime,
    replaces: str = "",
) -> Act:
    """Write the act into a draft of ``page``; what is published stays as it is.

    Clauses that the published text has keep their keys. ``replaces`` names the draft that may be
    lost (``Choice.draft``). Raises ``NotWritten`` where the page may not be written to.
    """
    school = School.objects.select_for_update().select_related("site").get(pk=school.pk)
    # Whoever saves the page at this moment waits, or was first and left a draft.
    Page.objects.select_for_update(of=("self",)).filter(pk=page.pk).first()
    found = acts_of(kind=act.kind, school=school).filter(pk=page.pk).first()
    if found is None:
        raise NotWritten(GONE)
    (choice,) = described(act=act, school=school, pages=[found])
    if reason := choice.refused(replaces=replaces):
        raise NotWritten(reason)
    draft: Act = found
    if found.first_published_at is None and not found.live:
        draft = found.get_latest_revision_as_object()
        draft.title = whole_words(act.name, LONGEST_PAGE_TITLE) or draft.title
    _rewrite(draft, act, school)
    keep_draft(draft, owner=owner, now=now, log_action=True)
    home = school.site.root_page
    if act.kind == REGULATION and not RoadmapPage.objects.descendant_of(home).exists():
        import_roadmap(act=act, school=school, owner=owner, now=now)
    extend_glossary(home=home, terms=explained_terms(act), owner=owner, now=now)
    return draft


def _rewrite(draft: Act, act: ImportedAct, school: School) -> None:
    """Everything the file says, in the place of what the draft said; its order is the new one."""
    blocks = rest_of(act) if isinstance(draft, ProgrammePage) else act.blocks
    stream = successor_text(draft, blocks)
    numbered = clause_keys(blocks, [block["id"] for block in stream])
    if isinstance(draft, ProgrammePage):
        fields = programme_fields(act=act, school=school)
        fields["form"] = fields["form"] or draft.form
        for name in ("tasks", "measured"):
            same_keys(fields[name], getattr(draft, name).get_prep_value())
    else:
        fields = approval_fields(act)
    no_order = {"order_number": "", "order_date": None, "in_force_from": None}
    for name, value in {**no_order, **fields, "body": stream}.items():
        setattr(draft, name, value)
    if isinstance(draft, RegulationPage):
        draft.terms.set([])
        add_rows(draft.terms, clause_terms(RegulationTerm, act, numbered))
    elif isinstance(draft, ServiceRulesPage):
        draft.terms.set([])
        add_rows(draft.terms, clause_terms(ServiceRulesTerm, act, numbered))
        known = {service.name.casefold(): service for service in draft.services.all()}
        rows = services_of(act, numbered)
        for row in rows:
            _checked_as_before(row, known.get(row.name.casefold()))
        draft.services.set([])
        add_rows(draft.services, rows)


def _checked_as_before(row: Service, known: Service | None) -> None:
    """What the school itself says of a service the register has; the act says the rest."""
    if known is not None:
        row.status, row.checked_on, row.note = known.status, known.checked_on, known.note
