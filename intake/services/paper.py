"""Papers signed with a pen: recorded by a named employee, of the same weight as a code."""

from collections.abc import Collection
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from intake import vault
from intake.domain.age import UnknownBirthDate
from intake.domain.journal import JournalKind
from intake.domain.modes import Method
from intake.domain.scans import ScanProblem, scan_problem
from intake.models import Document, DocumentParty, PaperOriginal
from intake.models.document import SIDED_KINDS
from intake.paper_labels import SCAN_PROBLEMS
from intake.people_labels import WITHDRAWAL_TROUBLES, trouble_words
from intake.services import journal
from intake.services.acquaintance import acquaint_on_paper
from intake.services.admission import document_trouble
from intake.services.document import keep_copy, still_reads_the_same
from intake.services.filling import BY_PEN, publication_items
from intake.services.outgrown import is_outgrown_on
from intake.services.own_family import is_one_of, people_of
from intake.services.privacy import staff_key
from intake.services.receipt import acknowledge
from intake.services.signing import record_signature
from intake.services.withdrawal_right import trouble_of_act

SCAN = "scan"
KEPT_WHERE_LENGTH = 200


class PaperRefused(Exception):
    """The paper cannot be recorded; ``words`` say why and what to do."""

    def __init__(self, words: str) -> None:
        super().__init__("paper refused")
        self.words = words


def changed_since_printed(*, document: Document, now: datetime) -> bool:
    """Whether the people are no longer as the printed sheet says: staff compare the two."""
    try:
        return not still_reads_the_same(document=document, now=now)
    except UnknownBirthDate:
        return True


@transaction.atomic
def record_paper(
    *,
    document: Document,
    by: Any,
    signed_on: date,
    kept_where: str,
    scan: bytes | None = None,
    is_own_family: bool = False,
    was_compared: bool = False,
    is_received: bool = False,
    allowed: Collection[str] | None = None,
    by_own_letter: bool = False,
    is_acquainted: bool = False,
    now: datetime,
) -> PaperOriginal:
    """Record the signed original of the very document that was printed.

    A paper of the employee's own family, by their word or by their account, only waits: the second
    member of staff signs it in by ``confirm_original``. ``was_compared`` says that the employee
    compared the sheet with the people, asked where these changed since it was printed. With
    ``is_received`` the same employee notes the receipt of a consent, in time to stand on its
    signing sheet; with ``is_acquainted`` the signed sheet about the policy came along (of an own
    family the second one says so). ``allowed`` are the items that a pen allowed on a sheet printed
    without answers. ``by_own_letter``: a consent is withdrawn by the signer's own words on paper,
    which may be older than our document; that of an own family another employee records. Raises
    ``PaperRefused`` for a closed document, an impossible day or signer, a sheet not compared.
    """
    document = _locked(document)
    if document.kind in SIDED_KINDS:
        raise PaperRefused(_("Это бумага двух сторон. Запишите подписи на странице соглашения."))
    if document.originals.filter(state="waiting").exists():
        raise PaperRefused(
            _("Этот оригинал уже записан и ждёт второго сотрудника. Обновите страницу.")
        )
    party = document.parties.select_related("person__data_key", "for_person__school").get()
    party.document = document
    _require_possible(
        document=document, party=party, signed_on=signed_on, by_own_letter=by_own_letter, now=now
    )
    noon = datetime.combine(signed_on, time(12), tzinfo=document.school.zone)
    changed = changed_since_printed(document=document, now=now) and changed_since_printed(
        document=document, now=noon
    )
    if changed and not was_compared:
        raise PaperRefused(
            _(
                "После печати сведения о людях изменились. Сверьте бумагу с людьми и отметьте это, "
                "или откройте документ заново и попросите подписать новый."
            )
        )
    if is_unmarked(document):
        _mark(document, allowed)
    problem = scan_problem(scan) if scan is not None else None
    if problem is not None:
        raise PaperRefused(str(SCAN_PROBLEMS[ScanProblem(problem)]))
    is_own = is_own_family or is_one_of(by, people_of(document))
    if is_own and by_own_letter:
        raise PaperRefused(_("Это заявление вашей семьи. Его запишет другой сотрудник школы."))
    original = PaperOriginal.objects.create(
        document=document,
        state="waiting" if is_own else "recorded",
        signed_on=signed_on,
        kept_where_encrypted=vault.encrypt_text(
            party.person.data_key.wrapped, kept_where[:KEPT_WHERE_LENGTH]
        ),
        is_own_family=is_own,
        was_compared=changed,
        recorded_by_key=staff_key(by),
        recorded_at=now,
    )
    if scan is not None:
        copy = keep_copy(document=document, holder=party.person, kind=SCAN, data=scan, now=now)
        facts = {"digest": copy.digest, "size": copy.size}
        _chain(document, JournalKind.PAPER_SCANNED, staff_key(by), facts, now)
    if is_own:
        _chain(document, JournalKind.PAPER_WAITS, staff_key(by), {}, now)
    else:
        _sign(
            original=original,
            document=document,
            party=party,
            by=by,
            by_own_letter=by_own_letter,
            now=now,
        )
        if is_acquainted:
            acquaint_on_paper(document=document, signed_on=signed_on, by=by, now=now)
        if is_received:
            acknowledge(documents=[document], by=by, now=now)
    return original


