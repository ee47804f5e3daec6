"""The demo on one's own machine: SQLite and keys under ``var/``, mail shown on /outbox/.

The keys are made on this machine at the first start and stay in ``var/demo.env``.
"""

from mentoring_site.demo.keys import ensure_demo_env
from mentoring_site.settings.base import *

ensure_demo_env(VAR_DIR / "demo.env")
environ.Env.read_env(VAR_DIR / "demo.env")

PORT = env.int("PORT", default=8000)

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", ".localhost", "[::1]"]

INSTALLED_APPS = ["mentoring_site.demo", *INSTALLED_APPS]

DATABASES = {
    "default": database(env.str("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'demo.sqlite3'}"))
}

EMAIL_BACKEND = "mentoring_site.demo.mail.OutboxBackend"
DEFAULT_FROM_EMAIL = "school@example.org"

WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True

NASTAVNIK_BASE_URL = f"http://127.0.0.1:{PORT}"
WAGTAILADMIN_BASE_URL = NASTAVNIK_BASE_URL
NASTAVNIK_STAFF_OTP = False
NASTAVNIK_INSTALLATION_KEYS = env.list("NASTAVNIK_INSTALLATION_KEYS")
NASTAVNIK_CODE_KEY = env.str("NASTAVNIK_CODE_KEY")
NASTAVNIK_INDEX_KEY = env.str("NASTAVNIK_INDEX_KEY")

NASTAVNIK_SEALS = str(VAR_DIR / "seals")

DEMO_STAFF_PASSWORD = env.str("DEMO_STAFF_PASSWORD")
"""The one password of all the demo's staff, random, made on this machine."""

LOGGING = {"json": False, "level": env.str("LOG_LEVEL", default="WARNING")}
