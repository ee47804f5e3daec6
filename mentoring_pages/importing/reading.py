"""A file's bytes become an act: the steps in their order."""

from dataclasses import replace
from pathlib import Path

from mentoring_pages.importing.act import AUTO, ImportedAct
from mentoring_pages.importing.coverage import characters
from mentoring_pages.importing.decoding import LARGEST_FILE
from mentoring_pages.importing.recognition import recognise_act
from mentoring_pages.importing.sources import Source, read_source, read_upload


def read_bytes(data: bytes, *, name: str = "", kind: str = AUTO) -> ImportedAct:
    """The act in a file of any format that ``read_source`` knows.

    Raises ``UnreadableFile`` with one sentence for a person.
    """
    return act_of(read_source(data, name=name), kind)


def act_of(source: Source, kind: str = AUTO) -> ImportedAct:
    """The act in a source; what the reader of the file left out is named and counted too."""
    act = recognise_act(source.text, kind)
    text, left = characters(source.text), sum(map(characters, source.dropped))
    return replace(
        act,
        doubts=(*source.doubts, *act.doubts),
        dropped=(*source.dropped, *act.dropped),
        coverage=act.coverage * text / (text + left) if left else act.coverage,
    )


def read_act(data: bytes) -> ImportedAct:
    """The act in a file, whatever it is called."""
    return read_bytes(data)


def read_file(path: Path, kind: str = AUTO) -> ImportedAct:
    """The act in a file, of which never more than ``LARGEST_FILE`` is read into memory.

    Raises ``UnreadableFile`` as ``read_bytes`` does, and ``OSError`` when there is no such file.
    """
    with path.open("rb") as file:
        return act_of(read_upload(file.read(LARGEST_FILE + 1), name=path.name), kind)
