#!/bin/bash
# Add the apps of the installed wheel to a project made by `wagtail start` and read its first pages.
# Argument: WORK, where installed_site.sh has left an environment.
set -eu
work=$1
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$work/blank"
cd "$work/blank"
"$work/venv/bin/wagtail" start blank . >/dev/null
cat >>blank/settings/base.py <<'SETTINGS'

INSTALLED_APPS = [
    "reports",
    "intake",
    "mentoring_pages",
    "wagtail_modeladmin",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "django_otp",
    "django_tasks_db",
    *[app for app in INSTALLED_APPS if app not in ("django_tasks", "django_tasks_db")],
    "django.contrib.humanize",
]
MIDDLEWARE = [*MIDDLEWARE, "mentoring_pages.views.publication.PublicationRefusalMiddleware"]
LANGUAGE_CODE = "ru"
TIME_ZONE = "Europe/Moscow"
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
STORAGES["papers"] = {
    "BACKEND": "django.core.files.storage.FileSystemStorage",
    "OPTIONS": {"location": str(BASE_DIR) + "/papers"},
}
DATABASES["default"]["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20}
NASTAVNIK_BASE_URL = "http://testserver"
NASTAVNIK_INSTALLATION_KEYS = ["dGVzdHMtb25seS1rZXktdGVzdHMtb25seS1rZXktMTI="]
NASTAVNIK_CODE_KEY = "throw-away key of codes"
NASTAVNIK_INDEX_KEY = "throw-away key of the index"
SETTINGS
"$work/venv/bin/python" - <<'URLS'
from pathlib import Path

file = Path("blank/urls.py")
text = file.read_text()
old = 'path("documents/", include(wagtaildocs_urls)),'
assert old in text
file.write_text(
    text.replace(
        old,
        old + '\n    path("intake/", include("intake.urls")),\n    path("reports/", include("reports.urls")),',
    )
)
URLS
export DJANGO_SETTINGS_MODULE=blank.settings.dev
unset DATABASE_URL
"$work/venv/bin/python" manage.py check
"$work/venv/bin/python" manage.py migrate -v 0
"$work/venv/bin/python" "$here/blank_project_pages.py"
