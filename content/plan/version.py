"""Which version of a plan is this? The same plan has the same hash, whatever file it came from."""

import hashlib
import json

from content.plan.model import Plan

SHOWN = 12
"""Digits of a hash that people compare."""


def canonical(plan: Plan) -> bytes:
    """The plan in exactly one form: JSON with sorted keys, in UTF-8."""
    values = plan.model_dump(mode="json")
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def plan_hash(plan: Plan) -> str:
    """SHA-256 of the canonical form, in 64 hexadecimal digits."""
    return hashlib.sha256(canonical(plan)).hexdigest()


def from_canonical(body: bytes) -> Plan:
    """The plan of a canonical form."""
    return Plan.model_validate_json(body)
