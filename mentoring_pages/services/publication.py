"""The check before a page goes live: nobody is shown without a valid consent.

It runs before every save of a live page, whoever saves it and why: publishing now, by schedule, by
a workflow, copies and aliases, many at once. Withdrawing a consent and publishing lock the same
row of the school, so neither can overtake the other.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.utils.translation import gettext as _
from wagtail.models import Page

from mentoring_pages import ports
from mentoring_pages.domain.lemmas import lemmas_of, tokens
from mentoring_pages.domain.publication import FULL_NAME, PHOTO, Obstacle, Problem, texts_of
from mentoring_pages.models import (
    ImageRegister,
    InformationResource,
    PublicationRefused,
    RegulationMixin,
    School,
    WordingPage,
)
from mentoring_pages.models.publication import item_choices
from mentoring_pages.services.page_files import (
    documents_of,
    file_names,
    file_titles,
    images_of,
    is_picture,
    tags_of,
    text_of,
)

NAMED_BY_DUTY = (RegulationMixin, WordingPage)
"""Pages whose text names people by duty of office: acts, orders, papers. Pupils have no office."""

INITIAL = re.compile(r"\b[А-ЯЁ]\.")
HONOURED = re.compile(r"\b(?:имени|им\.)\s+(?:[А-ЯЁ][\w.-]*\s*){1,3}")
"""«Школа имени Петра Ветрова»: acts repeat the name of their school."""


def check_before_save(*, page: Page, now: datetime) -> None:
    """Raise ``PublicationRefused`` when ``page``, about to be saved live, may not be.

    The caller is within a transaction: the school stays locked until it ends.
    """
    school = lock_school_of(page)
    problems = problems_of(page=page, school=school, now=now)
    if problems:
        raise PublicationRefused(page_id=page.pk, problems=problems)


def school_of(page: Page) -> School | None:
    """The school in whose tree the page stands; ``None`` for a page of no school."""
    above = page.get_ancestors(inclusive=True)
    school: School | None = (
        School.objects.filter(site__root_page__in=above).select_related("site").first()
    )
    return school


def lock_school_of(page: Page) -> School | None:
    """The same, locked until the transaction ends."""
    school = school_of(page)
    if school is not None:
        School.objects.select_for_update(no_key=True).get(pk=school.pk)
    return school


def problems_of(*, page: Page, school: School | None, now: datetime) -> tuple[Problem, ...]:
    """Everything that keeps the page, as it is in memory, from going live at ``now``."""
    shown = {row.person_key: tuple(row.items) for row in page.shown_people.all()}
    pictures = images_of(page)
    if school is None:
        return tuple(Problem(Obstacle.NOT_OURS, key) for key in shown)
    problems: list[Problem] = []
    if page.pk and page.takedowns.filter(text_checked_at__isnull=True).exists():
        problems.append(Problem(Obstacle.TEXT_UNCHECKED))
    problems += _of_pictures(pictures, shown, school)
    problems += _of_text(page, pictures, shown, school, now=now)
    if not shown:
        return tuple(problems)
    resources = resources_of(page=page, school=school)
    if not resources:
        return (*problems, Problem(Obstacle.NO_RESOURCE))
    ours = {
        person.key
        for person in ports.publication_people(
            school=school, keys=list(shown), resources=_addresses(resources), now=now
        )
    }
    for key, items in shown.items():
        if key not in ours:
            problems.append(Problem(Obstacle.NOT_OURS, key))
            continue
        problems += _refusals(key, items, resources, now=now)
    return tuple(problems)


def _refusals(
    key: UUID, items: Iterable[str], resources: Sequence[InformationResource], *, now: datetime
) -> Iterator[Problem]:
    for item in items:
        for resource in resources:
            answer = ports.may_publish(
                person_key=key, item=item, resource=resource.address, now=now
            )
            if not answer.allowed:
                yield Problem(Obstacle.NO_CONSENT, key, item, resource.title, answer.reason)


def _of_pictures(
    pictures: Sequence[Any], shown: dict[UUID, tuple[str, ...]], school: School
) -> Iterator[Problem]:
    """What is unknown about the pictures; who is on them is added to ``shown``."""
    if not pictures:
        return
    registers = {
        register.image_id: register
        for register in ImageRegister.objects.filter(
            image__in=pictures, school=school
        ).prefetch_related("people")
    }
    for image in pictures:
        register = registers.get(image.pk)
        if register is None or not (register.nobody or register.people.all()):
            yield Problem(Obstacle.PICTURE_UNKNOWN, about=str(image.pk))
        elif register.withheld_at:
            yield Problem(Obstacle.PICTURE_WITHHELD, about=str(image.pk))
        else:
            for person in register.people.all():
                items = shown.get(person.person_key, ())
                if PHOTO not in items:
                    shown[person.person_key] = (*items, PHOTO)


def _of_text(
    page: Page,
    pictures: Sequence[Any],
    shown: dict[UUID, tuple[str, ...]],
    school: School,
    *,
    now: datetime,
) -> Iterator[Problem]:
    """People whom the page names though it does not say that it shows their name: in its text, its
    tags, its address, in its files and what they are called. In an act, whose editions stay, only
    grown-ups may be named: by their office. A picture offered as a file of which nobody can say who
    is on it."""
    is_kept_for_ever = isinstance(page, NAMED_BY_DUTY)
    documents = documents_of(page)
    files = [*pictures, *documents]
    tags = tags_of(page)
    read = [*file_titles(files), *tags, *(text_of(document) for document in documents)]
    text = "\n".join([*texts_of(page.serializable_data()), *read])
    labels = [page.slug, *file_names(files), *tags]
    if is_kept_for_ever:
        text = HONOURED.sub(" ", text)
    for person in named_past_duty(school=school, text=text, labels=labels, now=now):
        if is_kept_for_ever:
            if person.school_class and not _may_be_an_officer(person, page, school, text):
                yield Problem(Obstacle.NAMED_IN_ACT, person.key, FULL_NAME)
        elif FULL_NAME not in shown.get(person.key, ()):
            yield Problem(Obstacle.NOT_DECLARED, person.key, FULL_NAME)
    for document in documents:
        if is_picture(document):
            yield Problem(Obstacle.PICTURE_AS_FILE, about=document.title)


def _may_be_an_officer(person: ports.PersonToShow, page: Page, school: School, text: str) -> bool:
    """Whether the act calls this person by initials only, and somebody with an office has the same
    family name: «Директор Иванов А. П.» is not the pupil Иванов Артём."""
    family = lemmas_of(person.name.split(" ")[0])
    named = " ".join([*names_of_duty(school), getattr(page, "approval_name", "")])
    if not any(word.lemmas & family for word in tokens(named)):
        return False
    return person.key not in ports.people_named(school=school, text=INITIAL.sub(" ", text))


def named_past_duty(
    *, school: School, text: str, labels: Sequence[str] = (), now: datetime
) -> list[ports.PersonToShow]:
    """The school's people whom ``text`` or the names of files and addresses name, but for those who
    are named by duty of office."""
    named = ports.people_named(school=school, text=text, labels=labels)
    if not named:
        return []
    people = ports.publication_people(school=school, keys=list(named), resources=(), now=now)
    return [person for person in people if not is_named_by_duty(person.name, school=school)]


def is_named_by_duty(name: str, *, school: School) -> bool:
    """Whether this is the full name of somebody whom the school's profile names by office."""
    return _folded(name) in {_folded(one) for one in names_of_duty(school)}


