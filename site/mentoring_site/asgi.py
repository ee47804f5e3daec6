"""Entry point of ASGI servers."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentoring_site.settings.production")

application = get_asgi_application()
