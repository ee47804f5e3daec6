"""One meeting: the list of the class teacher, the screen on the wall, and the print jobs."""

from dataclasses import asdict
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin import messages

from intake.documents.render import PaperError
from intake.domain.signing import SignerRole
from intake.forms.staff_meeting import IdentifyForm
from intake.models import Contact, Meeting, MeetingFamily
from intake.services.meeting import (
    MeetingRefused,
    add_families,
    choose_way,
    counts,
    families_of,
    identify,
    missing_people,
    signed_requests,
    signer_at,
    undo_identification,
)
from intake.services.meeting_print import print_packets, print_slips
from intake.services.pep import pep_edition
from intake.services.privacy import names_of_staff, record_access
from intake.services.rule import school_day
from mentoring_pages.services.membership import reach


class MeetingBase(View):
    """A meeting within reach: of the own classes for whoever reaches only these."""

    permission = "intake.view_meeting"
    meeting: Meeting

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.now = timezone.now()
        found = reach(user=request.user, permission=self.permission)
        meeting = (
            Meeting.objects.filter(
                found.rows(school_path="school", class_path="school_class"), key=kwargs["key"]
            )
            .select_related("school__site", "held_by")
            .first()
        )
        if meeting is None:
            raise Http404
        self.meeting = meeting
        return super().dispatch(request, *args, **kwargs)

    def seen(self, action: str, detail: str = "") -> None:
        record_access(
            school=self.meeting.school,
            user=self.request.user,
            action=f"meeting.{action}",
            subject_key=str(self.meeting.key),
            detail=detail,
            now=self.now,
        )

    def page_address(self) -> str:
        return reverse("nastavnik_meeting", args=[self.meeting.key])


class MeetingView(MeetingBase):
    """Family by family: «личность установлена». Each press is one POST; no script is needed."""

    def get(self, request: HttpRequest, key: Any) -> HttpResponse:
        self.seen("opened")
        return render(request, "intake/staff/meeting.html", self._context())

    def _context(self) -> dict[str, Any]:
        prints = reach(user=self.request.user, permission="intake.add_meeting")
        return {
            "meeting": self.meeting,
            "counts": counts(self.meeting),
            "rows": self._rows(),
            "has_pep": pep_edition(
                school=self.meeting.school, role=SignerRole.REPRESENTATIVE, now=self.now
            )
            is not None,
            "missing": list(missing_people(self.meeting)),
            "may_print": prints.covers(self.meeting.school_id),
            "has_begun": self.meeting.held_on
            <= school_day(school=self.meeting.school, now=self.now),
        }

    def _rows(self) -> list[dict[str, Any]]:
        families = list(families_of(self.meeting))
        signers = {family.pk: signer_at(family.request) for family in families}
        signed = set(signed_requests(self.meeting).values_list("pk", flat=True))
        written_to = set(
            Contact.objects.filter(
                person__in=signers.values(), replaced_at__isnull=True
            ).values_list("person_id", flat=True)
        )
        names = names_of_staff({family.identified_by_key for family in families})
        zone = self.meeting.school.zone
        return [
            {
                "family": family,
                "signer": signers[family.pk],
                "has_contact": signers[family.pk].pk in written_to,
                "identified_at": family.identified_at and localtime(family.identified_at, zone),
                "identified_by": names.get(family.identified_by_key, ""),
                "is_signed": family.request_id in signed,
            }
            for family in families
        ]

    def post(self, request: HttpRequest, key: Any) -> HttpResponse:
        found = reach(user=request.user, permission="intake.change_meeting")
        if not Meeting.objects.filter(
            found.rows(school_path="school", class_path="school_class"), pk=self.meeting.pk
        ).exists():
            raise Http404
        act = request.POST.get("act", "")
        if act == "add":
            whole = reach(user=request.user, permission="intake.add_meeting")
            if not whole.covers(self.meeting.school_id):
                raise Http404
            added = add_families(meeting=self.meeting, by=request.user, now=self.now)
            messages.success(request, _("Добавлено семей: %(added)s.") % {"added": added})
            return redirect(self.page_address())
        family = self.meeting.families.filter(pk=_number(request.POST.get("family"))).first()
        if family is None:
            raise Http404
        try:
            self._do(act, family)
        except MeetingRefused as problem:
            messages.error(request, problem.words)
        return redirect(f"{self.page_address()}#family-{family.pk}")

    def _do(self, act: str, family: MeetingFamily) -> None:
        user = self.request.user
        if act == "undo":
            undo_identification(family=family, by=user, now=self.now)
        elif act in ("paper", "code"):
            choose_way(family=family, on_paper=act == "paper")
        elif act == "identify":
            form = IdentifyForm(self.request.POST)
            if not form.is_valid():
                raise MeetingRefused(_("Выберите, как вы установили личность."))
            identify(
                family=family,
                how=form.cleaned_data["how"],
                has_signed_pep=form.cleaned_data["pep"],
                contact_is_theirs=form.cleaned_data["contact"],
                by=user,
                now=self.now,
            )


