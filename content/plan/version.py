"""Which version of a plan is this? The same plan has the same hash, whatever file it came from."""

import hashlib
import json

from content.plan.model import Plan

SHOWN = 12
"""Digits of a hash that people compare."""


def canonical(plan: Plan) -> bytes:
    """The plan in exactly one form: JSON with sorted keys, in UTF-8.

    What was left to the program is left out, so that a program that can do more still finds the same hash; but every
    rule that both parties agreed on is written out.
    """
    values = {**plan.model_dump(mode="json", exclude_defaults=True), "policy": plan.policy.model_dump(mode="json")}
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def plan_hash(plan: Plan) -> str:
    """SHA-256 of the canonical form, in 64 hexadecimal digits."""
    return body_hash(canonical(plan))


def body_hash(body: bytes) -> str:
    """The same of a canonical form."""
    return hashlib.sha256(body).hexdigest()


def from_canonical(body: bytes) -> Plan:
    """The plan of a canonical form."""
    return Plan.model_validate_json(body)
