"""The change log in words, and what its check found."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from bot.plan_store import PlanStore
from bot.plan_words import KINDS, PARTIES, REASONS, said
from content.plan.chain import Link


def verify_lines(store: PlanStore, head: str, language: str) -> tuple[list[str], bool]:
    """A line for each company, and whether everything is as it was written. ``head`` is a hash that must be there."""
    found = store.verify()
    lines, is_sound = [], True
    for each in found:
        if each.broken:
            reason = REASONS[each.broken.reason][language == "en"]
            line = said("broken", language, company=each.company, number=each.broken.number, reason=reason)
        elif each.missing:
            line = said("disagrees", language, company=each.company, what=each.missing)
        else:
            line = said("sound", language, company=each.company, entries=each.entries, head=each.head)
        is_sound = is_sound and not (each.broken or each.missing)
        lines.append(line)
    if head and not any(link.hash.startswith(head) for each in found for link in store.log(each.company)):
        lines.append(said("no_head", language, company=", ".join(each.company for each in found) or "-", head=head))
        is_sound = False
    return lines or [said("no_log", language)], is_sound


def log_lines(links: Iterable[Link], language: str) -> list[str]:
    """One line for each entry: number, moment, what, which version, who, seal."""
    n = int(language == "en")
    lines = []
    for each in links:
        detail = json.loads(each.detail)
        what = KINDS.get(each.kind, (each.kind, each.kind))[n]
        party = PARTIES[detail["party"]][n] if "party" in detail else ""
        version = (detail.get("version") or "–")[:12]
        at = datetime.fromtimestamp(each.at, UTC)
        lines.append(f"{each.number:5}  {at:%Y-%m-%d %H:%M} UTC  {what:24}  {version:12}  {party:14}  {each.hash[:12]}")
    return lines or [said("no_log", language)]
