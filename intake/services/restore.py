"""Putting a backup back: it is read whole and compared before anything is touched."""

import hashlib
import json
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import IO

from django.core.files.base import File
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections

from intake import vault
from intake.models import DataKey, Tombstone
from intake.services.backup import FORMAT, MANIFEST, STORES, Manifest
from intake.services.database_copy import MEMBERS, copy_in
from intake.services.erasure import erase_again
from mentoring_pages.models import School

CHUNK = 1 << 20


class RestoreTrouble(StrEnum):
    """Why a backup is not put back. The words are the command's."""

    NO_FILE = "no_file"
    UNREADABLE = "unreadable"
    NOT_A_BACKUP = "not_a_backup"
    DAMAGED = "damaged"
    NEWER_FORMAT = "newer_format"
    OTHER_DATABASE = "other_database"
    OTHER_KEYS = "other_keys"
    NOT_EMPTY = "not_empty"


class NotRestored(Exception):
    """Nothing was changed; ``kind`` says why, ``name`` which file of the backup."""

    def __init__(self, kind: RestoreTrouble, name: str = "") -> None:
        super().__init__(kind.value)
        self.kind, self.name = kind, name


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back. ``erased_again`` people had been erased after the backup was made;
    ``unreadable`` data keys open with no key this installation has."""

    made_at: datetime
    files: int
    erased_again: int
    unreadable: int


def restore_backup(*, file: Path, replace: bool) -> Restored:
    """Replace the database, the papers and the media by those of the backup.

    The site must stand still. Raises ``NotRestored`` before anything is changed, ``CopyFailed``
    when the database refused its copy.
    """
    with _open(file) as archive, tempfile.TemporaryDirectory() as work:
        manifest = _manifest(archive)
        _check_whole(archive, manifest)
        _check_fits(manifest)
        graves = _known_tombstones()
        if not replace and _is_in_use():
            raise NotRestored(RestoreTrouble.NOT_EMPTY)
        database = Path(work) / MEMBERS[manifest.database]
        database.touch(mode=0o600)
        with database.open("wb") as target, _member(archive, database.name) as source:
            while chunk := source.read(CHUNK):
                target.write(chunk)
        copy_in(using=DEFAULT_DB_ALIAS, file=database)
        call_command("migrate", verbosity=0, interactive=False)
        stored = _put_files_back(archive, manifest)
    return Restored(
        made_at=datetime.fromisoformat(manifest.made_at),
        files=stored,
        erased_again=erase_again(tombstones=graves),
        unreadable=_unreadable_keys(),
    )


def _open(file: Path) -> tarfile.TarFile:
    try:
        return tarfile.open(file, "r:")
    except FileNotFoundError as error:
        raise NotRestored(RestoreTrouble.NO_FILE, str(file)) from error
    except PermissionError as error:
        raise NotRestored(RestoreTrouble.UNREADABLE, str(file)) from error
    except (tarfile.TarError, OSError) as error:
        raise NotRestored(RestoreTrouble.NOT_A_BACKUP) from error


def _member(archive: tarfile.TarFile, name: str) -> IO[bytes]:
    try:
        found = archive.extractfile(name)
    except (KeyError, tarfile.TarError) as error:
        raise NotRestored(RestoreTrouble.DAMAGED, name) from error
    if found is None:
        raise NotRestored(RestoreTrouble.DAMAGED, name)
    return found


def _manifest(archive: tarfile.TarFile) -> Manifest:
    try:
        facts = json.loads(_member(archive, MANIFEST).read())
        if facts["format"] > FORMAT:
            raise NotRestored(RestoreTrouble.NEWER_FORMAT)
        return Manifest(**facts)
    except (ValueError, TypeError, KeyError) as error:
        raise NotRestored(RestoreTrouble.NOT_A_BACKUP) from error


def _check_whole(archive: tarfile.TarFile, manifest: Manifest) -> None:
    """Every file is there, as it was written, and none beside."""
    present = set(_names(archive))
    for name in present ^ (manifest.files.keys() | {MANIFEST}):
        raise NotRestored(RestoreTrouble.DAMAGED, name)
    for name, digest in manifest.files.items():
        found = hashlib.sha256()
        with _member(archive, name) as source:
            try:
                while chunk := source.read(CHUNK):
                    found.update(chunk)
            except tarfile.TarError as error:
                raise NotRestored(RestoreTrouble.DAMAGED, name) from error
        if found.hexdigest() != digest:
            raise NotRestored(RestoreTrouble.DAMAGED, name)


def _names(archive: tarfile.TarFile) -> Iterator[str]:
    try:
        for member in archive:
            yield member.name
    except tarfile.TarError as error:
        raise NotRestored(RestoreTrouble.DAMAGED) from error


def _check_fits(manifest: Manifest) -> None:
    if manifest.database != connections[DEFAULT_DB_ALIAS].vendor:
        raise NotRestored(RestoreTrouble.OTHER_DATABASE)
    if not set(manifest.keys) & set(vault.key_fingerprints()):
        raise NotRestored(RestoreTrouble.OTHER_KEYS)


def _tables() -> set[str]:
    return set(connections[DEFAULT_DB_ALIAS].introspection.table_names())


def _is_in_use() -> bool:
    return School._meta.db_table in _tables() and School.objects.exists()


def _known_tombstones() -> list[Tombstone]:
    """Who was erased as far as the database knows that is about to be replaced."""
    if Tombstone._meta.db_table not in _tables():
        return []
    return list(Tombstone.objects.order_by("pk"))


def _put_files_back(archive: tarfile.TarFile, manifest: Manifest) -> int:
    """Write the stored files under their own names; returns how many."""
    count = 0
    for name in manifest.files:
        folder, _slash, rest = name.partition("/")
        if folder not in STORES or not rest:
            continue
        storage = storages[STORES[folder]]
        if storage.exists(rest):
            storage.delete(rest)
        with _member(archive, name) as source:
            storage.save(rest, File(source, name=rest))
        count += 1
    return count


def _unreadable_keys() -> int:
    count = 0
    for wrapped in (
        DataKey.objects.filter(wrapped__isnull=False).values_list("wrapped", flat=True).iterator()
    ):
        try:
            vault.unwrap(wrapped)
        except vault.KeyUnavailable:
            count += 1
    return count
