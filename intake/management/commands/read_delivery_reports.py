from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from intake import conf
from intake.delivery.mailbox import BadMailbox, MailboxUnreachable
from intake.services.reports import read_mailbox


class Command(BaseCommand):
    help = "Reads reports about letters that did not arrive from NASTAVNIK_REPORT_MAILBOX."

    def handle(self, *args: Any, **options: Any) -> None:
        if not conf.report_mailbox():
            raise CommandError(_("Ящик для отчётов о доставке не задан: NASTAVNIK_REPORT_MAILBOX."))
        try:
            found = read_mailbox(now=timezone.now())
        except BadMailbox:
            raise CommandError(
                _("NASTAVNIK_REPORT_MAILBOX не похож на imaps://имя:пароль@сервер/INBOX.")
            ) from None
        except MailboxUnreachable as error:
            raise CommandError(
                _("Ящик не открылся (%(why)s). Проверьте имя, пароль и папку.") % {"why": error}
            ) from None
        self.stdout.write(
            _("Прочитано отчётов: %(read)s, о наших письмах: %(ours)s.")
            % {"read": found.read, "ours": found.ours}
        )
