"""The journal: what may stand in an entry; ``intake.domain.chain`` links them.

An entry holds no personal data. That is kept by construction: facts have keys from a list for each
kind, and text is a short token of Latin letters, digits and a few signs, which no name, address or
e-mail is.
"""

import hashlib
import re
from collections.abc import Mapping
from enum import StrEnum

from intake.domain.chain import FactValue

TEXT_LENGTH = 200
KEY_LENGTH = 40
TOKEN = re.compile(r"[A-Za-z0-9_.:-]*")


class JournalKind(StrEnum):
    """Every kind of event the journal knows. A value, once used, is never renamed."""

    LIST_ACCEPTED = "list_accepted"
    """People of a class list came onto the school's list; numbers only."""
    LIST_UNDONE = "list_undone"
    REQUEST_INVITED = "request_invited"
    REQUEST_STARTED = "request_started"
    REQUEST_SENT = "request_sent"
    REQUEST_CHECKED = "request_checked"
    REQUEST_REFUSED = "request_refused"
    POLICY_READ = "policy_read"
    LINK_SENT = "link_sent"
    REMINDED = "reminded"
    REMINDER_RULE = "reminder_rule"
    DOCUMENT_MADE = "document_made"
    DOCUMENT_VOIDED = "document_voided"
    CODE_SENT = "code_sent"
    CODE_REFUSED = "code_refused"
    SIGNED = "signed"
    DECLINED = "declined"
    DECLINE_UNDONE = "decline_undone"
    REFUSAL_WRITTEN = "refusal_written"
    """The paper that says a no, or that it was taken back, has its bytes: nobody signs it."""
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    """A signed paper gave way to a newer one of the same person; ``by`` is the newer one's key."""
    SEALED = "sealed"
    PAPER_FINISHED = "paper_finished"
    PAPER_PRINTED = "paper_printed"
    """An employee printed the document to be signed with a pen."""
    PAPER_SCANNED = "paper_scanned"
    PAPER_WAITS = "paper_waits"
    """An employee brought a paper of the own family: a second one has to see it."""
    PAPER_NOT_TAKEN = "paper_not_taken"
    FAMILY_IDENTIFIED = "family_identified"
    """At a meeting an employee saw who the signer of a request is."""
    IDENTIFICATION_UNDONE = "identification_undone"
    SLIPS_PRINTED = "slips_printed"
    CONTACT_CHANGED = "contact_changed"
    MESSAGE_RETURNED = "message_returned"
    """A message did not arrive; ``stopped`` says why nothing more is sent to its contact."""
    MESSAGE_SENT_ANEW = "message_sent_anew"
    """An employee had a message without a link, or the letter with an anchor, sent once more."""
    ALLOWANCE_RECORDED = "allowance_recorded"
    ALLOWANCE_ENDED = "allowance_ended"
    AGREEMENT_BEGAN = "agreement_began"
    AGREEMENT_EXTENDED = "agreement_extended"
    AGREEMENT_ENDED = "agreement_ended"
    RECEIPT_ACKNOWLEDGED = "receipt_acknowledged"
    GUARDIAN_RECORDED = "guardian_recorded"
    GUARDIAN_CHECKED = "guardian_checked"
    GUARDIAN_ENDED = "guardian_ended"
    OBJECTION_RAISED = "objection_raised"
    OBJECTION_LIFTED = "objection_lifted"
    SAME_PERSON_ANSWERED = "same_person_answered"
    """Two people of one name: an employee said whether they are one recorded twice."""
    STATUS_RECORDED = "status_recorded"
    STATUS_ENDED = "status_ended"
    MODE_RECORDED = "mode_recorded"
    PEP_JOINED = "pep_joined"
    PEP_LEFT = "pep_left"
    PARTICIPATION_RECORDED = "participation_recorded"
    PARTICIPATION_ENDED = "participation_ended"
    PERSON_ERASED = "person_erased"
    AGE_RULE_RECORDED = "age_rule_recorded"
    BIRTHDAY_TOLD = "birthday_told"
    """A family was told of a 14th or 18th birthday, or asked to sign with it (``days`` is 0)."""
    HOLD_PLACED = "hold_placed"
    HOLD_LIFTED = "hold_lifted"
    DATA_ASKED = "data_asked"
    DATA_TERM_EXTENDED = "data_term_extended"
    DATA_ANSWERED = "data_answered"
    PERSON_NOTED = "person_noted"
    """A first paper names the person: from here on the journal vouches for name and birthday."""
    PERSON_CORRECTED = "person_corrected"
    """Name or birthday were written anew, by staff or by the family before signing."""
    EDITION_FROZEN = "edition_frozen"
    """An order approved a text. The school's journal begins by telling those approved before."""
    ACT_REPEALED = "act_repealed"
    REPEAL_CANCELLED = "repeal_cancelled"


