from dataclasses import replace
from itertools import product

import pytest

from intake.domain.steps import (
    QUESTIONS,
    Decision,
    ForWhom,
    Hindrance,
    Progress,
    Step,
    may_open,
    next_step,
    place,
    step_before,
    way,
)

READ = frozenset({Step.WHO_SIGNS, Step.POLICY})
INVITED = Progress(invited=True)
OPEN = Progress(invited=False)


def test_an_invited_person_has_at_most_eight_pages():
    longest = max(
        (
            replace(INVITED, processing=processing, publication=publication)
            for processing, publication in product(Decision, Decision)
        ),
        key=lambda progress: len(way(progress)),
    )
    assert way(longest) == (
        Step.WHO_SIGNS,
        Step.POLICY,
        Step.CONSENT,
        Step.PUBLICATION,
        Step.CHECK,
        Step.CODE,
        Step.PUBLICATION_CODE,
        Step.DONE,
    )


def test_an_invited_person_starts_with_who_signs_and_why():
    assert next_step(INVITED) is Step.WHO_SIGNS


def test_leaving_publication_at_no_needs_no_second_code():
    progress = replace(INVITED, answered=READ, processing=Decision.YES, publication=Decision.NO)
    assert next_step(progress) is Step.CHECK
    assert Step.PUBLICATION_CODE not in way(progress)


def test_a_yes_to_publication_asks_for_its_own_code_after_the_first():
    progress = replace(
        INVITED,
        answered=READ | {Step.CHECK},
        processing=Decision.SIGNED,
        publication=Decision.YES,
    )
    assert next_step(progress) is Step.PUBLICATION_CODE


def test_refusing_processing_ends_the_way_and_can_be_undone_from_its_page():
    progress = replace(INVITED, answered=READ, processing=Decision.NO)
    assert next_step(progress) is Step.DECLINED
    assert may_open(Step.CONSENT, progress)
    assert not may_open(Step.PUBLICATION, progress)
    assert step_before(Step.DECLINED, progress) is Step.CONSENT


@pytest.mark.parametrize(
    "step", [Step.POLICY, Step.CONSENT, Step.PUBLICATION, Step.CHECK, Step.CODE, Step.DONE]
)
def test_the_address_of_a_later_page_never_skips_an_earlier_one(step):
    assert not may_open(step, INVITED)


def test_what_is_signed_is_sealed():
    progress = replace(
        INVITED,
        answered=READ | {Step.CHECK},
        processing=Decision.SIGNED,
        publication=Decision.NO,
    )
    assert next_step(progress) is Step.DONE
    for step in (Step.WHO_SIGNS, Step.POLICY, Step.CONSENT, Step.CHECK, Step.CODE):
        assert not may_open(step, progress)


def test_publication_can_be_given_later_as_long_as_it_is_not_signed():
    progress = replace(INVITED, answered=READ, processing=Decision.SIGNED, publication=Decision.NO)
    assert may_open(Step.PUBLICATION, progress)
    assert not may_open(Step.PUBLICATION, replace(progress, publication=Decision.SIGNED))


def test_a_second_signer_is_asked_for_before_the_end():
    progress = replace(
        INVITED,
        answered=READ,
        processing=Decision.SIGNED,
        publication=Decision.NO,
        other_signer_to_ask=True,
    )
    assert next_step(progress) is Step.OTHER_SIGNER
    assert not may_open(Step.DONE, progress)


def test_whose_signature_is_not_needed_is_told_so_and_signs_nothing():
    progress = replace(INVITED, processing=Decision.NOT_ASKED, publication=Decision.NOT_ASKED)
    assert way(progress) == (Step.WHO_SIGNS, Step.DONE)


def test_whose_signature_is_not_needed_may_still_have_to_bring_in_the_one_who_signs():
    progress = replace(
        OPEN,
        for_whom=ForWhom.CHILD,
        processing=Decision.NOT_ASKED,
        publication=Decision.NOT_ASKED,
        other_signer_to_ask=True,
    )
    assert way(progress)[-3:] == (Step.WHO_SIGNS, Step.OTHER_SIGNER, Step.DONE)


