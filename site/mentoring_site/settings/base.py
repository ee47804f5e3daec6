"""Everything that is the same in every environment.

Each environment says for itself: SECRET_KEY, ALLOWED_HOSTS, the ``NASTAVNIK_*`` keys, mail.
"""

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import environ

env = environ.Env()

PACKAGE_DIR = Path(__file__).resolve().parent.parent

_checkout = PACKAGE_DIR.parent.parent
"""Root of the checkout; with the wheel installed this is some folder of Python's."""

VAR_DIR = Path(
    env.str(
        "NASTAVNIK_VAR",
        default=str((_checkout if (_checkout / "manage.py").exists() else Path.cwd()) / "var"),
    )
).resolve()
"""Where this installation keeps its own data: SQLite file, papers, media, collected static."""

INSTALLED_APPS = [
    "mentoring_site",
    "mentoring_site.accounts",
    "reports",
    "intake",
    "mentoring_pages",
    "wagtail_modeladmin",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "mentoring_site.request_id.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "mentoring_site.security_headers.ContentSecurityPolicyMiddleware",
    "mentoring_site.security_headers.PermissionsPolicyMiddleware",
    "mentoring_pages.page_cache.PublicPageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "mentoring_site.staff_sign_in.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "mentoring_pages.views.publication.PublicationRefusalMiddleware",
]

ROOT_URLCONF = "mentoring_site.urls"
WSGI_APPLICATION = "mentoring_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# Accounts

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"

NASTAVNIK_STAFF_OTP = True
"""Whether staff must show a second factor (a TOTP code) before /cms/ and /reports/ open."""

OTP_TOTP_ISSUER = "Наставник"
OTP_TOTP_THROTTLE_FACTOR = 1

# Language and time

LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", "Русский")]
TIME_ZONE = "Europe/Moscow"
USE_I18N = True
USE_TZ = True

# Database


def database(url: str) -> dict[str, object]:
    """Django's settings for the database behind *url* (``sqlite:///…`` or ``postgres://…``).

    SQLite takes the write lock at the start of a transaction (IMMEDIATE): a transaction that
    reads first and writes later would otherwise be refused as "database is locked". FULL makes a
    commit survive a power cut, which a signature must. ``recursive_triggers`` makes the guards of
    the journal see ``INSERT OR REPLACE``.
    """
    config = environ.Env.db_url_config(url)
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL;"
                "PRAGMA synchronous=FULL;"
                "PRAGMA recursive_triggers=ON;"
                "PRAGMA mmap_size=134217728;"
                "PRAGMA cache_size=-20000;"
                "PRAGMA temp_store=MEMORY;"
            ),
        }
    else:
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
    # A verb that must leave a trace decides itself where its transaction ends.
    config["ATOMIC_REQUESTS"] = False
    return config


DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# A regulation of 300 clauses is about 2,100 form fields in the editor.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# Files

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"

PAPERS_ROOT = Path(env.str("NASTAVNIK_PAPERS", default=str(VAR_DIR / "papers"))).resolve()
"""Signed papers and scans. Never under MEDIA_ROOT: no web server may serve this folder."""

NASTAVNIK_WORDINGS = env.list("NASTAVNIK_WORDINGS", default=[])
NASTAVNIK_RETURN_DEFINITIONS = env.list("NASTAVNIK_RETURN_DEFINITIONS", default=[])
"""Folders with further definitions of returns, beside those that are shipped."""
NASTAVNIK_LINT_RULES = env.list("NASTAVNIK_LINT_RULES", default=[])
"""Folders with further rules for the check of a text; see docs/linter.md."""

NASTAVNIK_DOCUMENT_TEMPLATES = env.list("NASTAVNIK_DOCUMENT_TEMPLATES", default=[])
"""Folders with Word templates in place of those that are shipped: ``KEY/amending-order.docx`` for
one school, ``amending-order.docx`` for all."""

NASTAVNIK_SVEDEN_MARKS = env.str("NASTAVNIK_SVEDEN_MARKS", default="")
"""A file of ``itemprop`` marks in place of the shipped one; see docs/own-files.md."""

NASTAVNIK_POSTING_WORKING_DAYS = env.int("NASTAVNIK_POSTING_WORKING_DAYS", default=10)
"""Working days in which an approved text comes to the site (ч. 3 ст. 29 273-ФЗ)."""

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "papers": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": PAPERS_ROOT,
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
}

# Caches. Public pages are kept in the memory of each process: no other is as fast, and none of them
# can be out of date, because a kept page carries its version. Several hosts may share one cache
# instead (Redis, Memcached, a table): CACHE_URL as django-environ reads it.

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": (
        env.cache("CACHE_URL", default=None)
        or {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": "pages",
            "OPTIONS": {"MAX_ENTRIES": 300},
        }
    ),
}

