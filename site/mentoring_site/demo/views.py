"""The outbox page of the demo."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from mentoring_site.demo.models import DemoMessage


@never_cache
def outbox(request: HttpRequest) -> HttpResponse:
    """The newest hundred messages of the demo."""
    return render(request, "demo/outbox.html", {"demo_messages": DemoMessage.objects.all()[:100]})
