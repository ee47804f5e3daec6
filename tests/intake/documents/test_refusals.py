"""The paper of a no: a text for each document that can be refused, its facts inside the file."""

import pytest

from intake.documents.refusals import make_refusal, refusal_tree
from intake.evidence.paper_check import has_revision, read_refusals

TEXTS = [
    ("processing", False, False, "не может записать участника"),
    ("processing", False, True, "Прежнее согласие"),
    ("publication", False, False, "не публикуются"),
    ("publication", False, True, "Прежнее согласие"),
    ("agreement", True, False, "не вступает в силу"),
    ("extension", True, False, "прежний последний день"),
    ("termination", True, False, "действует дальше"),
]


@pytest.mark.parametrize(("declined", "is_sided", "is_kept", "words"), TEXTS)
def test_a_no_says_what_follows_from_it(declined, is_sided, is_kept, words):
    given = {"declined": declined, "is_sided": is_sided, "is_kept": is_kept}
    blocks = refusal_tree(kind="refusal", **given)["blocks"]
    text = " ".join(block["value"] for block in blocks)
    assert words in text
    assert "участник ничего не теряет" in text
    assert "Передумать можно" in text
    assert ("[kept.number]" in text) is is_kept
    end = refusal_tree(kind="refusal_end", **given)["blocks"]
    assert "Отказ больше не действует" in " ".join(block["value"] for block in end)


def test_what_a_machine_reads_stands_in_the_very_file_that_people_read(paper_input):
    made = make_refusal(
        paper=paper_input(
            number="ОП-2026-000017", title="Отказ от подписания", signer_name="", explanation=""
        ),
        facts={"is_signed": False},
    )
    (facts,) = read_refusals(made.pdf)
    assert (facts["number"], facts["is_signed"]) == ("ОП-2026-000017", False)
    assert has_revision(made.pdf, made.sha256)
    assert "подпись ____" not in made.text
