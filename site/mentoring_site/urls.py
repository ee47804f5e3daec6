"""Addresses of the site. Wagtail's pages answer last, for everything that is left."""

from django.apps import apps
from django.conf import settings
from django.urls import include, path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from intake.views.verification import check
from mentoring_site.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("cms/second-factor/", include("mentoring_site.staff_sign_in.urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("intake/", include("intake.urls")),
    path("proverka/", check, name="verification"),
    path("reports/", include("reports.urls")),
]

if apps.is_installed("anymail"):
    urlpatterns.append(path("anymail/", include("anymail.urls")))

if apps.is_installed("mentoring_site.demo"):
    urlpatterns.append(path("outbox/", include("mentoring_site.demo.urls")))

if settings.DEBUG or apps.is_installed("mentoring_site.demo"):
    urlpatterns.append(
        path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}, name="media")
    )

urlpatterns.append(path("", include("mentoring_pages.urls")))
urlpatterns.append(path("", include(wagtail_urls)))
