"""Pictures whose people may be shown no more leave the place that the web server serves."""

import uuid
from datetime import datetime
from functools import partial
from typing import Any

from django.core.files.storage import storages
from django.db import transaction

from mentoring_pages.models import ImageRegister, School
from mentoring_pages.services.public_version import public_pages_changed

KEPT_IN = "papers"
"""The storage no web server serves. There a withheld picture waits for the school's decision."""

FOLDER = "withheld"


@transaction.atomic
def withhold(*, register: ImageRegister, now: datetime, destroy: bool = False) -> None:
    """Take the picture off the site: its renditions are deleted, its file is moved away.

    The files go when the transaction commits; ``finish_withholding`` does what was interrupted.
    With ``destroy`` the file is deleted for good.
    """
    image = register.image
    register.withheld_at = now
    register.withheld_name = "" if destroy else f"{FOLDER}/{uuid.uuid4()}"
    register.save(update_fields=["withheld_at", "withheld_name"])
    renditions = [(one.file.storage, one.file.name) for one in image.renditions.all()]
    image.renditions.all().delete()
    transaction.on_commit(partial(_remove, renditions))
    transaction.on_commit(partial(_move_away, register.pk))


@transaction.atomic
def forget_who_is_on(*, image: Any) -> None:
    """The picture has another file now: what was said of the old one says nothing of the new.

    Pages stop showing it until somebody says who is on it.
    """
    register = ImageRegister.objects.filter(image=image).select_related("school").first()
    if register is None or register.withheld_at is not None:
        return
    register.people.all().delete()
    ImageRegister.objects.filter(pk=register.pk).update(nobody=False)
    public_pages_changed(site_id=register.school.site_id)


def finish_withholding(*, school: School) -> int:
    """Move away the files of withheld pictures that are still where they were served."""
    moved = 0
    for register in ImageRegister.objects.filter(school=school, withheld_at__isnull=False):
        if register.image.file.storage.exists(register.image.file.name):
            _move_away(register.pk)
            moved += 1
    return moved


def _remove(files: list[tuple[Any, str]]) -> None:
    for storage, name in files:
        storage.delete(name)


def _move_away(register_id: int) -> None:
    register = ImageRegister.objects.select_related("image").filter(pk=register_id).first()
    if register is None or register.withheld_at is None:
        return
    storage, name = register.image.file.storage, register.image.file.name
    if not name or not storage.exists(name):
        return
    if register.withheld_name and not storages[KEPT_IN].exists(register.withheld_name):
        with storage.open(name, "rb") as file:
            storages[KEPT_IN].save(register.withheld_name, file)
    storage.delete(name)
