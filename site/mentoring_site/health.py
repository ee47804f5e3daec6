"""``/healthz``: whether this installation can do its work, for a monitor and not for people."""

from django.http import HttpRequest, JsonResponse


def healthz(request: HttpRequest) -> JsonResponse:
    return JsonResponse({})