NASTAVNIK_PAGE_CACHE = "pages"
"""The cache of whole public pages; empty turns it off."""

try:
    NASTAVNIK_RELEASE = version("wagtail-nastavnik")
except PackageNotFoundError:  # a checkout that is not installed
    NASTAVNIK_RELEASE = ""
"""A page kept by another release is not shown."""

# Tasks: the queue is a table, so an enqueued task rolls back with its transaction.

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Wagtail

WAGTAIL_SITE_NAME = "Сервис «Наставник»"
WAGTAILADMIN_USER_LOGIN_FORM = "mentoring_site.staff_sign_in.forms.SignInForm"
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"  # the picker turns a date typed otherwise into today's
WAGTAIL_I18N_ENABLED = False
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILDOCS_EXTENSIONS = ["docx", "odt", "pdf", "txt", "xlsx"]
# No request to third parties, from the server or from a browser.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None

# Headers

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False  # Wagtail's editor reads it
CSRF_FAILURE_VIEW = "django.views.csrf.csrf_failure"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    },
}

CONTENT_SECURITY_POLICY_CMS = {
    "default-src": ["'self'"],
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'", "data:"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'self'"],
    "object-src": ["'none'"],
}
"""Wagtail's editor sets styles and starts widgets from its pages; only /cms/ gets this policy."""

# Logs and error reports

LOGGING_CONFIG = "mentoring_site.logs.configure"
LOGGING = {"json": True, "level": "INFO"}
DEFAULT_EXCEPTION_REPORTER_FILTER = "mentoring_site.error_reports.NoPersonalDataFilter"
DEFAULT_EXCEPTION_REPORTER = "mentoring_site.error_reports.PlainReporter"

# Ours

NASTAVNIK_HEALTH_QUEUE_MINUTES = 15
"""How long the oldest waiting task may wait before /healthz fails."""

NASTAVNIK_HEALTH_TICK_HOURS = 25
"""How long ago the last ``manage.py tick`` may have ended before /healthz fails."""

NASTAVNIK_CODE_LIFE_MINUTES = 20
"""How long a code for signing lives, 5 to 30."""

NASTAVNIK_ADDRESS_HEADER = env.str("NASTAVNIK_ADDRESS_HEADER", default="")
"""The header in which the proxy itself writes the visitor's address; empty: there is no proxy."""

NASTAVNIK_REMINDERS = {
    "every_days": env.int("NASTAVNIK_REMINDER_EVERY_DAYS", default=3),
    "most": env.int("NASTAVNIK_REMINDERS_MOST", default=3),
    "a_day": env.int("NASTAVNIK_REMINDERS_A_DAY", default=200),
}
"""Days of silence before a reminder, reminders of one paper in all, letters of a school a day."""

NASTAVNIK_CHANNELS = env.list("NASTAVNIK_CHANNELS", default=["email", "phone"])
"""How people are written to; of a person's contacts the first channel that works is used."""

NASTAVNIK_SMS = env.str("NASTAVNIK_SMS", default="")
"""A gateway of short messages as JSON (docs/operations.md), its secret and login apart; read where
it is used, so that the check can name what is wrong."""

NASTAVNIK_SMS_SECRET = env.str("NASTAVNIK_SMS_SECRET", default="")
NASTAVNIK_SMS_LOGIN = env.str("NASTAVNIK_SMS_LOGIN", default="")
NASTAVNIK_SMS_PHONES = env.list("NASTAVNIK_SMS_PHONES", default=["+79"])
"""Beginnings of the numbers a message may go to."""

NASTAVNIK_MAIL_DOMAINS = env.list("NASTAVNIK_MAIL_DOMAINS", default=[])
"""Mail domains an address may have; empty: any."""

NASTAVNIK_REPORT_MAILBOX = env.str("NASTAVNIK_REPORT_MAILBOX", default="")
"""Where mail servers report what did not arrive: imaps://user:password@host/INBOX."""

NASTAVNIK_IMPORTED_FILE_DAYS = env.int("NASTAVNIK_IMPORTED_FILE_DAYS", default=14)
"""How long a document uploaded to become a page is kept; its draft stays."""

NASTAVNIK_SEALS = env.str("NASTAVNIK_SEALS", default="")
"""A folder with one folder for each school's sealing certificate; empty: papers are not sealed."""

NASTAVNIK_SEAL_PASSPHRASE = env.str("NASTAVNIK_SEAL_PASSPHRASE", default="")
NASTAVNIK_SEAL_LEVEL = env.str("NASTAVNIK_SEAL_LEVEL", default="B-B")
"""B-B, B-T, B-LT or B-LTA. A paper waits rather than be sealed at a lower level."""

NASTAVNIK_TIME_STAMPS = env.list("NASTAVNIK_TIME_STAMPS", default=[])
"""Addresses of time stamping servers (RFC 3161), asked in their order."""
