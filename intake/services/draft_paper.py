"""A wording as the paper it would become: for its editor, with invented people."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from intake.documents.consent import PaperInput, make_paper
from intake.services.filling import chosen_items
from mentoring_pages.models import School


def make_draft(
    *,
    school: School,
    title: str,
    kind: str,
    lines: Sequence[tuple[str, str]],
    signer: tuple[str, str],
    sides: Sequence[tuple[str, Sequence[tuple[str, str]]]],
    now: datetime,
) -> bytes:
    """The PDF of a draft by the same renderer as real papers. It has no number and no journal.

    ``signer`` is an invented person's name and capacity; a paper of two sides has ``sides`` in
    their stead, as ``PaperInput`` takes them. Raises ``PaperError``.
    """
    name, capacity = signer
    draft = _("ПРОЕКТ")
    paper = make_paper(
        paper=PaperInput(
            kind=kind,
            variant="",
            number="",
            made_at=now.astimezone(school.zone),
            title=f"{draft}. {title}",
            blocks=tuple(lines),
            addressee=(
                f"{school.director_post_dative} {school.short_name}",
                school.director_name_dative,
            ),
            operator=(school.full_name, school.address),
            choices=tuple(chosen_items({})) if kind == "publication" else (),
            explanation=_("Проект текста с вымышленными людьми. Подписать его нельзя."),
            signer_name="" if sides else name,
            signer_capacity="" if sides else capacity,
            sides=tuple((heading, tuple(signers)) for heading, signers in sides),
        )
    )
    return paper.pdf