def names_of_duty(school: School) -> list[str]:
    """The full names that the school's profile names by office."""
    named = (school.director_name, school.curator_name, school.privacy_officer_name)
    return [name for name in named if name]


def check_before_move(*, page: Page, parent: Page, now: datetime) -> None:
    """``PublicationRefused`` when ``page`` or a live page under it may not be shown in the school
    of ``parent``. Inside one school nothing changes for anybody."""
    school = school_of(parent)
    if school == school_of(page):
        return
    for below in Page.objects.descendant_of(page, inclusive=True).live().specific():
        problems = problems_of(page=below, school=school, now=now)
        if problems:
            raise PublicationRefused(page_id=below.pk, problems=problems)


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("ё", "е").split())


def resources_of(*, page: Page, school: School) -> list[InformationResource]:
    """Where the page will be seen: the school's site, and its groups for news that go there too."""
    listed = list(school.resources.all())
    sites = [one for one in listed if one.kind == "site"]
    host = school.site.hostname
    here = [one for one in sites if urlsplit(one.address).hostname == host] or sites
    groups = [one for one in listed if one.kind == "social"] if is_for_groups(page) else []
    return [*here, *groups] if here else []


def is_for_groups(page: Page) -> bool:
    """Whether the page is also published in the school's groups."""
    return bool(getattr(page, "in_group", False))


