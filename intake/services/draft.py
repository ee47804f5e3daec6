"""The draft of a family's answers: each signer has a part of their own."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from intake.models import IntakeRequest
from intake.services.request import read_answers, save_answers


@transaction.atomic
def add_to_draft(
    *, request: IntakeRequest, part: str, answers: Mapping[str, Any]
) -> dict[str, Any]:
    """Merge ``answers`` into one ``part`` of the draft and return that part.

    The row is locked, so two signers who answer at the same moment both keep what they typed.
    """
    locked = (
        IntakeRequest.objects.select_for_update(of=("self",))
        .select_related("data_key")
        .get(pk=request.pk)
    )
    draft = read_answers(locked)
    merged = {**draft.get(part, {}), **answers}
    save_answers(request=locked, answers={**draft, part: merged})
    request.answers_encrypted = locked.answers_encrypted
    return merged
