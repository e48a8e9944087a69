"""Who does something, what they say, and how long nothing happens."""

from datetime import timedelta

from hypothesis import strategies as st

from tests.chaos import setting
from tests.chaos.people import COMMANDS, WORDS
from tests.machine.prepared import CHATS

people = st.integers(0, CHATS - 1)
words = st.sampled_from([*WORDS, *COMMANDS, f"/start {setting.CODE}"]) | st.text(max_size=300).map("Ich: {}".format)
spans = st.sampled_from([timedelta(minutes=5), timedelta(hours=1), timedelta(hours=7), timedelta(days=1)])
