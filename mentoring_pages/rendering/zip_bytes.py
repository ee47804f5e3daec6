"""ZIP files whose bytes depend on what is in them and on nothing else."""

import zipfile
from collections.abc import Iterable
from io import BytesIO

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment a ZIP file can name."""


def zip_of(files: Iterable[tuple[str, bytes]]) -> bytes:
    """``(name, content)`` in the order given."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return target.getvalue()


def same_bytes(archive: bytes) -> bytes:
    """``archive`` written anew without the times at which its parts were written."""
    with zipfile.ZipFile(BytesIO(archive)) as source:
        return zip_of((name, source.read(name)) for name in source.namelist())
