"""«Ознакомление с Политикой» on a sheet of its own, to be signed with a pen beside the consents."""

from dataclasses import dataclass
from datetime import datetime

from intake.documents.render import render_pdf

TEMPLATE = "intake/papers/acquaintance.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class AcquaintanceSheet:
    """What stands on the sheet. Texts are plain; ``made_at`` is aware, in the school's zone.

    ``sentences`` are those the school approved, the very ones its page asks; ``policy_address`` and
    ``officer`` are empty where the school named none. The number is that of the request.
    """

    heading: str
    number: str
    school: str
    policy_address: str
    officer: str
    sentences: tuple[str, ...]
    signer: str
    capacity: str
    participant: str
    made_at: datetime


def make_acquaintance_sheet(sheet: AcquaintanceSheet) -> bytes:
    """The sheet as PDF. Raises ``PaperError``."""
    return render_pdf(TEMPLATE, {"sheet": sheet}, made_at=sheet.made_at)
