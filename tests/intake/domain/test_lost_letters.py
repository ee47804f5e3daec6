"""When a message counts as lost."""

import pytest

from intake.domain.lost_letters import is_lost


@pytest.mark.parametrize(
    ("state", "failure", "outcome", "lost"),
    [
        ("queued", "", "", False),
        ("queued", "ConnectionRefusedError", "", False),
        ("sent", "", "", False),
        ("sent", "", "delivered", False),
        ("sent", "", "delayed", False),
        ("sent", "", "soft", True),
        ("sent", "", "hard", True),
        ("sent", "", "complained", True),
        ("failed", "NoGateway", "", True),
        ("failed", "SMTPRecipientsRefused", "hard", True),
        ("failed", "Replaced", "", False),
        ("failed", "Expired", "", False),
        ("failed", "KeyDestroyed", "", False),
    ],
)
def test_a_message_is_lost_when_it_never_left_or_came_back(state, failure, outcome, lost):
    assert is_lost(state=state, failure=failure, outcome=outcome) is lost
