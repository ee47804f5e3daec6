"""Pages of the second factor: enter a code, or bind a telephone first."""

import io

import segno
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_otp import devices_for_user
from django_otp import login as otp_login
from django_otp.plugins.otp_totp.models import TOTPDevice

from mentoring_site.staff_sign_in.forms import CodeForm

DEVICE_NAME = "telephone"


@never_cache
@login_required
def second_factor(request: HttpRequest) -> HttpResponse:
    """Ask for a code from the bound telephone, or a spare code given by an administrator."""
    if request.user.is_verified():
        return HttpResponseRedirect(_next(request))
    if not _bound(request):
        return redirect(f"{reverse('second_factor_enrol')}?{request.GET.urlencode()}")
    with transaction.atomic():
        devices = list(devices_for_user(request.user, for_verify=request.method == "POST"))
        form = CodeForm(request.POST or None, devices=devices)
        if request.method == "POST" and form.is_valid():
            return _let_in(request, form)
    return _page(request, "staff_sign_in/code.html", form)


@never_cache
@login_required
def enrol(request: HttpRequest) -> HttpResponse:
    """Bind a telephone: the first one, or a new one by somebody who has just shown a code."""
    if _bound(request) and not request.user.is_verified():
        return redirect("second_factor")
    with transaction.atomic():
        device = _waiting_device(request, lock=request.method == "POST")
        form = CodeForm(request.POST or None, devices=[device])
        if request.method == "POST" and form.is_valid():
            TOTPDevice.objects.filter(user=request.user).exclude(pk=device.pk).delete()
            TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
            device.refresh_from_db()
            return _let_in(request, form)
    key = "".join(device.config_url.partition("secret=")[2].partition("&")[0])
    groups = " ".join(key[i : i + 4] for i in range(0, len(key), 4))
    return _page(request, "staff_sign_in/enrol.html", form, key=groups)


@never_cache
@login_required
@require_safe
def key_picture(request: HttpRequest) -> HttpResponse:
    """The QR code of the telephone that is being bound; of a bound one it is never shown."""
    device = TOTPDevice.objects.filter(user=request.user, confirmed=False).first()
    if device is None or (_bound(request) and not request.user.is_verified()):
        raise Http404
    picture = io.BytesIO()
    segno.make(device.config_url, error="m").save(picture, kind="svg", scale=5, border=4)
    response = HttpResponse(picture.getvalue(), content_type="image/svg+xml")
    response["Cache-Control"] = "no-store"
    return response


def _bound(request: HttpRequest) -> bool:
    return any(devices_for_user(request.user))


def _waiting_device(request: HttpRequest, *, lock: bool) -> TOTPDevice:
    waiting = TOTPDevice.objects.filter(user=request.user, confirmed=False)
    if lock:
        waiting = waiting.select_for_update()
    return waiting.first() or TOTPDevice.objects.create(
        user=request.user, name=DEVICE_NAME, confirmed=False
    )


def _let_in(request: HttpRequest, form: CodeForm) -> HttpResponse:
    request.session.cycle_key()
    otp_login(request, form.device)
    return HttpResponseRedirect(_next(request))


def _next(request: HttpRequest) -> str:
    address = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return address
    return reverse("wagtailadmin_home")


def _page(request: HttpRequest, template: str, form: CodeForm, **more: object) -> HttpResponse:
    return render(request, template, {"form": form, "next": _next(request), **more})
