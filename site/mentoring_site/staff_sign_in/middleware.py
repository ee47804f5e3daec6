"""The door that stands behind the password."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode


class SecondFactorMiddleware:
    """Open nothing to an account that has shown a password only.

    Staff pages (/cms/, /reports/) send such a visitor to the second factor. Everywhere else the
    visitor is a stranger, so a view that asks for staff rights cannot be reached around the door.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (
            settings.NASTAVNIK_STAFF_OTP
            and request.user.is_authenticated
            and not request.user.is_verified()
            and not self._leads_to_the_door(request.path_info)
        ):
            if request.path_info.startswith(self._staff_pages()):
                return HttpResponseRedirect(
                    f"{reverse('second_factor')}?{urlencode({'next': request.get_full_path()})}"
                )
            request.user = AnonymousUser()
        return self.get_response(request)

    @staticmethod
    def _staff_pages() -> tuple[str, ...]:
        return (reverse("wagtailadmin_home"), "/reports/")

    @staticmethod
    def _leads_to_the_door(path: str) -> bool:
        return path.startswith(reverse("second_factor")) or path in {
            reverse("wagtailadmin_login"),
            reverse("wagtailadmin_logout"),
            reverse("wagtailadmin_javascript_catalog"),
        }
