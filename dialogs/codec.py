"""A conversation as bytes and back, across versions of the program."""

from collections.abc import Mapping
from typing import Any

import msgspec

from dialogs.flow import Flow
from dialogs.state import Conversation, Frame

VERSION = 1


class _Stored(msgspec.Struct, array_like=True):
    version: int
    asked: int
    language: str
    stack: list[tuple[str, str, msgspec.Raw]]


_stored = msgspec.json.Decoder(_Stored)
_encode = msgspec.json.Encoder().encode


def dump(state: Conversation) -> bytes:
    """JSON ``[version, asked, language, [[flow, step, data], ...]]``."""
    return _encode(
        (VERSION, state.asked, state.language, [(frame.flow, frame.step, frame.data) for frame in state.stack])
    )


class Codec:
    """Reads conversations with the flows of this program. Decoders are made once, one for each type of step data."""

    def __init__(self, flows: Mapping[str, Flow]) -> None:
        self._flows = flows
        self._decoders: dict[type[Any], msgspec.json.Decoder[Any]] = {
            step.data: msgspec.json.Decoder(step.data) for flow in flows.values() for step in flow.steps.values()
        }

    def load(self, raw: bytes) -> Conversation:
        """The conversation. Renamed steps are found through the flow's ``renamed``.

        A frame that this program cannot read comes without data: the engine then closes it with one honest sentence.
        A conversation of a newer version is refused with ValueError, since writing it back would lose what the newer
        program knows.
        """
        stored = _stored.decode(raw)
        if stored.version > VERSION:
            raise ValueError(f"conversation of version {stored.version}, this program reads up to {VERSION}")
        return Conversation(tuple(self._frame(*entry) for entry in stored.stack), stored.asked, stored.language)

    def _frame(self, flow_name: str, step_name: str, data: msgspec.Raw) -> Frame:
        flow = self._flows.get(flow_name)
        name = flow.renamed.get(step_name, step_name) if flow else step_name
        step = flow.steps.get(name) if flow else None
        if step is None:
            return Frame(flow_name, name, None)
        try:
            return Frame(flow_name, name, self._decoders[step.data].decode(data))
        except msgspec.ValidationError:
            return Frame(flow_name, name, None)
