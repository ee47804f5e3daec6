"""Wordings that ship, as data: a school adopts them as pages and may change every word."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from mentoring_pages.domain.own_files import OwnFileProblem, first_misfit, json_files, read_json
from mentoring_pages.domain.placeholders import Problem, Trouble, check
from mentoring_pages.domain.wording import KINDS, SIDES

NOT_A_WORDING = frozenset({"publication-items.json", "schema.json"})

TROUBLES = {
    Trouble.UNKNOWN: "такого места нет",
    Trouble.MISSPELT: "место написано с ошибкой",
    Trouble.AFTER_SIGNING: "это известно только после подписания",
    Trouble.NOT_FOR_KIND: "у текстов этого вида такого места нет",
    Trouble.NOT_FOR_VARIANT: "при этом подписанте такого места нет",
    Trouble.NOT_ALONE: "это перечень, он стоит в абзаце один",
}


class WordingFileProblem(OwnFileProblem):
    """A file of a wording cannot be used. Says in a sentence which file, what is wrong and why."""


@dataclass(frozen=True, slots=True)
class ShippedWording:
    """One file. ``form`` is the key of a form of mentoring, empty for a wording of all forms.

    ``summary`` is a thought a line; ``for_child`` is paragraphs. ``agreement`` holds ``tasks``,
    ``terms``, ``term_months`` and ``notice_days`` of an agreement and is empty otherwise.
    """

    kind: str
    variant: str
    version: str
    title: str
    summary: tuple[str, ...]
    for_child: tuple[str, ...]
    blocks: tuple[tuple[str, str], ...]
    form: str
    agreement: dict[str, Any]
    file: str = ""
    """Where it was read, to be named to whoever wrote it."""

    @property
    def slug(self) -> str:
        """The address of the page: kind and variant, and the form where there is one."""
        last = self.form or (self.variant if self.variant != SIDES else "")
        return "-".join(part for part in ("tekst", self.kind, last) if part)


@dataclass(frozen=True, slots=True)
class PublicationItem:
    """One kind of data a person may allow to be published; it holds for all listed resources."""

    key: str
    label: str


@cache
def publication_items() -> tuple[PublicationItem, ...]:
    """The items of a publication consent in the order they are asked."""
    text = (resources.files(__name__) / "publication-items.json").read_text(encoding="utf-8")
    return tuple(
        PublicationItem(key=item["key"], label=item["label"]) for item in json.loads(text)["items"]
    )


def read_wordings(folders: Iterable[str | Path] = ()) -> list[ShippedWording]:
    """Every wording of ours and of further ``folders``, one per kind, variant and form.

    A later folder takes the place of an earlier one. Raises ``WordingFileProblem``.
    """
    own, problems = own_wordings(folders)
    if problems:
        raise WordingFileProblem(" ".join(problems))
    shipped = sorted(resources.files(__name__).iterdir(), key=lambda entry: entry.name)
    ours = [read_wording(file) for file in shipped if _is_wording(file)]
    found = {(wording.kind, wording.variant, wording.form): wording for wording in [*ours, *own]}
    return list(found.values())


def own_wordings(folders: Iterable[str | Path]) -> tuple[list[ShippedWording], list[str]]:
    """The wordings of further folders, and a sentence for each file that cannot be used."""
    found: list[ShippedWording] = []
    problems: list[str] = []
    for folder in folders:
        try:
            files = [file for file in json_files(folder) if _is_wording(file)]
        except OwnFileProblem as problem:
            problems.append(str(problem))
            continue
        for file in files:
            try:
                found.append(read_wording(file))
            except OwnFileProblem as problem:
                problems.append(str(problem))
    return found, problems


def read_wording(file: Traversable) -> ShippedWording:
    """One wording out of one JSON file (docs/wordings.md). Raises ``WordingFileProblem``."""
    try:
        data = read_json(file)
        schema = read_json(resources.files(__name__) / "schema.json")
    except OwnFileProblem as problem:
        raise WordingFileProblem(str(problem)) from problem
    misfit = first_misfit(data, schema)
    if misfit:
        raise WordingFileProblem(f"{file}: {misfit}.")
    wording = ShippedWording(
        kind=data["kind"],
        variant=data["variant"],
        version=data["version"],
        title=data["title"],
        summary=tuple(data["summary_plain"]),
        for_child=tuple(data.get("for_child", ())),
        blocks=tuple((block["type"], block["text"]) for block in data["blocks"]),
        form=data.get("form", ""),
        agreement=data.get("agreement", {}),
        file=str(file),
    )
    problems = list(_problems(wording))
    if problems:
        raise WordingFileProblem(f"{file}: {'; '.join(problems)}.")
    return wording


def _is_wording(file: Traversable) -> bool:
    return file.name.endswith(".json") and file.name not in NOT_A_WORDING


def _problems(wording: ShippedWording) -> Iterable[str]:
    kind = KINDS.get(wording.kind)
    if kind is None:
        yield f"kind: стоит «{wording.kind}», а бывает: {', '.join(KINDS)}"
        return
    if wording.variant not in kind.variants:
        yield f"variant: стоит «{wording.variant}», а бывает: {', '.join(kind.variants)}"
    if wording.kind != "agreement" and (wording.form or wording.agreement):
        yield "form и agreement бывают только у соглашения (kind: agreement), уберите их"
    for number, (_type, text) in enumerate(wording.blocks):
        for problem in check(text, kind=wording.kind, variant=wording.variant):
            yield f"blocks/{number}/text: [{problem.written}]: {_said(problem)}"


def _said(problem: Problem) -> str:
    meant = f"; может быть, [{problem.suggestion}]" if problem.suggestion else ""
    return f"{TROUBLES[problem.trouble]}{meant}"
