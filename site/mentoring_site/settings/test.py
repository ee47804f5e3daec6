"""Tests: keys to throw away, a fast hasher, mail in memory, plain static files."""

import tempfile

from mentoring_site.settings.base import *

SECRET_KEY = "throw-away key of the tests, long enough to please Django's checks"  # noqa: S105
ALLOWED_HOSTS = ["*"]

DATABASES = {"default": database(env.str("DATABASE_URL", default="sqlite://:memory:"))}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEFAULT_FROM_EMAIL = "school@example.org"

VAR_DIR = Path(tempfile.mkdtemp(prefix="nastavnik-tests-"))
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "media"
PAPERS_ROOT = VAR_DIR / "papers"
STORAGES["papers"]["OPTIONS"]["location"] = PAPERS_ROOT
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True

NASTAVNIK_PAGE_CACHE = ""  # a test of the cache turns it on for itself

NASTAVNIK_BASE_URL = "http://testserver"
WAGTAILADMIN_BASE_URL = NASTAVNIK_BASE_URL
NASTAVNIK_STAFF_OTP = False
NASTAVNIK_INSTALLATION_KEYS = ["dGVzdHMtb25seS1rZXktdGVzdHMtb25seS1rZXktMTI="]
NASTAVNIK_CODE_KEY = "throw-away key for codes"
NASTAVNIK_INDEX_KEY = "throw-away key for the index of contacts"

LOGGING = {"json": False, "level": "WARNING"}
