"""The public check of a paper by its number or its QR: valid, withdrawn or unknown, and no name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from intake.services.verification import check_number
from intake.views.link import school_of_site


@never_cache
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Looking needs no sign-in and leaves no trace of who looked."""
    school = school_of_site(request)
    typed = request.GET.get("n", "")
    checked = None
    if school and typed.strip():
        day = timezone.now().astimezone(school.zone).date()
        checked = check_number(school=school, number=typed, day=day)
    return render(
        request,
        "intake/verification.html",
        {"school": school, "typed": typed, "checked": checked},
    )
