"""A real school: every secret comes from the environment and none has a default."""

from mentoring_site.settings.base import *
from mentoring_site.settings.required import require

require(
    env.ENVIRON,
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "DATABASE_URL",
    "EMAIL_URL",
    "DEFAULT_FROM_EMAIL",
    "NASTAVNIK_VAR",
    "NASTAVNIK_BASE_URL",
    "NASTAVNIK_INSTALLATION_KEYS",
    "NASTAVNIK_CODE_KEY",
    "NASTAVNIK_INDEX_KEY",
)

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")

DATABASES = {"default": database(env.str("DATABASE_URL"))}

vars().update(env.email_url("EMAIL_URL"))
EMAIL_TIMEOUT = 20
# A mail service instead of a server, by django-anymail: its backend and its settings as JSON.
ANYMAIL = env.json("ANYMAIL", default={})
if ANYMAIL:
    INSTALLED_APPS = [*INSTALLED_APPS, "anymail"]
    EMAIL_BACKEND = env.str("ANYMAIL_BACKEND")
    # A personal link must not be led through a counting address, and nobody counts readers.
    ANYMAIL.setdefault("SEND_DEFAULTS", {"track_clicks": False, "track_opens": False})
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL")
SERVER_EMAIL = env.str("SERVER_EMAIL", default=DEFAULT_FROM_EMAIL)
ADMINS = [("", address) for address in env.list("ADMINS", default=[])]

NASTAVNIK_BASE_URL = env.str("NASTAVNIK_BASE_URL").rstrip("/")
WAGTAILADMIN_BASE_URL = NASTAVNIK_BASE_URL
NASTAVNIK_INSTALLATION_KEYS = env.list("NASTAVNIK_INSTALLATION_KEYS")
NASTAVNIK_CODE_KEY = env.str("NASTAVNIK_CODE_KEY")
NASTAVNIK_INDEX_KEY = env.str("NASTAVNIK_INDEX_KEY")
NASTAVNIK_STAFF_OTP = env.bool("NASTAVNIK_STAFF_OTP", default=True)

CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[NASTAVNIK_BASE_URL])

STORAGES["staticfiles"] = {
    "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
}

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=True)
SESSION_COOKIE_SECURE = env.bool("SESSION_COOKIE_SECURE", default=True)
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE

LOGGING = {"json": True, "level": env.str("LOG_LEVEL", default="INFO")}
