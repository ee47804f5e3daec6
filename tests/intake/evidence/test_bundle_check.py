"""A bundle in the hands of somebody who wants it to say something else."""

import io
import json
import os
import re
import subprocess
import sys
import zipfile

import pytest

from intake.evidence.bundle import FACTS, JOURNAL, MANIFEST, MANIFEST_SIGNATURE, WORDING
from intake.evidence.container import read_container, write_container
from intake.evidence.level import Level
from intake.evidence.paper_check import read_sheets
from intake.evidence.verify import Verdict, main, verify_bundle, verify_file
from tests.exhaustive import SHARDS, sample
from tests.intake.evidence.bundles import bundle_files, packed

FLIPS = 60


def said(data, roots):
    report = verify_bundle(data, roots=roots)
    return report.verdict, " ".join(report.lines)


def changed(bundle, **files):
    """The same container with other contents; ``None`` takes a file out."""
    contents = read_container(bundle) | files
    return write_container({name: data for name, data in contents.items() if data is not None})


def test_a_bundle_as_it_was_made_is_valid_and_says_so_to_a_director(bundle, roots):
    verdict, words = said(bundle, roots)
    assert verdict is Verdict.VALID, words
    assert "Документ № С-2026-000001 действителен: он не изменён" in words
    assert "Текст тот, что утверждён (приказ № 12-од" in words


def test_whose_bundle_it_is_cannot_be_told_without_a_root(bundle):
    assert said(bundle, ())[0] is Verdict.CANNOT_TELL


@pytest.mark.exhaustive
@pytest.mark.parametrize("shard", range(SHARDS))
def test_no_flipped_byte_of_a_bundle_is_found_valid(bundle, roots, shard):
    for place in sample(range(len(bundle)), at_most=FLIPS, shard=shard):
        flipped = bytearray(bundle)
        flipped[place] ^= 0x01
        assert verify_file(bytes(flipped), roots=roots).verdict is not Verdict.VALID, place


@pytest.mark.exhaustive
@pytest.mark.parametrize("shard", range(SHARDS))
def test_no_flipped_byte_inside_a_container_made_anew_is_found_valid(bundle, roots, shard):
    files = read_container(bundle)
    texts = sorted(
        name for name in files if not name.endswith(".p7s") and not name.startswith("document/")
    )
    places = [(name, at) for name in texts for at in range(len(files[name]))]
    for name, place in sample(places, at_most=FLIPS, shard=shard):
        flipped = bytearray(files[name])
        flipped[place] ^= 0x01
        data = changed(bundle, **{name: bytes(flipped)})
        assert verify_bundle(data, roots=roots).verdict is not Verdict.VALID, (name, place)


def with_comment(bundle):
    target = io.BytesIO(bundle)
    with zipfile.ZipFile(target, "a") as archive:
        archive.comment = b"another verdict"
    return target.getvalue()


