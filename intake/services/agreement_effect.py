"""What the last signature does to an agreement, and the lock under which it is done.

Every verb that changes an agreement locks its row before any of its papers: two acts of the same
moment come one after the other, and the second sees what the first did.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from intake.delivery.messages import AgreementNews
from intake.domain.agreement import (
    Act,
    Ending,
    end_of_act,
    extended_to,
    last_day,
    may,
)
from intake.domain.chain import FactValue
from intake.domain.journal import JournalKind
from intake.models import Agreement, AgreementAct, Document, Person
from intake.models.document import SIDED_KINDS
from intake.services import journal
from intake.services.agreement_link import tell
from intake.services.agreement_text import words_mark
from intake.services.rule import school_day

ACT_OF_ENDING = {
    "by_agreement": Act.END_BY_AGREEMENT,
    "by_one": Act.END_BY_ONE,
    "by_curator": Act.END_BY_CURATOR,
    "completed": Act.COMPLETE,
}


def is_sided(document: Document) -> bool:
    """Whether this is a paper of two sides: an agreement or a later act of one."""
    return document.kind in SIDED_KINDS


def lock_agreement(document: Document) -> Agreement | None:
    """Lock the agreement a paper belongs to; ``None`` for a paper whose place another has taken."""
    if document.kind == "agreement":
        found = Agreement.objects.filter(document=document)
    else:
        act = AgreementAct.objects.filter(document=document).first()
        found = Agreement.objects.filter(pk=act.agreement_id) if act else Agreement.objects.none()
    return (
        found.select_for_update(of=("self",))
        .select_related(
            "school__site", "document", "mentor", "mentee__data_key", "form", "renews__document"
        )
        .first()
    )


def act_of(document: Document) -> Act:
    """What signing this paper does with the agreement."""
    if document.kind == "agreement":
        return Act.SIGN
    how = document.agreement_act.how
    return ACT_OF_ENDING[how] if how else Act.EXTEND


def may_still_be_signed(*, document: Document, agreement: Agreement | None, now: datetime) -> bool:
    """Whether the agreement is still in a state in which this act means something."""
    if agreement is None:
        return False
    day = school_day(school=agreement.school, now=now)
    return may(act_of(document), agreement.facts(), day)


def take_effect(*, document: Document, actor_key: str, now: datetime) -> None:
    """All have signed ``document``: write what follows. The caller holds the agreement's row."""
    agreement = lock_agreement(document)
    if agreement is None:
        return
    signed_on = _last_day_signed(document, school_day(school=document.school, now=now))
    if document.kind == "agreement":
        _begin(agreement, signed_on, actor_key, now)
        return
    act = document.agreement_act
    if act.how:
        _end(agreement, act, signed_on, actor_key, now)
    else:
        _extend(agreement, act, signed_on, actor_key, now)
    _drop_open_papers(agreement, now)


def _last_day_signed(document: Document, day: date) -> date:
    signed = document.parties.values_list("signed_on", flat=True)
    return max((one for one in signed if one is not None), default=day)


def _begin(agreement: Agreement, signed_on: date, actor_key: str, now: datetime) -> None:
    agreement.effective_on = signed_on
    agreement.ends_on = last_day(signed_on, agreement.term_months)
    agreement.save(update_fields=["effective_on", "ends_on"])
    tell(agreement=agreement, news=AgreementNews.IN_FORCE, now=now)
    _give_way(agreement, signed_on, actor_key, now)
    facts: dict[str, FactValue] = {
        "from": str(agreement.effective_on),
        "until": str(agreement.ends_on),
        "term": agreement.term_months,
        "notice": agreement.notice_days,
        "mentor": str(agreement.mentor.key),
        "mentee": str(agreement.mentee.key),
        "renews": str(agreement.renews.document.key) if agreement.renews else None,
        "form": agreement.form_id,
        "words": words_mark(agreement),
    }
    _chain(agreement, JournalKind.AGREEMENT_BEGAN, facts, actor_key, now)


def _give_way(agreement: Agreement, begins: date, actor_key: str, now: datetime) -> None:
    """The agreement of the year before ends with the day before the new one begins.

    One that has an end of its own already, or whose term is over, keeps it.
    """
    if agreement.renews is None:
        return
    before = lock_agreement(agreement.renews.document)
    if before is None or before.ended_how or before.ends_on is None or before.ends_on < begins:
        return
    day = begins - timedelta(days=1)
    write_end(agreement=before, how=Ending.RENEWED, on=day)
    _drop_open_papers(before, now)
    facts = {"how": Ending.RENEWED.value, "day": str(day), "by": str(agreement.document.key)}
    _chain(before, JournalKind.AGREEMENT_ENDED, facts, actor_key, now)


def _extend(
    agreement: Agreement, act: AgreementAct, signed_on: date, actor_key: str, now: datetime
) -> None:
    if agreement.ends_on is None or act.term_months is None:
        raise ValueError("only an agreement that began is extended")
    agreement.ends_on = extended_to(
        ends_on=agreement.ends_on, signed_on=signed_on, months=act.term_months
    )
    agreement.is_extended = True
    agreement.ended_on, agreement.ended_how = None, ""
    agreement.save(update_fields=["ends_on", "is_extended", "ended_on", "ended_how"])
    tell(agreement=agreement, news=AgreementNews.EXTENDED, now=now)
    facts = {"until": str(agreement.ends_on), "by": str(act.document.key)}
    _chain(agreement, JournalKind.AGREEMENT_EXTENDED, facts, actor_key, now)


def _end(
    agreement: Agreement, act: AgreementAct, signed_on: date, actor_key: str, now: datetime
) -> None:
    day = end_of_act(
        how=Ending(act.how),
        ground=act.ground,
        named=act.ends_on,
        signed_on=signed_on,
        notice_days=agreement.notice_days,
        ends_on=agreement.ends_on,
    )
    write_end(agreement=agreement, how=Ending(act.how), on=day)
    tell(agreement=agreement, news=AgreementNews.ENDED, now=now)
    facts = {"how": act.how, "day": str(day), "by": str(act.document.key)}
    _chain(agreement, JournalKind.AGREEMENT_ENDED, facts, actor_key, now)


def write_end(*, agreement: Agreement, how: Ending, on: date) -> None:
    agreement.ended_on, agreement.ended_how = on, how.value
    agreement.save(update_fields=["ended_on", "ended_how"])


def _drop_open_papers(agreement: Agreement, now: datetime) -> None:
    """Other open papers speak of what is no more: nobody can sign them."""
    Document.objects.filter(agreement_act__agreement=agreement, state="prepared").update(
        state="void", ended_at=now
    )


def _chain(
    agreement: Agreement,
    kind: JournalKind,
    facts: Mapping[str, FactValue],
    actor_key: str,
    now: datetime,
) -> None:
    journal.append(
        school=agreement.school,
        kind=kind,
        subject_key=str(agreement.document.key),
        actor_key=actor_key,
        facts=dict(facts),
        now=now,
    )


def signers_of(document: Document) -> list[Person]:
    """Everybody a paper names as its signer, in the order of the paper."""
    return [party.person for party in document.parties.select_related("person").order_by("pk")]
