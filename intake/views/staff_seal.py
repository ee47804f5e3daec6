"""What staff read of the seal under a paper: that it stands, or why it waits."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from intake.evidence.trouble import SealTrouble
from intake.labels import SEAL_TROUBLES
from intake.models import Document, Seal
from intake.views.staff_register import Section


def seal_section(paper: Document) -> list[Section]:
    """Nothing where no seal was asked for."""
    seal = Seal.objects.filter(document=paper).first()
    if seal is None:
        return []
    tried = localtime(seal.tried_at, paper.school.zone) if seal.tried_at else None
    why = str(SEAL_TROUBLES[SealTrouble(seal.trouble)]) if seal.trouble else ""
    return [
        Section(
            _("Печать сервиса"),
            (_("Состояние"), _("Что мешает"), _("Сколько раз пробовали"), _("Последняя попытка")),
            [
                (
                    seal.get_state_display(),
                    why,
                    str(seal.tries),
                    date_format(tried, "d.m.Y H:i") if tried else "",
                )
            ],
        )
    ]