def with_second_file_of_one_name(bundle):
    target = io.BytesIO(bundle)
    with zipfile.ZipFile(target, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("index.html", b"<h1>other</h1>")
    return target.getvalue()


def with_other_name_inside(bundle):
    """A reader of local headers would see another name than a reader of the directory."""
    at = bundle.index(b"index.html")
    return bundle[:at] + b"index.htm_" + bundle[at + 10 :]


def compressed(bundle):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in read_container(bundle).items():
            archive.writestr(name, data)
    return target.getvalue()


@pytest.mark.parametrize(
    "tamper",
    [
        with_comment,
        with_second_file_of_one_name,
        with_other_name_inside,
        compressed,
        lambda bundle: b"#!/bin/sh\n" + bundle,
        lambda bundle: bundle + b"\0" * 20,
        lambda bundle: bundle[:-1],
        lambda _bundle: b"PK\x03\x04",
    ],
    ids=["comment", "twice", "two-names", "compressed", "before", "behind", "cut", "rubbish"],
)
def test_anything_hidden_in_the_container_is_reported(bundle, roots, tamper):
    verdict, words = said(tamper(bundle), roots)
    assert verdict is Verdict.NOT_VALID
    assert "лишнее, спрятанное или повреждённое" in words


@pytest.mark.parametrize(
    ("contents", "words"),
    [
        ({"letter.txt": b"more"}, "лишний файл: letter.txt"),
        ({"index.txt": None}, "пропал файл: index.txt"),
        ({"index.txt": b"all is well"}, "Файл пакета изменён: index.txt"),
        ({MANIFEST: None}, "нет перечня файлов"),
        ({MANIFEST_SIGNATURE: b"x"}, "подпись школы не читается"),
        ({JOURNAL: None}, "нет файлов: journal/extract.json"),
    ],
)
def test_a_file_put_in_taken_out_or_changed_is_named(bundle, roots, contents, words):
    verdict, found = said(changed(bundle, **contents), roots)
    assert verdict is Verdict.NOT_VALID
    assert words in found


def test_a_bundle_sealed_anew_by_a_stranger_is_not_valid(files, stranger, roots):
    verdict, words = said(packed(files, stranger), roots)
    assert verdict is Verdict.NOT_VALID
    assert "подписал не тот, кому вы доверяете" in words


def test_a_manifest_nobody_signed_proves_nothing(files, roots):
    verdict, words = said(packed(files, None), roots)
    assert verdict is Verdict.CANNOT_TELL
    assert "школа не подписала" in words


def edited(files, name, change):
    """The files with one JSON changed, to be packed and signed by the school itself."""
    contents = json.loads(files[name])
    change(contents)
    return files | {name: json.dumps(contents, ensure_ascii=False).encode()}


def rows(journal):
    return journal["segments"][0]["rows"]


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        (WORDING, lambda one: one["tree"].update(title="Другое"), "не тот, что был утверждён"),
        (FACTS, lambda one: one["document"].update(edition="0" * 64), "не тот, что был утверждён"),
        (FACTS, lambda one: one["document"].update(number="С-2026-000002"), "другой документ"),
        (FACTS, lambda one: one["document"].update(shown_sha256="0" * 64), "другой документ, чем"),
        (FACTS, lambda one: one.update(copies=[]), "такого файла у этого документа нет"),
        (FACTS, lambda one: one["signatures"].clear(), "Подписи в пакете не те"),
        (FACTS, lambda one: one["signatures"][0].update(role="representative"), "Подписи в пакете"),
        (JOURNAL, lambda one: rows(one)[0].update(actor="user:9"), "запись № 2 изменена"),
        (JOURNAL, lambda one: rows(one).pop(1), "записи № 3 нет"),
        (JOURNAL, lambda one: rows(one).pop(), "не сходится с якорем № 1"),
        (JOURNAL, lambda one: rows(one)[1].update(content="0" * 64), "запись № 4 изменена"),
        (JOURNAL, lambda one: one["segments"].clear(), "Подписи в пакете не те"),
    ],
)
def test_files_that_contradict_each_other_are_told_apart_even_under_the_schools_signature(
    files, school_seal, roots, name, change, words
):
    verdict, found = said(packed(edited(files, name, change), school_seal), roots)
    assert verdict is Verdict.NOT_VALID, found
    assert words in found


def test_an_anchor_of_another_night_does_not_fit(files, school_seal, roots):
    anchor = "journal/anchor-00001.json"
    other = edited(files, anchor, lambda one: one.update(digest="0" * 64))
    verdict, words = said(packed(other, school_seal), roots)
    assert verdict is Verdict.NOT_VALID
    assert "якорь изменён" in words or "изменено после того, как школа подписала" in words


def test_the_readable_index_shows_names_as_text(bundle):
    index = read_container(bundle)["index.html"].decode()
    assert "&lt;b&gt;Пётр&lt;/b&gt;" in index
    assert "<b>" not in index


@pytest.mark.parametrize("is_signed", [True, False])
def test_every_link_of_the_readable_index_leads_to_a_file_of_the_bundle(
    files, school_seal, is_signed
):
    inside = read_container(packed(files, school_seal if is_signed else None))
    index = inside["index.html"].decode()
    links = re.findall(r'href="([^"]+)"', index)
    assert set(links) == set(inside) - {"index.html", "index.txt"}
    assert "width=device-width" in index


@pytest.mark.parametrize("level", [Level.B_T, Level.B_LT, Level.B_LTA])
def test_what_proves_the_certificate_lies_beside_the_paper(sealed, school_seal, roots, level):
    pdf = sealed(level)
    contents = bundle_files(pdf, read_sheets(pdf)[0]["shown_sha256"], school_seal)
    assert "timestamps/seal-1.tst" in contents
    assert ("revocation/1.crl" in contents) is level.is_long_term
    assert ("timestamps/archive-1.tst" in contents) is (level is Level.B_LTA)
    assert said(packed(contents, school_seal), roots)[0] is Verdict.VALID


def test_the_command_needs_no_settings_and_no_network_for_a_bundle(bundle, authority, tmp_path):
    file, root = tmp_path / "bundle.zip", tmp_path / "root.pem"
    file.write_bytes(bundle)
    root.write_bytes(authority.root.certificate_pem())
    bare = {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "intake.evidence.verify", file, "--trust", root]
    run = subprocess.run(command, capture_output=True, text=True, env=bare, check=False)
    assert (run.returncode, run.stderr) == (0, ""), run.stdout
    assert main([str(file)]) == 2
    file.write_bytes(bundle[:-1])
    assert main([str(file), "--trust", str(root)]) == 1