@transaction.atomic
def confirm_original(
    *, original: PaperOriginal, by: Any, is_acquainted: bool = False, now: datetime
) -> None:
    """A second member of staff saw the sheet too: the document is signed.

    Raises ``PaperRefused`` for whoever recorded it, for another of the same family, and when the
    paper cannot be recorded any more.
    """
    document, original = _waiting(original)
    _require_second(original=original, document=document, by=by)
    party = document.parties.select_related("person__data_key", "for_person__school").get()
    party.document = document
    _require_possible(document=document, party=party, signed_on=original.signed_on, now=now)
    original.state = "recorded"
    original.decided_by_key, original.decided_at = staff_key(by), now
    original.save(update_fields=["state", "decided_by_key", "decided_at"])
    _sign(original=original, document=document, party=party, by=by, now=now)
    if is_acquainted:
        acquaint_on_paper(document=document, signed_on=original.signed_on, by=by, now=now)


@transaction.atomic
def refuse_original(*, original: PaperOriginal, by: Any, now: datetime) -> None:
    """A second member of staff did not see such a sheet: the document waits for a signature again.

    Its scan is removed. Raises ``PaperRefused`` as ``confirm_original`` does for whoever recorded.
    """
    document, original = _waiting(original)
    _require_second(original=original, document=document, by=by)
    original.state = "refused"
    original.decided_by_key, original.decided_at = staff_key(by), now
    original.save(update_fields=["state", "decided_by_key", "decided_at"])
    if document.choices.get(BY_PEN):
        document.choices = {BY_PEN: True}
        document.save(update_fields=["choices"])
    for copy in document.copies.filter(kind=SCAN):
        transaction.on_commit(_removal_of(copy))
        copy.delete()
    _chain(document, JournalKind.PAPER_NOT_TAKEN, staff_key(by), {}, now)


def is_unmarked(document: Document) -> bool:
    """Whether the paper was printed without answers and nobody has read them from a sheet yet."""
    return document.state == "prepared" and document.choices == {BY_PEN: True}


def _mark(document: Document, allowed: Collection[str] | None) -> None:
    """Keep what the pen allowed; raises ``PaperRefused`` where nobody said what that is."""
    marked = {key: True for key, _label in publication_items() if key in (allowed or ())}
    if not marked:
        raise PaperRefused(
            _(
                "На этой бумаге семья ручкой отметила, что разрешает. Откройте документ, нажмите "
                "«Записать бумажный оригинал» и перенесите отметки."
            )
        )
    document.choices = {BY_PEN: True, **marked}
    document.save(update_fields=["choices"])


def kept_where(original: PaperOriginal) -> str:
    """Where the sheet is kept. Raises ``vault.KeyDestroyed`` after the signer was erased."""
    party = original.document.parties.select_related("person__data_key").order_by("pk").first()
    if party is None:
        return ""
    return vault.decrypt_text(party.person.data_key.wrapped, original.kept_where_encrypted)


def _removal_of(copy: Any) -> Any:
    storage, name = copy.file.storage, copy.file.name
    return lambda: storage.delete(name)


def _locked(document: Document) -> Document:
    return (
        Document.objects.select_for_update(of=("self",))
        .select_related("school", "request__school", "participant__school", "points_to")
        .get(pk=document.pk)
    )


