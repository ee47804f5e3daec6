"""``manage.py verify_evidence`` as tests run it."""

from io import StringIO

from django.core.management import call_command


def verify_evidence(*arguments: str) -> tuple[int, str]:
    """The exit code and everything that was said."""
    out = StringIO()
    try:
        call_command("verify_evidence", *arguments, stdout=out)
    except SystemExit as stop:
        return stop.code, out.getvalue()
    return 0, out.getvalue()


def verify_rows() -> tuple[int, str]:
    """The same without opening the files of papers."""
    return verify_evidence("--without-papers")
