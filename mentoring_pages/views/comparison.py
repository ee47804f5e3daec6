"""What changed between two editions of an act, for everybody."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mentoring_pages.models import Edition, RegulationPage
from mentoring_pages.rendering.changes import shown
from mentoring_pages.services.comparison import compare_trees
from mentoring_pages.services.timeline import Timeline, timeline_of
from mentoring_pages.views.act_addresses import act_address
from mentoring_pages.views.editions import act_context, today_of


class TwoEditionsForm(forms.Form):
    old = forms.TypedChoiceField(label=_("Было: редакция"), coerce=int)
    new = forms.TypedChoiceField(label=_("Стало: редакция"), coerce=int)

    def __init__(self, *args: object, timeline: Timeline, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (
                edition.number,
                _("№\N{NO-BREAK SPACE}%(number)s от %(day)s")
                % {"number": edition.number, "day": edition.order_date.strftime("%d.%m.%Y")},
            )
            for edition in timeline.editions
        ]
        self.fields["old"].choices = choices
        self.fields["new"].choices = choices


@require_safe
def choose_editions(request: HttpRequest, page: RegulationPage) -> HttpResponse:
    """Lead to the two editions that were chosen, or to the last two."""
    timeline = timeline_of(page_key=page.translation_key)
    if len(timeline.editions) < 2:
        return redirect(act_address(request, page, "editions"))
    form = TwoEditionsForm(request.GET or None, timeline=timeline)
    if form.is_bound and form.is_valid():
        old, new = form.cleaned_data["old"], form.cleaned_data["new"]
    else:
        old, new = (edition.number for edition in timeline.editions[-2:])
    return redirect(act_address(request, page, "comparison", old, new))


@require_safe
def compare_editions(
    request: HttpRequest, page: RegulationPage, old: int, new: int
) -> HttpResponse:
    """Each change on its own, in the reading order of the newer text."""
    today = today_of(page)
    timeline = timeline_of(page_key=page.translation_key)
    if timeline.numbered(old) is None or timeline.numbered(new) is None:
        raise Http404
    editions = {
        edition.number: edition
        for edition in Edition.objects.filter(page_key=page.translation_key, number__in={old, new})
    }
    compared = compare_trees(old=editions[old].tree, new=editions[new].tree)
    return TemplateResponse(
        request,
        "mentoring_pages/editions/comparison.html",
        {
            **act_context(page, timeline, today),
            "old": editions[old],
            "new": editions[new],
            "compared": compared,
            "changes": shown(compared.comparison, compared.old_units, compared.new_units),
            "form": TwoEditionsForm(initial={"old": old, "new": new}, timeline=timeline),
        },
    )