def _waiting(original: PaperOriginal) -> tuple[Document, PaperOriginal]:
    document = _locked(original.document)
    original = PaperOriginal.objects.select_for_update(of=("self",)).get(pk=original.pk)
    if original.state != "waiting":
        raise PaperRefused(_("Этот оригинал уже не ждёт второго сотрудника. Обновите страницу."))
    return document, original


def _require_second(*, original: PaperOriginal, document: Document, by: Any) -> None:
    if staff_key(by) == original.recorded_by_key:
        raise PaperRefused(
            _("Записали вы, а подтвердить должен другой сотрудник школы. Попросите его.")
        )
    if is_one_of(by, people_of(document)):
        raise PaperRefused(
            _("Это бумага вашей семьи. Подтвердить её должен другой сотрудник школы.")
        )


def _require_possible(
    *,
    document: Document,
    party: DocumentParty,
    signed_on: date,
    by_own_letter: bool = False,
    now: datetime,
) -> None:
    if document.state != "prepared":
        raise PaperRefused(_("Этот документ уже не ждёт подписи. Обновите страницу."))
    consent = document.points_to
    if document.kind == "withdrawal" and (consent is None or consent.state != "signed"):
        raise PaperRefused(
            _(
                "Согласие, которое отзывает эта бумага, уже не действует или заменено новым. "
                "Откройте действующее согласие и отзовите его."
            )
        )
    trouble_of_age = trouble_of_act(withdrawal=document, day=signed_on)
    if trouble_of_age is not None:
        raise PaperRefused(str(WITHDRAWAL_TROUBLES[trouble_of_age]))
    if document.request is not None and document.request.state == "refused":
        raise PaperRefused(
            _("Заявка этой семьи не принята, поэтому бумага к ней не вносится. Пригласите семью.")
        )
    day = now.astimezone(document.school.zone).date()
    made_on = document.made_at.astimezone(document.school.zone).date()
    if signed_on > day:
        raise PaperRefused(_("Дата подписи не может быть в будущем. Проверьте дату."))
    if by_own_letter:
        _require_letter_after_consent(document, signed_on)
    elif signed_on < made_on:
        raise PaperRefused(
            _("Дата подписи раньше, чем документ напечатан. Проверьте дату на бумаге.")
        )
    if is_outgrown_on(document=document, day=signed_on):
        raise PaperRefused(
            _(
                "В этот день документ подписывали уже по другому порядку: между печатью и подписью "
                "был день рождения участника. Откройте заявку и напечатайте новый документ."
            )
        )
    trouble = document_trouble(party=party, method=Method.PAPER, day=signed_on)
    if trouble is not None:
        raise PaperRefused(trouble_words(trouble))


def _require_letter_after_consent(document: Document, written_on: date) -> None:
    """A letter withdraws what was given when it was written."""
    consent = document.points_to
    if consent is None or consent.signed_at is None:
        raise PaperRefused(_("Записать заявлением можно только отзыв подписанного согласия."))
    given = consent.parties.order_by("pk").values_list("signed_on", flat=True).first()
    if given is not None and written_on < given:
        raise PaperRefused(
            _("Заявление написано раньше, чем подписано согласие. Проверьте дату на заявлении.")
        )


def _sign(
    *,
    original: PaperOriginal,
    document: Document,
    party: DocumentParty,
    by: Any,
    by_own_letter: bool = False,
    now: datetime,
) -> None:
    second = {"confirmed_by": staff_key(by)} if original.decided_by_key else {}
    compared = {"compared_by": original.recorded_by_key} if original.was_compared else {}
    scan = document.copies.filter(kind=SCAN).values_list("digest", flat=True).first()
    record_signature(
        document=document,
        signer=party.person,
        role=party.role,
        act="withdraw" if document.kind == "withdrawal" else "sign",
        method="paper",
        facts={
            "signed_on": original.signed_on.isoformat(),
            "kept_where": vault.decrypt_text(
                party.person.data_key.wrapped, original.kept_where_encrypted
            ),
            "recorded_by": original.recorded_by_key,
            **({"own_letter": True} if by_own_letter else {}),
            **second,
            **compared,
            **({"scan": scan} if scan else {}),
        },
        actor_key=staff_key(by),
        signed_on=original.signed_on,
        now=now,
    )


def _chain(
    document: Document, kind: JournalKind, actor: str, facts: dict[str, Any], now: datetime
) -> None:
    journal.append(
        school=document.school,
        kind=kind,
        subject_key=str(document.key),
        actor_key=actor,
        facts=facts,
        now=now,
    )