def test_a_school_table_may_ask_for_publication_only():
    progress = replace(INVITED, processing=Decision.NOT_ASKED)
    assert Step.CONSENT not in way(progress)
    assert Step.CODE not in way(progress)
    assert Step.PUBLICATION in way(progress)


def test_without_an_invitation_the_first_question_is_who_comes():
    assert way(OPEN) == (Step.WHO_COMES,)
    assert place(Step.WHO_COMES, OPEN) == (1, None)


@pytest.mark.parametrize("whom", ForWhom)
def test_questions_come_one_by_one_before_the_papers(whom):
    progress = replace(OPEN, for_whom=whom, answered=frozenset({Step.WHO_COMES}))
    for step in QUESTIONS[whom]:
        assert next_step(progress) is step
        progress = replace(progress, answered=progress.answered | {step})
    assert next_step(progress) is Step.WHO_SIGNS


def test_a_minor_who_comes_alone_names_a_representative_before_the_contact():
    steps = way(replace(OPEN, for_whom=ForWhom.SELF, asks_guardian=True))
    assert steps.index(Step.GUARDIAN_NAME) == steps.index(Step.CONTACT) - 1


@pytest.mark.parametrize(
    ("whom", "hindrance", "end"),
    [
        pytest.param(ForWhom.SELF, Hindrance.TOO_YOUNG, Step.TOO_YOUNG, id="under 14 alone"),
        pytest.param(ForWhom.CHILD, Hindrance.GROWN_UP, Step.GROWN_UP, id="parent of an adult"),
    ],
)
def test_who_cannot_go_on_is_told_right_after_the_birth_date(whom, hindrance, end):
    progress = replace(
        OPEN,
        for_whom=whom,
        hindrance=hindrance,
        answered=frozenset({Step.WHO_COMES, Step.OWN_NAME, Step.CHILD_NAME, Step.BIRTH_DATE}),
    )
    assert next_step(progress) is end
    assert way(progress)[-2:] == (Step.BIRTH_DATE, end)
    assert may_open(Step.BIRTH_DATE, progress)


def test_back_leads_to_the_page_before():
    progress = replace(INVITED, answered=READ)
    assert step_before(Step.CONSENT, progress) is Step.POLICY
    assert step_before(Step.WHO_SIGNS, progress) is None


def test_back_from_the_code_leads_to_the_check():
    progress = replace(
        INVITED,
        answered=READ | {Step.CHECK},
        processing=Decision.YES,
        publication=Decision.YES,
    )
    assert step_before(Step.CODE, progress) is Step.CHECK


@pytest.mark.parametrize(
    ("processing", "publication", "whom", "other"),
    [*product(Decision, Decision, [None, *ForWhom], [False, True])],
)
def test_the_next_page_is_always_on_the_way_and_may_be_opened(processing, publication, whom, other):
    for invited in (True, False):
        progress = Progress(
            invited=invited,
            for_whom=whom,
            processing=processing,
            publication=publication,
            other_signer_to_ask=other,
            answered=READ,
        )
        step = next_step(progress)
        assert step in way(progress)
        assert may_open(step, progress)


def test_the_place_of_a_page_is_counted_without_the_last_page():
    progress = replace(INVITED, answered=READ, processing=Decision.YES)
    assert place(Step.PUBLICATION, progress) == (4, 6)


def test_a_no_to_a_newer_text_goes_on_to_publication_while_the_older_consent_stands():
    kept = replace(INVITED, answered=READ, processing=Decision.NO, keeps_processing=True)
    assert way(kept)[-4:] == (Step.DECLINED, Step.PUBLICATION, Step.CHECK, Step.DONE)
    assert next_step(kept) is Step.PUBLICATION
    assert may_open(Step.DECLINED, kept)
    agreed = replace(kept, publication=Decision.YES)
    assert way(agreed)[-3:] == (Step.CHECK, Step.PUBLICATION_CODE, Step.DONE)
    settled = replace(kept, publication=Decision.SIGNED)
    assert way(settled)[-1] is Step.DECLINED
    assert next_step(replace(kept, keeps_processing=False)) is Step.DECLINED