def _addresses(resources: Iterable[InformationResource]) -> list[str]:
    return [resource.address for resource in resources]


# In words


def sentences(*, problems: Iterable[Problem], school: School | None, now: datetime) -> list[str]:
    """The obstacles as sentences for staff: whose consent is missing and what to do. They name
    people, so they are shown and never stored or logged."""
    problems = list(problems)
    keys = list({problem.person_key for problem in problems if problem.person_key})
    people = (
        ports.publication_people(school=school, keys=keys, resources=(), now=now)
        if school and keys
        else []
    )
    names = {person.key: _who(person.name, person.school_class) for person in people}
    said: dict[str, None] = {}
    for one in _merged(problems):
        who = names.get(one.person_key) if one.person_key else None
        said[_sentence(one, who or _("Человек не из списка вашей школы"))] = None
    return list(said)


def _merged(problems: list[Problem]) -> list[Problem]:
    """Missing consents joined: one sentence for a person and reason, all items and places in it."""
    joined: dict[tuple[Any, ...], list[Problem]] = {}
    for one in problems:
        about = "" if one.obstacle is Obstacle.NO_CONSENT else one.about
        joined.setdefault((one.obstacle, one.person_key, one.reason, about), []).append(one)
    return [
        Problem(
            group[0].obstacle,
            group[0].person_key,
            ", ".join(dict.fromkeys(one.item for one in group if one.item)),
            "; ".join(dict.fromkeys(one.about for one in group if one.about)),
            group[0].reason,
        )
        for group in joined.values()
    ]


def _who(name: str, school_class: str) -> str:
    return f"{name}, {school_class}" if school_class else name


def _sentence(one: Problem, who: str) -> str:
    labels = dict(item_choices())
    items = ", ".join(str(labels.get(key, key)) for key in one.item.split(", ") if key)
    match one.obstacle:
        case Obstacle.NO_CONSENT:
            return _(
                "%(who)s: не хватает согласия (%(items)s; %(where)s). %(reason)s Попросите семью "
                "подписать согласие на публикацию или уберите это со страницы."
            ) % {"who": who, "items": items, "where": one.about, "reason": one.reason}
        case Obstacle.NOT_DECLARED:
            return _(
                "%(who)s: имя стоит в тексте, в метках, в адресе страницы, в приложенном файле или "
                "в его названии, но в списке «Кто показан на странице» этого нет. Добавьте "
                "человека в список, отметив фамилию и имя, или уберите имя."
            ) % {"who": who}
        case Obstacle.NAMED_IN_ACT:
            return _(
                "%(who)s: имя ученика стоит в тексте документа. Редакция документа хранится "
                "всегда, а согласие могут отозвать в любой день. Напишите роль вместо имени; "
                "список по именам утвердите отдельным приказом и на сайте не публикуйте."
            ) % {"who": who}
        case Obstacle.NOT_OURS:
            return _("%(who)s. Уберите эту строку из списка «Кто показан на странице».") % {
                "who": who
            }
        case Obstacle.NO_RESOURCE:
            return _(
                "В профиле школы не назван сайт, на котором она публикует. Впишите его адрес "
                "в разделе «Школа»: согласие действует только для названных адресов."
            )
        case Obstacle.PICTURE_UNKNOWN:
            return _(
                "Снимок № %(number)s: не отмечено, кто на нём. Откройте раздел «Кто на снимках» "
                "и назовите людей или отметьте, что узнать никого нельзя."
            ) % {"number": one.about}
        case Obstacle.PICTURE_AS_FILE:
            return _(
                "Файл «%(title)s» – картинка, и кто на ней, сказать негде. Загрузите её в раздел "
                "«Изображения», отметьте людей в разделе «Кто на снимках» и добавьте на страницу "
                "как снимок; ссылку на файл уберите."
            ) % {"title": one.about}
        case Obstacle.TEXT_FAULTY:
            return _(
                "Проверка текста нашла нарушение, которого не было, когда вы назначали день: "
                "%(what)s Исправьте текст и опубликуйте его или назначьте новый день."
            ) % {"what": one.about}
        case Obstacle.PICTURE_WITHHELD:
            return _(
                "Снимок № %(number)s убран с сайта: согласие отозвали. Уберите его со страницы."
            ) % {"number": one.about}
    return _(
        "С этой страницы убрали человека, который отозвал согласие. Проверьте, что в тексте и на "
        "снимках его больше нет, и отметьте это в разделе «Убранные публикации»."
    )
