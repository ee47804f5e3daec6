"""A ZIP made to hurt whoever checks it: to climb out of its folder, to fill memory or time."""

import io
import struct
import subprocess
import sys
import zipfile
import zlib

import pytest

from intake.evidence.bundle import MANIFEST
from intake.evidence.container import (
    NotAContainer,
    is_plain_name,
    read_container,
    write_container,
)
from intake.evidence.verify import Verdict, main, verify_file

MEGABYTE = 1024 * 1024


def zipped(*entries, compression=zipfile.ZIP_STORED):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return target.getvalue()


def a_link():
    """A symbolic link, as unpackers understand one."""
    entry = zipfile.ZipInfo("index.html", (1980, 1, 1, 0, 0, 0))
    entry.create_system, entry.external_attr = 3, 0o120777 << 16
    return zipped((entry, b"/etc/passwd"))


def sharing_bytes(count, size):
    """A directory that names the same stored bytes again and again: it promises terabytes."""
    data, name = bytes(size), b"a"
    sizes = struct.pack("<IIIHH", zlib.crc32(data), size, size, len(name), 0)
    local = struct.pack("<4sHHHHH", b"PK\3\4", 20, 0, 0, 0, 0x21) + sizes + name
    central = struct.pack("<4sHHHHHH", b"PK\1\2", 20, 20, 0, 0, 0, 0x21) + sizes
    central += struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    start = len(local) + size
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count, count, len(central) * count, start, 0)
    return local + data + central * count + end


HOSTILE = {
    "climbs": lambda: zipped(("../../etc/cron.d/x", b"1")),
    "climbs in our spelling": lambda: write_container({"../x": b"1"}),
    "absolute": lambda: write_container({"/etc/passwd": b"1"}),
    "of another system": lambda: write_container({"C:\\x": b"1", "..\\x": b"1"}),
    "a link": a_link,
    "unpacks to a hundred times its size": lambda: zipped(
        ("a", bytes(64 * MEGABYTE)), compression=zipfile.ZIP_DEFLATED
    ),
    "shares its bytes": lambda: sharing_bytes(9_000, MEGABYTE),
    "as many files as one likes": lambda: zipped(*((str(n), b"") for n in range(10_001))),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_zip_is_not_valid_and_said_to_be_so_in_plain_words(name, tmp_path, capsys):
    file = tmp_path / "bundle.zip"
    file.write_bytes(HOSTILE[name]())
    assert main([str(file)]) == Verdict.NOT_VALID
    said = capsys.readouterr().out
    assert "внутри есть лишнее, спрятанное или повреждённое" in said
    assert "Traceback" not in said


def test_a_file_renamed_or_put_in_under_a_name_that_climbs_is_not_valid(bundle, roots):
    files = read_container(bundle)
    for added in ({"../index.html": b"x"}, {"letter.html": files["index.html"]}):
        data = write_container({**files, **added})
        assert verify_file(data, roots=roots).verdict is Verdict.NOT_VALID
    renamed = {name.replace("index.html", "Index.html"): data for name, data in files.items()}
    assert verify_file(write_container(renamed), roots=roots).verdict is Verdict.NOT_VALID


@pytest.mark.parametrize("text", [b"[" * 500_000, b"9" * 500_000, b"null", b"\xff", b"{}"])
def test_a_list_of_files_that_no_reader_bears_is_an_answer_and_no_crash(text):
    report = verify_file(write_container({MANIFEST: text}))
    assert report.verdict is Verdict.NOT_VALID


def test_reading_takes_no_more_memory_than_the_file_is_large(tmp_path):
    """In a process of its own with a hundred megabytes beyond what an innocent ZIP takes."""
    file = tmp_path / "bundle.zip"
    file.write_bytes(zipped(("a", bytes(250 * MEGABYTE)), compression=zipfile.ZIP_DEFLATED))
    script = (
        "import resource, sys\n"
        "from intake.evidence.verify import main\n"
        "used = int(open('/proc/self/statm').read().split()[0]) * resource.getpagesize()\n"
        f"resource.setrlimit(resource.RLIMIT_AS, (used + {100 * MEGABYTE},) * 2)\n"
        "sys.exit(main([sys.argv[1]]))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, file], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (Verdict.NOT_VALID, ""), run.stdout


def test_names_of_a_bundle_stay_in_its_folder():
    for name in ("index.html", "document/sealed-2.pdf", "journal/anchor-00001.json.p7s"):
        assert is_plain_name(name)
    for name in ("", "a/../b", "./a", "a//b", "a/", "a\\b", "c:a", "a\nb", "a\0b"):
        assert not is_plain_name(name)
    with pytest.raises(NotAContainer):
        read_container(write_container({"a/../b": b""}))
