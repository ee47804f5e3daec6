"""``manage.py demo``: prepare the invented school and serve it until Ctrl-C."""

import socket
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.models import Site

from intake.models import Document
from mentoring_pages.models import School
from mentoring_site.demo.processes import run_until_stopped


class Command(BaseCommand):
    help = "Prepare the demo's data at the first start, then run server and worker until Ctrl-C."

    def handle(self, **options: object) -> None:
        port = settings.PORT
        self._refuse_a_busy_port(port)
        call_command("migrate", interactive=False, verbosity=0)
        self._load_once()
        # A Site answers on any port, but the links it makes carry the port it was saved with.
        Site.objects.exclude(port=port).update(port=port)
        Site.clear_site_root_paths_cache()
        self._greet(port)
        run_until_stopped(port=port)
        self.stdout.write(_("Демонстрация остановлена. Данные остались в папке var."))

    def _refuse_a_busy_port(self, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                raise CommandError(
                    _(
                        "Порт %(port)s уже занят. Остановите то, что на нём работает, "
                        "или выберите другой: PORT=%(other)s make demo"
                    )
                    % {"port": port, "other": port + 1}
                ) from None

    def _load_once(self) -> None:
        loaded = Path(settings.VAR_DIR) / "demo.loaded"
        if not (loaded.exists() and School.objects.exists()):
            self.stdout.write(_("Создаю вымышленную школу. Это бывает один раз…"))
            call_command("load_demo", stdout=StringIO())
            loaded.touch()
        users = get_user_model().objects
        if not users.filter(is_superuser=True).exists():
            users.create_superuser("admin", password=settings.DEMO_STAFF_PASSWORD)

    def _checked_paper(self) -> str:
        """The check page with the number of a paper of the demo's families."""
        paper = Document.objects.filter(state="signed").order_by("pk").first()
        return reverse("verification") + (f"?{urlencode({'n': paper.number})}" if paper else "")

    def _greet(self, port: int) -> None:
        lines = ["", _("Наставник работает. Остановить: Ctrl-C."), ""]
        lines += [
            f"  {site.site_name or site.hostname}: {site.root_url}/" for site in Site.objects.all()
        ]
        base = settings.NASTAVNIK_BASE_URL
        lines += [
            "  " + _("Вход сотрудников:") + f" {base}/cms/",
            "  " + _("Письма и коды демонстрации:") + f" {base}/outbox/",
            "  " + _("Проверка документа по номеру:") + f" {base}{self._checked_paper()}",
            "",
            _("Сотрудники (пароль у всех один, он сделан на этой машине):"),
            "  " + _("пароль:") + f" {settings.DEMO_STAFF_PASSWORD}",
        ]
        for user in get_user_model().objects.filter(is_active=True).order_by("pk"):
            groups = ", ".join(user.groups.order_by("name").values_list("name", flat=True))
            role = groups or (_("администратор сайта") if user.is_superuser else "")
            lines.append(f"  {user.get_username()}" + (f" — {role}" if role else ""))
        self.stdout.write("\n".join([*lines, ""]))
        self.stdout.flush()