class CountsView(MeetingBase):
    """The numbers alone, asked by the page every few seconds."""

    def get(self, request: HttpRequest, key: Any) -> HttpResponse:
        response = JsonResponse(asdict(counts(self.meeting)))
        response["Cache-Control"] = "private, no-store"
        return response


class ScreenView(MeetingBase):
    """The screen on the wall: numbers, and not one name. It reloads itself without a script."""

    def get(self, request: HttpRequest, key: Any) -> HttpResponse:
        response = render(
            request,
            "intake/staff/meeting_screen.html",
            {"meeting": self.meeting, "counts": counts(self.meeting)},
        )
        response["Cache-Control"] = "private, no-store"
        return response


class PrintView(MeetingBase):
    """A print job: a page that says what is printed, and a press that gives the file."""

    permission = "intake.add_meeting"
    title = ""
    intro: tuple[str, ...] = ()
    submit_label = ""

    def get(self, request: HttpRequest, key: Any) -> HttpResponse:
        return self.page()

    def page(self, **more: Any) -> HttpResponse:
        context = {
            "meeting": self.meeting,
            "title": self.title_words(),
            "intro": self.intro_words(),
            "submit_label": self.submit_words(),
            "back_url": self.page_address(),
            **more,
        }
        return render(self.request, "intake/staff/meeting_print.html", context)

    def title_words(self) -> str:
        raise NotImplementedError

    def submit_words(self) -> str:
        raise NotImplementedError

    def intro_words(self) -> tuple[str, ...]:
        raise NotImplementedError

    def file(self, data: bytes, name: str) -> HttpResponse:
        response = HttpResponse(data, content_type="application/pdf")
        name = f"{name}-{self.meeting.school_class}-{self.meeting.held_on:%Y-%m-%d}.pdf"
        response["Content-Disposition"] = content_disposition_header(True, name)
        response["Cache-Control"] = "private, no-store"
        return response


class SlipsView(PrintView):
    def title_words(self) -> str:
        return _("Напечатать листки")

    def submit_words(self) -> str:
        return _("Сделать листки")

    def intro_words(self) -> tuple[str, ...]:
        return (
            _("На каждого, кто подписывает, — листок с личным QR-кодом и отрывной частью."),
            _(
                "Если листки уже печатали, прежние QR-коды перестанут открываться: раздайте новые, "
                "а старые уничтожьте."
            ),
            _(
                "Листок открывает личную страницу, поэтому отдавайте его только тому, чьё имя на "
                "нём стоит. Подписать по нему без кода из письма нельзя."
            ),
        )

    def post(self, request: HttpRequest, key: Any) -> HttpResponse:
        try:
            data = print_slips(meeting=self.meeting, by=request.user, now=self.now)
        except PaperError:
            return self.page(problem=_("Листки не сделались: в именах или адресах что-то не то."))
        self.seen("slips")
        return self.file(data, "listki")


class PacketsView(PrintView):
    def title_words(self) -> str:
        return _("Напечатать документы для бумаги")

    def submit_words(self) -> str:
        return _("Сделать документы")

    def intro_words(self) -> tuple[str, ...]:
        return (
            _(
                "Документы семей, у которых стоит «на бумаге»: согласие на обработку, согласие на "
                "публикацию (если его текст утверждён; что разрешить, семья отметит ручкой) и "
                "открытые соглашения. Соглашение — в двух экземплярах."
            ),
            _("Подписанные листы потом запишите на странице «Вернулись подписанные бумаги»."),
        )

    def post(self, request: HttpRequest, key: Any) -> HttpResponse:
        packets = print_packets(meeting=self.meeting, by=request.user, now=self.now)
        self.seen("packets", f"pdf, {len(packets.documents)}")
        if not packets.pdf:
            words = (
                _("Печатать нечего: никто не выбрал бумагу или все уже подписали.")
                if not packets.not_made
                else _("Документы не сделались. Проверьте, утверждены ли тексты согласий.")
            )
            return self.page(problem=words)
        if packets.not_made:
            messages.warning(
                request,
                _("Документы сделаны не для всех: не хватило семей — %(count)s.")
                % {"count": len(packets.not_made)},
            )
        return self.file(packets.pdf, "dokumenty")


def _number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 18 else 0
