"""Production, but for the names of static files: nothing of the load asks for one."""

from mentoring_site.settings.production import *  # noqa: F403

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
