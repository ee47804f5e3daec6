"""«Загрузить документ»: a file, what was recognised with its doubts, a draft page."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from mentoring_pages.importing import UnreadableFile
from mentoring_pages.models import IMPORT_KINDS, ImportedFile, School
from mentoring_pages.services.imported_file import (
    Preview,
    keep_answers,
    keep_upload,
    make_draft,
    preview_of,
    remove_upload,
)
from mentoring_pages.services.membership import Reach, reach
from mentoring_pages.services.new_edition import SENTENCES, NotWritten
from mentoring_pages.views.import_form import CorrectionsForm, UploadForm
from mentoring_pages.views.import_shown import shown_act

PERMISSION = "mentoring_pages.add_importedfile"
CHECKED = "checked"


class ImportItem(MenuItem):
    """Shown to those who have a school to make pages for."""

    def is_shown(self, request: HttpRequest) -> bool:
        return _covers_anything(_reach(request))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def upload_document(request: HttpRequest) -> HttpResponse:
    """Choose a file; the documents uploaded before and not yet turned into pages."""
    schools = schools_of(request)
    form = UploadForm(request.POST or None, request.FILES or None, schools=schools)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = keep_upload(
                data=file.read(),
                name=file.name,
                kind=form.cleaned_data["kind"],
                school=form.chosen_school,
                user=request.user,
                now=timezone.now(),
            )
        except UnreadableFile as problem:
            form.refuse(problem)
        else:
            return redirect("nastavnik_import_act", upload.key)
    return render(
        request,
        "mentoring_pages/staff/import_upload.html",
        {
            "form": form,
            "uploads": uploads_of(request).select_related("school").defer("text"),
            "several_schools": len(schools) > 1,
        },
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def settle_document(request: HttpRequest, key: UUID) -> HttpResponse:
    """What was recognised in an upload: the editor settles its doubts and makes the draft."""
    upload = get_object_or_404(uploads_of(request).select_related("school__site"), key=key)
    if request.method == "POST":
        return _answer(request, upload)
    if upload.page is not None:
        return redirect("wagtailadmin_pages:edit", upload.page.pk)
    preview = preview_of(upload=upload)
    form = CorrectionsForm(initial={**preview.values, "kind": preview.act.kind})
    return _shown(request, preview, form)


def schools_of(request: HttpRequest) -> QuerySet[School]:
    """The schools the user makes pages for; whoever has none meets no such address."""
    found = _reach(request)
    if not _covers_anything(found):
        raise Http404
    return School.objects.filter(found.rows(school_path="pk")).order_by("short_name")


def uploads_of(request: HttpRequest) -> QuerySet[ImportedFile]:
    """The user's own uploads in the schools they work in now."""
    schools_of(request)
    return ImportedFile.objects.filter(
        _reach(request).rows(school_path="school"), user=request.user
    )


def _reach(request: HttpRequest) -> Reach:
    return reach(user=request.user, permission=PERMISSION)


def _covers_anything(found: Reach) -> bool:
    return found.everywhere or bool(found.schools)


def _answer(request: HttpRequest, upload: ImportedFile) -> HttpResponse:
    """Keep whatever was typed first, then do what the pressed button says."""
    if "remove" in request.POST:
        remove_upload(upload=upload)
        messages.success(request, _("Загруженный документ удалён. Страниц он не оставил."))
        return redirect("nastavnik_import")
    form = CorrectionsForm(request.POST)
    before = preview_of(upload=upload)
    kind = request.POST.get("kind", "")
    is_another_kind = kind in IMPORT_KINDS and kind != before.recognised.kind
    checked = request.POST.getlist(CHECKED)
    if "check_all" in request.POST:
        checked = [doubt.key for doubt in before.doubts]
    upload = keep_answers(
        upload=upload,
        fields=form.typed(),
        checked=checked,
        kind=kind if is_another_kind else upload.kind,
        edition_of=request.POST.get("edition_of"),
        replaces=request.POST.getlist("replaces"),
    )
    if upload.page is not None:  # the button was pressed twice
        return redirect("wagtailadmin_pages:edit", upload.page.pk)
    if is_another_kind:
        label = IMPORT_KINDS[kind]
        messages.warning(
            request, _("Документ разобран заново. Теперь это %(kind)s.") % {"kind": label}
        )
        return redirect("nastavnik_import_act", upload.key)
    if "create" not in request.POST:
        messages.success(request, _("Ответы сохранены. К документу можно вернуться позже."))
        return redirect("nastavnik_import_act", upload.key)
    preview = preview_of(upload=upload)
    if not form.is_valid() or preview.unsettled or preview.refused:
        return _shown(request, preview, form, tried=True)
    return _created(request, preview, form)


def _created(request: HttpRequest, preview: Preview, form: CorrectionsForm) -> HttpResponse:
    home = preview.upload.school.site.root_page
    if not preview.chosen and not home.permissions_for_user(request.user).can_add_subpage():
        raise Http404
    try:
        page = make_draft(upload=preview.upload, now=timezone.now())
    except NotWritten:
        # Somebody else was faster with the page: the choices are not what they were.
        return _shown(request, preview_of(upload=preview.upload), form, tried=True)
    if preview.chosen:
        said = _(
            "Новая редакция записана черновиком этой страницы, на сайте пока прежний текст. "
            "Сверьте черновик с оригиналом; чем он отличается, покажет "
            "«Что изменится и проект приказа» в меню страницы."
        )
    else:
        said = _("Черновик создан. Сверьте его с оригиналом от начала до конца и опубликуйте.")
    messages.success(request, said)
    return redirect("wagtailadmin_pages:edit", page.pk)


def _shown(
    request: HttpRequest, preview: Preview, form: CorrectionsForm, *, tried: bool = False
) -> HttpResponse:
    left = len(preview.unsettled)
    context: dict[str, Any] = {
        "upload": preview.upload,
        "form": form,
        "head_doubts": [doubt for doubt in preview.doubts if doubt.about],
        "other_doubts": [doubt for doubt in preview.doubts if not doubt.about],
        "left": left,
        "tried": tried,
        "choices": preview.choices,
        "edition_of": preview.edition_of,
        "replaces": preview.replaces,
        "refused": SENTENCES.get(preview.refused, "") if tried else "",
        "left_words": ngettext(
            "Осталось посмотреть %(left)d место.", "Осталось посмотреть мест: %(left)d.", left
        )
        % {"left": left},
        **shown_act(preview.act),
    }
    return render(request, "mentoring_pages/staff/import_act.html", context)
