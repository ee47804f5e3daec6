"""An end that the sides told the school: staff make the paper, the sides sign it with a pen."""

from typing import Any

from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from intake.domain.age import UnknownBirthDate
from intake.domain.agreement import Act, grounds
from intake.forms.agreement import TOGETHER
from intake.forms.staff_agreement import SideEndForm
from intake.models import Document
from intake.models.document import SIDES
from intake.services.agreement import AgreementProblem
from intake.services.agreement_acts import propose_end, propose_leaving
from intake.services.agreement_sides import Signer, SignerMissing, sides_today
from intake.services.privacy import staff_key
from intake.views.staff_agreement_acts import AgreementActView


class LeaveView(AgreementActView):
    act = Act.END_BY_ONE
    title = _("Прекращает сторона: на бумаге")
    intro = _(
        "Сделается документ, который подпишут ручкой: обе стороны или тот, кто прекращает один. "
        "Соглашение действует, пока вы не запишете подписанный документ. Напечатать его можно в "
        "карточке того, кто подписывает: «Напечатать документы»."
    )
    form_class = SideEndForm
    submit_label = _("Сделать документ")
    icon = "edit"

    @cached_property
    def signers(self) -> tuple[Signer, ...]:
        """Who signs for the sides today; nobody where that cannot be said."""
        try:
            return sides_today(agreement=self.row, now=self.now).signers
        except (SignerMissing, UnknownBirthDate):
            return ()

    def get_form_kwargs(self) -> dict[str, Any]:
        words = _now("%(name)s (%(side)s), в одностороннем порядке")
        return super().get_form_kwargs() | {
            "grounds": grounds(self.row.notice_days),
            "signers": [
                (
                    str(one.person.key),
                    words % {"name": one.person.full_name, "side": SIDES[one.side.value]},
                )
                for one in self.signers
            ],
        }

    def form_valid(self, form: SideEndForm) -> HttpResponse:
        try:
            document = self._proposed(form)
        except AgreementProblem as problem:
            return self.refused(form, problem)
        return self.done(
            _now("Документ № %(number)s сделан: напечатайте его и запишите, когда подпишут.")
            % {"number": document.number}
        )

    def _proposed(self, form: SideEndForm) -> Document:
        answers, by_key = form.cleaned_data, staff_key(self.request.user)
        if answers["way"] == TOGETHER:
            return propose_end(agreement=self.row, last_day=form.day, by_key=by_key, now=self.now)
        actor = next(one.person for one in self.signers if str(one.person.key) == answers["way"])
        return propose_leaving(
            agreement=self.row,
            actor=actor,
            ground=answers["ground"],
            words=answers["words"],
            by_key=by_key,
            now=self.now,
        )
