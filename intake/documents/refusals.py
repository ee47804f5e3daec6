"""The paper that says a no, or that a no was taken back. Its words are ours: data beside this file.

Nobody signs such a paper, so it gets no signing sheet: what a machine reads is attached to the very
file that people read, and the school's seal is put under both.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import rfc8785

from intake.documents.consent import Paper, PaperInput, make_paper
from intake.documents.render import PaperError

TEXTS = Path(__file__).with_name("refusals.json")
ATTACHED, FORMAT = "refusal-001.json", "nastavnik-refusal/1"
CONSENT, SIDED = "consent", "sided"


@cache
def _texts() -> Mapping[str, Any]:
    texts: Mapping[str, Any] = json.loads(TEXTS.read_text(encoding="utf-8"))
    return texts


def refusal_tree(*, kind: str, declined: str, is_sided: bool, is_kept: bool) -> dict[str, Any]:
    """The text as editions are kept, with its places: what a document copies.

    ``declined`` is the kind of the paper that was refused; ``is_kept`` says that an older consent
    stays in force. Raises ``KeyError`` for a kind that nobody refuses.
    """
    text = _texts()[kind]
    family = SIDED if is_sided else CONSENT
    names = (f"{declined}_kept" if is_kept else declined, family)
    follows = next(text["follows"][name] for name in names if name in text["follows"])
    return {
        "title": text["title"],
        "summary": text["summary"],
        "blocks": [
            {"type": block, "value": value.replace("[act.mind]", text["mind"][family])}
            for block, value in _blocks(text["blocks"], follows)
        ],
    }


def _blocks(blocks: list[list[str]], follows: list[str]) -> Iterator[tuple[str, str]]:
    for block, value in blocks:
        if block == "items":
            yield from (("item", line) for line in follows)
        else:
            yield block, value


def make_refusal(*, paper: PaperInput, facts: Mapping[str, Any]) -> Paper:
    """The paper with the same facts attached as canonical JSON. Raises ``PaperError``."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError

    from intake.documents.attached import attach_json

    plain = make_paper(paper=paper)
    said = {"format": FORMAT, "number": paper.number, "title": paper.title, **facts}
    target = BytesIO()
    try:
        writer = IncrementalPdfFileWriter(BytesIO(plain.pdf))
        attach_json(
            writer,
            name=ATTACHED,
            data=rfc8785.dumps(said),
            description=paper.title,
            moment=paper.made_at,
        )
        writer.write(target)
    except PdfError:
        raise PaperError("not_a_pdf") from None
    data = target.getvalue()
    return replace(plain, pdf=data, sha256=hashlib.sha256(data).hexdigest())
