"""What next year's agreement changes, in words for a family and for staff."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from intake.domain.agreement_renewal import Change
from intake.services.agreement_renewal import Difference
from mentoring_pages.domain.wording import months_words


def difference_lines(difference: Difference) -> list[str]:
    """A sentence for each thing that is not as it was, the terms before the text."""
    return [*_terms(difference), *_text(difference)]


def _terms(difference: Difference) -> Iterator[str]:
    words = {
        Change.SIGNERS: _("Подписывают теперь: %(names)s.")
        % {"names": ", ".join(difference.signers)},
        Change.TERM: _("Срок теперь другой: %(term)s.")
        % {"term": months_words(difference.term_months)},
        Change.TASKS: _("Задачи другие."),
        Change.PLACE: _("Место заключения другое."),
        Change.BASE: _("Организация, на базе которой работают, другая."),
    }
    for change in difference.changes:
        yield words[change]


def _text(difference: Difference) -> Iterator[str]:
    for line in difference.text.added:
        yield _("Новое в тексте: «%(line)s».") % {"line": line}
    for line in difference.text.removed:
        yield _("Этого в тексте больше нет: «%(line)s».") % {"line": line}
