"""Brings a database of the release before to the present one and tells what became of it, as JSON.

A program of its own for ``test_upgrade.py``: a migration of a whole database wants a process with
that database alone. DATABASE_URL names it; the argument is the folder of the release before.
"""

import json
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.core.files.base import ContentFile  # noqa: E402
from django.core.files.storage import storages  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from wagtail.models import Page  # noqa: E402

TABLES = ("intake_signature", "intake_journalentry", "intake_papercopy", "intake_person")
KEPT_PAPER = "1d129711-fda5-4c67-aa0c-1afdfe45bb2d-sealed.sealed"
"""The name of ``paper.sealed`` in the storage of the school on SQLite."""

STAFF_PAGES = ("", "intake/document/", "intake/person/", "intake/intakerequest/")


def facts() -> dict[str, Any]:
    """What must be the same before and after, read without any model."""
    with connection.cursor() as cursor:

        def rows(sql: str) -> list[list[Any]]:
            cursor.execute(sql)
            return [[str(value) for value in row] for row in cursor.fetchall()]

        return {
            "counts": {name: rows(f"SELECT count(*) FROM {name}")[0] for name in TABLES},  # noqa: S608
            "papers": rows(
                "SELECT number, state, shown_digest FROM intake_document ORDER BY number"
            ),
            "seals": rows(
                "SELECT d.number, s.state, s.level, s.certificate FROM intake_seal s"
                " JOIN intake_document d ON d.id = s.document_id ORDER BY d.number"
            ),
            "signatures": rows(
                "SELECT document_key, signer_key, shown_digest FROM intake_signature ORDER BY id"
            ),
            "journal": rows("SELECT sequence, digest FROM intake_journalentry ORDER BY sequence"),
        }


def paper_verdict(folder: Path) -> int | None:
    """What a stranger's check says of the kept paper; ``None`` where this school has none."""
    from intake.evidence.verify import main as verify
    from intake.models import PaperCopy
    from intake.services.document import read_copy

    copy = PaperCopy.objects.filter(file__endswith=KEPT_PAPER).first()
    if copy is None:
        return None
    kept = (folder / "paper.sealed").read_bytes()
    storages["papers"].save(copy.file.name, ContentFile(kept))
    paper = Path(settings.VAR_DIR) / "paper.pdf"
    paper.write_bytes(read_copy(document=copy.document, holder=copy.holder, kind="sealed"))
    with redirect_stdout(StringIO()):
        return verify([str(paper), "--trust", str(folder / "root.cert.pem")])


def exit_code(*command: str) -> int:
    try:
        call_command(*command, stdout=StringIO())
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def pages() -> dict[str, int]:
    """Every public page, the check of a number, and the registers of staff: address → status."""
    from intake.models import Document

    visitor, staff = Client(), Client()
    staff.force_login(get_user_model().objects.get(username="kurator"))
    number = Document.objects.filter(state="signed").first().number
    addresses = [page.get_url() for page in Page.objects.live().filter(depth__gt=1)]
    found = {address: visitor.get(address).status_code for address in addresses}
    found["/proverka/"] = visitor.get("/proverka/", {"n": number}).status_code
    return found | {f"/cms/{one}": staff.get(f"/cms/{one}").status_code for one in STAFF_PAGES}


def main(folder: Path) -> None:
    before = facts()
    call_command("migrate", verbosity=0)
    told = {
        "before": before,
        "after": facts(),
        "verify_evidence": exit_code("verify_evidence", "--without-papers"),
        "paper": paper_verdict(folder),
        "pages": pages(),
        "tick": exit_code("tick"),
        "verify_evidence_after_tick": exit_code("verify_evidence", "--without-papers"),
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
