"""«Версия для слабовидящих»: a page of settings that works without scripts.

The choice lives in a cookie and is written into ``<html>`` by the server.
"""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mentoring_pages.domain.view_settings import ViewSettings, chosen, from_text

COOKIE = "nastavnik_view"
COOKIE_LIFE = 365 * 24 * 60 * 60

SCHEMES = [
    ("usual", _("Обычные")),
    ("black-on-white", _("Чёрным по белому")),
    ("white-on-black", _("Белым по чёрному")),
    ("blue-on-pale", _("Тёмно-синим по голубому")),
]
SIZES = [
    ("100", _("Обычный, 100 %")),
    ("150", _("Крупный, 150 %")),
    ("200", _("Очень крупный, 200 %")),
]
SPACINGS = [("usual", _("Обычные")), ("wide", _("Широкие"))]
IMAGES = [("on", _("Показывать")), ("off", _("Не показывать"))]


class ViewSettingsForm(forms.Form):
    scheme = forms.ChoiceField(label=_("Цвета"), choices=SCHEMES, widget=forms.RadioSelect)
    size = forms.ChoiceField(label=_("Размер букв"), choices=SIZES, widget=forms.RadioSelect)
    spacing = forms.ChoiceField(
        label=_("Расстояния между буквами и строками"), choices=SPACINGS, widget=forms.RadioSelect
    )
    images = forms.ChoiceField(label=_("Картинки"), choices=IMAGES, widget=forms.RadioSelect)


def settings_of(request: HttpRequest) -> ViewSettings:
    """What this visitor chose; the usual view for everybody else."""
    return from_text(request.COOKIES.get(COOKIE, ""))


def way_back(request: HttpRequest) -> str:
    """Where the visitor came from, if that is on this site; otherwise the home page."""
    address = request.POST.get("next") or request.GET.get("next") or "/"
    is_ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if is_ours else "/"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def view_settings(request: HttpRequest) -> HttpResponse:
    """Show the settings, or keep them and lead the visitor back."""
    back = way_back(request)
    if request.method == "POST":
        answer = HttpResponseRedirect(back)
        wanted = ViewSettings() if "reset" in request.POST else chosen(request.POST.dict())
        if wanted.is_usual:
            answer.delete_cookie(COOKIE, samesite="Lax")
        else:
            answer.set_cookie(
                COOKIE,
                wanted.as_text(),
                max_age=COOKIE_LIFE,
                httponly=True,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        return answer
    now = settings_of(request)
    initial = {name: getattr(now, name) for name in ViewSettingsForm.base_fields}
    return render(
        request,
        "mentoring_pages/view_settings.html",
        {"form": ViewSettingsForm(initial=initial), "back": back, "is_usual": now.is_usual},
    )
