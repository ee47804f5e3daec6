"""A file of a school becomes a tree of clauses, terms, appendices and tables. Plain Python."""

from mentoring_pages.importing.act import (
    Appendix,
    Approval,
    Article,
    Blank,
    Form,
    ImportedAct,
    Link,
    Programme,
    Service,
    Signature,
    Stage,
    Term,
)
from mentoring_pages.importing.decoding import Unreadable, UnreadableFile
from mentoring_pages.importing.reading import read_act, read_bytes, read_file, recognise_act

__all__ = [
    "Appendix",
    "Approval",
    "Article",
    "Blank",
    "Form",
    "ImportedAct",
    "Link",
    "Programme",
    "Service",
    "Signature",
    "Stage",
    "Term",
    "Unreadable",
    "UnreadableFile",
    "read_act",
    "read_bytes",
    "read_file",
    "recognise_act",
]