FACT_KEYS: Mapping[JournalKind, frozenset[str]] = {
    JournalKind.LIST_ACCEPTED: frozenset({"people", "guardians", "moved", "papers"}),
    JournalKind.LIST_UNDONE: frozenset({"people", "stayed"}),
    JournalKind.REQUEST_CHECKED: frozenset({"how"}),
    JournalKind.RECEIPT_ACKNOWLEDGED: frozenset({"noted_as"}),
    JournalKind.POLICY_READ: frozenset({"role", "edition", "method", "signed_on"}),
    JournalKind.LINK_SENT: frozenset({"purpose"}),
    JournalKind.REMINDER_RULE: frozenset({"automatic"}),
    JournalKind.REMINDED: frozenset({"purpose", "number", "person", "message"}),
    JournalKind.MESSAGE_RETURNED: frozenset({"kind", "outcome", "stopped", "message"}),
    JournalKind.MESSAGE_SENT_ANEW: frozenset({"kind"}),
    JournalKind.DOCUMENT_MADE: frozenset(
        {
            *("kind", "variant", "digest", "edition", "rule", "band", "commitment"),
            *("about", "copies", "points_to", "request", "signers", "number", "order", "text"),
            "parties",
        }
    ),
    JournalKind.DOCUMENT_VOIDED: frozenset({"reason"}),
    JournalKind.CODE_SENT: frozenset({"act", "times", "message", "to"}),
    JournalKind.CODE_REFUSED: frozenset({"act", "verdict", "attempts_left"}),
    JournalKind.SIGNED: frozenset(
        {"role", "method", "digest", "rule", "band", "edition", "signer", "commitment"}
    ),
    JournalKind.WITHDRAWN: frozenset({"role", "method", "digest", "rule", "signer", "commitment"}),
    JournalKind.SUPERSEDED: frozenset({"by"}),
    JournalKind.PAPER_FINISHED: frozenset({"digest", "size"}),
    JournalKind.PAPER_PRINTED: frozenset({"copies"}),
    JournalKind.PAPER_SCANNED: frozenset({"digest", "size"}),
    JournalKind.FAMILY_IDENTIFIED: frozenset({"how", "person"}),
    JournalKind.IDENTIFICATION_UNDONE: frozenset({"person"}),
    JournalKind.SLIPS_PRINTED: frozenset({"count"}),
    JournalKind.SEALED: frozenset({"digest", "level", "certificate"}),
    JournalKind.DECLINED: frozenset({"role", "person", "how", "told_on", "paper"}),
    JournalKind.DECLINE_UNDONE: frozenset(
        {"role", "person", "how", "told_on", "paper", "takes_back"}
    ),
    JournalKind.REFUSAL_WRITTEN: frozenset({"digest", "size", "copies"}),
    JournalKind.AGREEMENT_BEGAN: frozenset(
        {"from", "until", "term", "notice", "mentor", "mentee", "renews", "form", "words"}
    ),
    JournalKind.AGREEMENT_EXTENDED: frozenset({"until", "by"}),
    JournalKind.AGREEMENT_ENDED: frozenset({"how", "day", "by"}),
    JournalKind.ALLOWANCE_RECORDED: frozenset({"kind"}),
    JournalKind.ALLOWANCE_ENDED: frozenset({"kind"}),
    JournalKind.GUARDIAN_RECORDED: frozenset({"guardian", "named_by"}),
    JournalKind.GUARDIAN_CHECKED: frozenset({"guardian", "how", "kind", "from", "to"}),
    JournalKind.GUARDIAN_ENDED: frozenset({"guardian", "day"}),
    JournalKind.OBJECTION_RAISED: frozenset({"ward", "objector", "how"}),
    JournalKind.OBJECTION_LIFTED: frozenset({"ward", "decision"}),
    JournalKind.SAME_PERSON_ANSWERED: frozenset({"other", "is_one"}),
    JournalKind.STATUS_RECORDED: frozenset({"kind", "from"}),
    JournalKind.STATUS_ENDED: frozenset({"kind"}),
    JournalKind.MODE_RECORDED: frozenset(
        {"mode", "from", "joining", "amended", "check_first", "order"}
    ),
    JournalKind.PEP_JOINED: frozenset({"person", "how", "edition"}),
    JournalKind.PEP_LEFT: frozenset({"person"}),
    JournalKind.AGE_RULE_RECORDED: frozenset({"turn", "from", "days"}),
    JournalKind.BIRTHDAY_TOLD: frozenset({"age", "days", "letters", "way"}),
    JournalKind.PARTICIPATION_RECORDED: frozenset(
        {"role", "form", "category", "from", "to", "person", "commitment"}
    ),
    JournalKind.PARTICIPATION_ENDED: frozenset({"outcome", "commitment"}),
    JournalKind.DATA_ANSWERED: frozenset({"outcome", "digest"}),
    JournalKind.PERSON_NOTED: frozenset({"name", "born"}),
    JournalKind.PERSON_CORRECTED: frozenset({"name", "born"}),
    JournalKind.EDITION_FROZEN: frozenset(
        {"page", "called", "number", "digest", "order", "from", "change", "frozen"}
    ),
    JournalKind.ACT_REPEALED: frozenset({"made", "called", "order", "from", "by"}),
    JournalKind.REPEAL_CANCELLED: frozenset({"made", "ended"}),
}
"""Facts each kind may carry; a kind that is not named carries none."""


