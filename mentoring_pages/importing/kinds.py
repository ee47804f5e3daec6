"""Which kind of document a text is: a regulation, a programme, service rules or an article."""

import re
from collections.abc import Sequence

from mentoring_pages.domain.clauses import APPENDIX, CLAUSE, SECTION, Block
from mentoring_pages.importing.act import ARTICLE, PROGRAMME, REGULATION, SERVICE_RULES, Approval
from mentoring_pages.importing.article import FrontMatter
from mentoring_pages.importing.heading import ACT_KIND
from mentoring_pages.importing.programme import EXPECTED, GOAL, MEASURED, TASKS, head_of
from mentoring_pages.importing.service_rules import ASYNC_WORD

SERVICE_TITLE = re.compile(
    r"сервис|мессенджер|видео-?конференц|обмена\s+(?:быстрыми\s+)?текстовыми\s+сообщениями"
    r"|информационно-коммуникационн\w+\s+(?:образовательн\w+\s+)?платформ",
    re.IGNORECASE,
)
PROGRAMME_TITLE = re.compile(
    r"(?:рабочая\s+|персонализированная\s+)?программа(?!\w)", re.IGNORECASE
)


def kind_of(
    title: str,
    subtitle: str,
    blocks: Sequence[Block],
    approvals: Sequence[Approval],
    front: FrontMatter,
) -> str:
    """The kind a document looks like; a document of none of the other kinds is a regulation."""
    name = f"{title} {subtitle}".strip()
    is_act = bool(ACT_KIND.match(title)) and not PROGRAMME_TITLE.match(title)
    text = "\n".join(block.text for block in blocks if block.kind != APPENDIX)
    if is_act and SERVICE_TITLE.search(name):
        return SERVICE_RULES
    if is_act and ASYNC_WORD.search(text) and len(SERVICE_TITLE.findall(text)) > 3:
        return SERVICE_RULES
    heads = {head[0] for block in blocks if (head := head_of(block.text))}
    parts = heads & {GOAL, TASKS, EXPECTED, MEASURED}
    if PROGRAMME_TITLE.match(name) and (parts or not _is_numbered(blocks)):
        return PROGRAMME
    if not is_act and not approvals and len(parts) > 2:
        return PROGRAMME
    if is_act or approvals:
        return REGULATION
    is_note = bool(front.aliases or front.tags or front.properties or front.is_read is False)
    return ARTICLE if is_note or not _is_numbered(blocks) else REGULATION


def _is_numbered(blocks: Sequence[Block]) -> bool:
    return any(block.number and block.kind in (SECTION, CLAUSE) for block in blocks)
