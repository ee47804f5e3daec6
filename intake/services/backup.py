"""A backup: one file with the database, the papers, the media and a list of digests. No keys.

A plain tar, because what is private in it is encrypted already and what is not (names, dates) needs
the protection of the place where it lies.
"""

import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.recorder import MigrationRecorder

from intake import vault
from intake.services.database_copy import MEMBERS, copy_out

FORMAT = 1
MANIFEST = "MANIFEST.json"
STORES = {"papers": "papers", "media": "default"}
"""Folders of a backup and the storages behind them."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. ``files``: name → SHA-256; ``keys`` are fingerprints only."""

    made_at: str
    release: str
    database: str
    migrations: dict[str, str]
    keys: list[str]
    files: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT


class _Hashing:
    """A file that is hashed while it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._hash = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        chunk = self._file.read(size)
        self._hash.update(chunk)
        return chunk

    def hexdigest(self) -> str:
        return self._hash.hexdigest()


def make_backup(*, folder: Path, now: datetime) -> Path:
    """Write a backup of everything into ``folder`` and return its file, readable by us alone.

    The database comes first: a paper made later is then a spare file, never a missing one. Raises
    ``CopyFailed`` and ``OSError``; a backup that was not finished leaves no file behind.
    """
    name = f"nastavnik-{now:%Y-%m-%d-%H%M%S}.tar"
    with tempfile.TemporaryDirectory(dir=folder, prefix=".backup-") as work:
        unfinished = Path(work) / name
        unfinished.touch(mode=0o600)
        vendor = connections[DEFAULT_DB_ALIAS].vendor
        copy = Path(work) / MEMBERS[vendor]
        copy.touch(mode=0o600)
        copy_out(using=DEFAULT_DB_ALIAS, file=copy)
        manifest = Manifest(
            made_at=now.isoformat(),
            release=str(getattr(settings, "NASTAVNIK_RELEASE", "")),
            database=vendor,
            migrations=_last_migrations(),
            keys=vault.key_fingerprints(),
        )
        with tarfile.open(unfinished, "w") as archive:
            with copy.open("rb") as database:
                size = copy.stat().st_size
                manifest.files[copy.name] = _add(archive, copy.name, database, size, now)
            for member, file, size in _stored_files():
                with file:
                    manifest.files[member] = _add(archive, member, file, size, now)
            words = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
            _add(archive, MANIFEST, io.BytesIO(words), len(words), now)
        finished = folder / name
        os.replace(unfinished, finished)
    return finished


def _add(archive: tarfile.TarFile, name: str, file: IO[bytes], size: int, now: datetime) -> str:
    member = tarfile.TarInfo(name)
    member.size, member.mode, member.mtime = size, 0o600, int(now.timestamp())
    hashing = _Hashing(file)
    archive.addfile(member, hashing)
    return hashing.hexdigest()


def _stored_files() -> Iterator[tuple[str, IO[bytes], int]]:
    """Every stored file, opened. One that was erased in the meantime is left out."""
    for folder, alias in STORES.items():
        storage = storages[alias]
        for name in files_of(storage):
            try:
                file = storage.open(name, "rb")
            except FileNotFoundError:
                continue
            yield f"{folder}/{name}", file, file.size


def files_of(storage: Storage, folder: str = "") -> Iterator[str]:
    """Names of all files in a storage, in order."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        yield f"{folder}/{name}" if folder else name
    for name in sorted(folders):
        yield from files_of(storage, f"{folder}/{name}" if folder else name)


def _last_migrations() -> dict[str, str]:
    applied = MigrationRecorder(connections[DEFAULT_DB_ALIAS]).applied_migrations()
    last: dict[str, str] = {}
    for app, name in sorted(applied):
        last[app] = name
    return last