class PersonalDataRefused(ValueError):
    """Something offered to the journal could be personal data. The message never repeats it."""


def require_no_personal_data(
    kind: JournalKind, subject: str, actor: str, facts: Mapping[str, FactValue]
) -> None:
    """Raises PersonalDataRefused where a key is not on the list or a text is not a token."""
    allowed = FACT_KEYS.get(kind, frozenset())
    for name, key in (("subject", subject), ("actor", actor)):
        if len(key) > KEY_LENGTH or not TOKEN.fullmatch(key):
            raise PersonalDataRefused(f"The {name} of {kind} is not a key.")
    for position, (name, value) in enumerate(facts.items(), start=1):
        if name not in allowed:
            raise PersonalDataRefused(f"Fact {position} of {kind} is not on the list.")
        if isinstance(value, str):
            if len(value) > TEXT_LENGTH or not TOKEN.fullmatch(value):
                raise PersonalDataRefused(f"The fact {name} of {kind} is not a token.")
        elif not (value is None or isinstance(value, int)):
            raise PersonalDataRefused(f"The fact {name} of {kind} has a type of its own.")


def commitment(value: str, salt: bytes) -> str:
    """A salted commitment to something personal, 64 hex digits.

    It shows later that ``value`` was meant, to whoever is given value and salt. The salt is random,
    at least 16 bytes, and kept encrypted with the person's key: once destroyed, nothing leads back.
    """
    if len(salt) < 16:
        raise ValueError("A salt has at least 16 bytes.")
    return hashlib.sha256(len(salt).to_bytes(2, "big") + salt + value.encode()).hexdigest()
