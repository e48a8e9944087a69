"""Why did I get this? There is an answer to whatever is sent."""

from dialogs.flows.why import REASONS
from dialogs.rules.choice import Kind


def test_everything_that_is_sent_has_a_reason_in_plain_words() -> None:
    assert set(REASONS) == set(Kind)
