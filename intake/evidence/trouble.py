"""Why a seal cannot be made. Light: pages name these reasons without loading a signing library."""

from enum import StrEnum


class SealTrouble(StrEnum):
    """Why a paper cannot be sealed now. Words for people are in ``intake.labels``."""

    NOT_CONFIGURED = "not_configured"
    KEY_UNREADABLE = "key_unreadable"
    KEY_OF_ANOTHER = "key_of_another"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    NO_TIME_STAMP = "no_time_stamp"
    NO_REVOCATION_DATA = "no_revocation_data"
    NOT_A_PDF = "not_a_pdf"
    NO_SPACE = "no_space"
    STORAGE = "storage"
    COPY_DAMAGED = "copy_damaged"
    HOLDERS_ERASED = "holders_erased"
    """Everybody who held the paper was erased: there is nothing left to seal."""
    UNEXPECTED = "unexpected"
    """Anything nobody thought of; the log of the server says what."""


class SealProblem(Exception):
    """The seal cannot be made; ``kind`` says why. Carries nothing of the file or the key."""

    def __init__(self, kind: SealTrouble) -> None:
        super().__init__(kind.value)
        self.kind = kind
