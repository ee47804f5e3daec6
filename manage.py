#!/usr/bin/env python
"""Django's command line, run from a checkout."""

import os
import sys
from pathlib import Path


def main() -> None:
    # The project package lives in site/, which is a source folder and never a package:
    # the name "site" belongs to the standard library.
    sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentoring_site.settings.demo")

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
