"""People who may be shown, pages that show them, pictures of them: for tests of publication."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image as Drawing
from wagtail.images import get_image_model
from wagtail.models import Collection

from intake.models import Document, DocumentParty, Person
from mentoring_pages.models import (
    ImagePerson,
    ImageRegister,
    InformationResource,
    NewsIndexPage,
    NewsPage,
    NewsPicture,
    School,
    ShownPerson,
)
from tests.rows import NOW, a_paper, a_waiting_request, taken
from tests.schools import make_school

SITE = "https://first.example.org/"
GROUP = "https://vk.example.org/first"
EVERYTHING = {"full_name": True, "school_class": True, "photo": True, "results": True}


def a_publishing_school(key: str = "first") -> School:
    """A school with a site and a group named as resources."""
    school = make_school(key)
    for kind, title, address in (
        ("site", "Сайт школы", f"https://{key}.example.org/"),
        ("social", "Группа школы", f"https://vk.example.org/{key}"),
    ):
        InformationResource.objects.create(school=school, kind=kind, title=title, address=address)
    return School.objects.get(pk=school.pk)


def may_be_shown(
    school: School, choices: dict[str, bool] | None = None, **person: Any
) -> tuple[Person, Document]:
    """A child of 13 whose mother signed a publication consent with these choices."""
    request = taken(a_waiting_request(school, **person))
    paper = a_paper(request)
    Document.objects.filter(pk=paper.pk).update(
        kind="publication",
        state="signed",
        signed_at=NOW,
        choices=EVERYTHING if choices is None else choices,
        resources=[one.address for one in school.resources.all()],
    )
    paper.refresh_from_db()
    return request.participant, paper


def an_index(school: School) -> NewsIndexPage:
    home = school.site.root_page
    home.refresh_from_db()
    found = NewsIndexPage.objects.child_of(home).first()
    if found is None:
        found = NewsIndexPage(title="Новости", slug="novosti")
        home.add_child(instance=found)
        found.save_revision().publish()
    return found


def a_draft(
    school: School,
    *people: tuple[Person, list[str]],
    pictures: tuple[Any, ...] = (),
    title: str = "Итоги недели",
    **fields: Any,
) -> NewsPage:
    """Unpublished news that shows these people."""
    page = NewsPage(title=title, live=False, **fields)
    for person, items in people:
        page.shown_people.add(ShownPerson(person_key=person.key, items=items))
    for picture in pictures:
        page.pictures.add(NewsPicture(image=picture, alt="Ребята у доски"))
    index = an_index(school)
    index.refresh_from_db()
    index.add_child(instance=page)
    page.save_revision()
    return page


def published(page: NewsPage) -> NewsPage:
    page.get_latest_revision().publish()
    page.refresh_from_db()
    return page


def a_picture(school: School, *people: Person, nobody: bool = False) -> Any:
    """A picture in the school's register, with these people on it."""
    image = a_bare_picture(school)
    register = ImageRegister(image=image, school=school, nobody=nobody)
    for person in people:
        register.people.add(ImagePerson(person_key=person.key))
    register.save()
    return image


def a_bare_picture(school: School) -> Any:
    """A picture of which nobody has said who is on it."""
    file = BytesIO()
    Drawing.new("RGB", (40, 30), "navy").save(file, "PNG")
    collection = Collection.objects.filter(name=f"Файлы: {school.key}").first()
    return get_image_model().objects.create(
        title="Снимок",
        file=ContentFile(file.getvalue(), name="snimok.png"),
        collection=collection or Collection.get_first_root_node(),
    )


def withdraw(paper: Document, *, now: datetime = NOW) -> None:
    """The mother signs the paper that withdraws ``paper``, as its service does."""
    from intake.services.signing import record_signature

    mother = paper.parties.get().person
    act = Document.objects.create(
        number=f"О-{paper.pk}",
        school=paper.school,
        request=paper.request,
        kind="withdrawal",
        variant=paper.variant,
        participant=paper.participant,
        edition=paper.edition,
        wording=paper.wording,
        shown_digest="0" * 64,
        page_count=1,
        rule_version="1",
        made_at=now,
        points_to=paper,
    )
    DocumentParty.objects.create(document=act, person=mother, role=paper.variant)
    record_signature(
        document=act,
        signer=mother,
        role=paper.variant,
        act="withdraw",
        method="paper",
        facts={},
        actor_key="user:1",
        now=now,
    )


LATER = NOW + timedelta(days=1)
