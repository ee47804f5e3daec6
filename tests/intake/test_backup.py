"""One command copies a working school, another puts it back and says whether it is whole."""

import io
import json
import tarfile
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from django.utils import timezone

from intake.domain.journal import JournalKind
from intake.models import DataKey, PaperCopy, Person
from intake.services.document import keep_copy, read_copy
from intake.services.erasure import erase_person
from intake.services.journal import append
from tests.rows import NOW, a_paper, a_waiting_request
from tests.schools import make_school

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def school():
    return make_school("sad")


@pytest.fixture
def paper(school) -> PaperCopy:
    document = a_paper(a_waiting_request(school))
    append(
        school=school,
        kind=JournalKind.DOCUMENT_MADE,
        subject_key=str(document.key),
        actor_key="system",
        facts={"kind": document.kind},
        now=document.made_at,
    )
    holder = document.parties.get().person
    keep_copy(document=document, holder=holder, kind="signed", data=b"%PDF a paper", now=NOW)
    copy = document.copies.get(holder=holder, kind="signed")
    append(
        school=school,
        kind=JournalKind.PAPER_FINISHED,
        subject_key=str(document.key),
        actor_key="system",
        facts={"digest": copy.digest},
        now=NOW,
    )
    return copy


def backup(folder: Path) -> Path:
    call_command("backup", str(folder), stdout=io.StringIO())
    return next(folder.glob("*.tar"))


def restore(file: Path, **options: object) -> str:
    said = io.StringIO()
    call_command("restore", str(file), stdout=said, **options)
    return said.getvalue()


def test_what_was_lost_after_the_copy_is_back_and_verified(paper, tmp_path):
    before = read_copy(document=paper.document, holder=paper.holder, kind=paper.kind)
    name = paper.holder.full_name
    file = backup(tmp_path)
    paper.file.storage.delete(paper.file.name)
    Person.objects.filter(pk=paper.holder_id).update(family_name="Испорчено")
    said = restore(file, replace=True)
    assert "Проверка пройдена." in said
    assert Person.objects.get(pk=paper.holder_id).full_name == name
    assert read_copy(document=paper.document, holder=paper.holder, kind=paper.kind) == before


def test_who_was_erased_after_the_copy_is_erased_again(paper, tmp_path):
    file = backup(tmp_path)
    name = paper.holder.family_name
    erase_person(person=paper.holder, actor_key="user:1", now=timezone.now())
    said = restore(file, replace=True)
    assert "Заново удалены сведения о людях, удалённые после копии: 1." in said
    holder = Person.objects.select_related("data_key").get(pk=paper.holder_id)
    assert holder.erased_at is not None
    assert holder.data_key.wrapped is None
    assert name not in holder.full_name


def test_a_backup_holds_no_key_and_only_its_owner_may_read_it(paper, settings, tmp_path):
    file = backup(tmp_path)
    assert settings.NASTAVNIK_INSTALLATION_KEYS[0].encode() not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0
    assert [left.name for left in tmp_path.iterdir() if left.name.startswith(".backup")] == []


def test_a_school_in_work_is_not_replaced_by_accident(paper, tmp_path):
    file = backup(tmp_path)
    with pytest.raises(CommandError, match=r"добавьте --replace\. Ничего не изменено"):
        restore(file)


def test_one_changed_byte_is_found_before_anything_is_touched(paper, tmp_path):
    file = backup(tmp_path)
    content = bytearray(file.read_bytes())
    with tarfile.open(file) as archive:
        member = next(one for one in archive if one.name.startswith("papers/"))
    content[member.offset_data + 5] ^= 1
    file.write_bytes(content)
    Person.objects.filter(pk=paper.holder_id).update(family_name="Новая")
    with pytest.raises(CommandError, match=r"Копия повреждена.*Ничего не изменено"):
        restore(file, replace=True)
    assert Person.objects.get(pk=paper.holder_id).family_name == "Новая"


@pytest.mark.parametrize("what", ["a file of words", "cut in the middle", "a stray tar"])
def test_what_is_no_whole_backup_is_refused(paper, tmp_path, what):
    file = backup(tmp_path)
    if what == "a file of words":
        file.write_text("не копия")
    elif what == "cut in the middle":
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    else:
        with tarfile.open(file, "w") as archive:
            archive.addfile(tarfile.TarInfo("readme"))
    with pytest.raises(CommandError, match="Ничего не изменено"):
        restore(file, replace=True)


def test_a_file_that_is_not_there_is_said_to_be_missing(db, tmp_path):
    with pytest.raises(CommandError, match=r"Такого файла нет: .*nowhere\.tar"):
        restore(tmp_path / "nowhere.tar")


def test_a_backup_says_that_the_seals_are_not_in_it(paper, settings, tmp_path):
    settings.NASTAVNIK_SEALS = str(tmp_path / "seals")
    said = io.StringIO()
    call_command("backup", str(tmp_path), stdout=said)
    assert f"Скопируйте отдельно папку {tmp_path / 'seals'}" in said.getvalue()


def test_a_file_added_to_a_backup_is_refused(paper, tmp_path):
    file = backup(tmp_path)
    with tarfile.open(file, "a") as archive:
        archive.addfile(tarfile.TarInfo("papers/../../stranger"))
    with pytest.raises(CommandError, match="Копия повреждена"):
        restore(file, replace=True)


def test_a_backup_under_other_keys_is_refused(paper, settings, tmp_path):
    file = backup(tmp_path)
    settings.NASTAVNIK_INSTALLATION_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(CommandError, match="другими ключами"):
        restore(file, replace=True)


def test_the_list_of_a_backup_says_what_it_is_and_names_nobody(paper, tmp_path):
    with tarfile.open(backup(tmp_path)) as archive:
        words = archive.extractfile("MANIFEST.json").read().decode()
    facts = json.loads(words)
    assert facts["format"] == 1
    assert any(name.startswith("papers/") for name in facts["files"])
    assert paper.holder.family_name not in words


def test_turning_the_key_leaves_every_paper_readable_under_the_new_one(paper, settings):
    old = settings.NASTAVNIK_INSTALLATION_KEYS[0]
    before = read_copy(document=paper.document, holder=paper.holder, kind=paper.kind)
    new = Fernet.generate_key().decode()
    settings.NASTAVNIK_INSTALLATION_KEYS = [new, old]
    said = io.StringIO()
    call_command("rotate_keys", stdout=said)
    assert f"Перешифровано: {DataKey.objects.count()}." in said.getvalue()
    settings.NASTAVNIK_INSTALLATION_KEYS = [new]
    call_command("rotate_keys", "--check", stdout=said)
    assert "можно убрать" in said.getvalue().splitlines()[-1]
    assert read_copy(document=paper.document, holder=paper.holder, kind=paper.kind) == before


def test_a_key_nobody_has_is_counted_and_said(paper, settings):
    settings.NASTAVNIK_INSTALLATION_KEYS = [Fernet.generate_key().decode()]
    said = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("rotate_keys", stdout=said)
    assert f"Не открываются ни одним ключом: {DataKey.objects.count()}." in said.getvalue()


def test_a_destroyed_key_is_not_brought_back_by_turning(paper, settings):
    erase_person(person=paper.holder, actor_key="user:1", now=timezone.now())
    settings.NASTAVNIK_INSTALLATION_KEYS = [
        Fernet.generate_key().decode(),
        *settings.NASTAVNIK_INSTALLATION_KEYS,
    ]
    call_command("rotate_keys", stdout=io.StringIO())
    assert DataKey.objects.get(pk=paper.holder.data_key_id).wrapped is None
