"""A file of a school becomes a tree of clauses, terms, appendices and tables. Plain Python."""

from mentoring_pages.importing.act import Approval, ImportedAct, Term
from mentoring_pages.importing.decoding import Unreadable, UnreadableFile
from mentoring_pages.importing.reading import read_act, read_file, recognise_act

__all__ = [
    "Approval",
    "ImportedAct",
    "Term",
    "Unreadable",
    "UnreadableFile",
    "read_act",
    "read_file",
    "recognise_act",
]
