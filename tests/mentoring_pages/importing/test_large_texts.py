"""Texts nobody wrote: they are read in one pass, however odd."""

import pytest

from mentoring_pages.importing import recognise_act
from mentoring_pages.importing.coverage import share, texts_of

COUNT = 5_000

TEXTS = {
    "one endless line": "слово " * 5 * COUNT,
    "endless lower case lines": "слово за словом без конца\n" * COUNT,
    "endless letters": "А" * 10 * COUNT,
    "endless underscores": "_" * 10 * COUNT + "х",
    "endless torn words": "1. Слово\n" + "а" * 10 * COUNT + "-",
    "endless empty lines": "1.1. Слово" + "\n" * 5 * COUNT + "!х",
    "endless dots": "." * 10 * COUNT + "х",
    "endless dashes": "-" * 10 * COUNT + "х",
    "endless blanks": "имя _____ " * COUNT,
    "endless brackets": "(" * 5 * COUNT,
    "endless quotes": "«" * 5 * COUNT,
    "endless tags": "<p" * 5 * COUNT,
    "endless first numbers": "1. Слово\n" * COUNT,
    "endless sections": "".join(f"{number}. Слово\n" for number in range(1, COUNT)),
    "endless wrong numbers": "1. Слово\n1.1. Слово\n" + "9.9.9. слово\n" * COUNT,
    "endless papers": "1. Слово\n\n" + "ЗАЯВЛЕНИЕ\n\n" * COUNT,
    "endless appendices": "1. Слово\n\n" + "Приложение № 1\n\n" * COUNT,
    "endless items": "1. Слово\n\n" + "- слово; - слово;\n" * COUNT,
    "endless nesting": "1. Слово\n\n" + "1) слово:\n- слово:\n• слово:\n" * COUNT,
    "endless cells": "а\t" * COUNT,
    "endless definitions": "1. Слово\n\n1.1. Термины:\n\n" + "Слово – слово. " * COUNT,
    "endless glossary": "1. Слово\n\nГлоссарий\n\n" + "Слово Слово\n\n" * COUNT,
    "endless approval": "УТВЕРЖДАЮ\n" + "Директор И.И. Иванов 10.10.2020 № 5\n" * COUNT,
}


@pytest.mark.parametrize("name", TEXTS)
def test_an_odd_text_is_read_to_its_end(name: str) -> None:
    act = recognise_act(TEXTS[name])
    kept = [act.title, act.subtitle, *act.dropped, *texts_of(act.blocks)]
    approval = act.approval
    kept += [approval.heading, approval.post, approval.name, approval.order_number]
    assert share(TEXTS[name], kept) > 0.99 or approval.heading
