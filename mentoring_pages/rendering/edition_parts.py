"""What an edition holds besides its clauses, as blocks, so that it is read and compared with them.

A programme has a goal, tasks and results of its own, the service rules a register of services; in
a frozen tree they stand beside the body. A tree without such parts stays as it is.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from mentoring_pages.models.service_rules import SERVICE_BASES, SERVICE_MODES, SERVICE_STATUSES

Block = dict[str, Any]


def whole_tree(tree: Mapping[str, Any]) -> dict[str, Any]:
    """The tree with its parts at the head of the body, each under its own heading."""
    return {**tree, "blocks": [*_parts(tree), *tree["blocks"]]}


def _parts(tree: Mapping[str, Any]) -> Iterator[Block]:
    for name, heading in (
        ("form", _("Форма наставничества")),
        ("intro", _("О форме наставничества")),
        ("goal", _("Цель")),
        ("tasks", _("Задачи")),
        ("expected", _("Ожидаемые результаты")),
        ("measured", _("Оцениваемые результаты")),
        ("participants", _("Участники")),
        ("term", _("Срок")),
        ("services", _("Реестр сервисов")),
    ):
        value = tree.get(name)
        if not value:
            continue
        yield _block(f"part-{name}", "section", 1, heading)
        if isinstance(value, str):
            yield _block(f"part-{name}-text", "paragraph", 2, value)
            continue
        for place, line in enumerate(value):
            key = line.get("key") or f"part-{name}-{place}"
            yield _block(key, "item", 2, _line(line))


def _line(line: Mapping[str, Any]) -> str:
    """A task, a result with its measure, or a service with what is said of it."""
    said = [line.get("text") or line.get("name") or ""]
    if line.get("measure"):
        said.append(_("как измеряется: %(how)s") % {"how": line["measure"]})
    for field, words in (
        ("mode", SERVICE_MODES),
        ("basis", SERVICE_BASES),
        ("status", SERVICE_STATUSES),
    ):
        if line.get(field):
            said.append(str(words.get(line[field], line[field])))
    return "; ".join(part for part in said if part)


def _block(key: str, kind: str, level: int, text: str) -> Block:
    value = {"level": level, "number": "", "text": text, "meaning": []}
    return {"key": key, "type": kind, "value": value}
