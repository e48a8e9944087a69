"""Which language a page speaks, and in which direction it runs."""

FALLBACK = "de"
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


def direction(language: str) -> str:
    """``rtl`` or ``ltr``, as HTML wants it."""
    return "rtl" if language.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


def best_match(accept: str, languages: tuple[str, ...]) -> str:
    """The first of ``languages`` that an Accept-Language header asks for, else German."""
    known = {language.lower(): language for language in languages}
    for wanted in _wanted(accept):
        for name in (wanted, wanted.partition("-")[0]):
            if name in known:
                return known[name]
    return FALLBACK


def _wanted(accept: str) -> list[str]:
    weighed: list[tuple[float, int, str]] = []
    for part in accept.lower().split(","):
        name, _, parameter = part.strip().partition(";")
        weight = _weight(parameter)
        if name and weight > 0:
            weighed.append((-weight, len(weighed), name.strip()))
    return [name for _, _, name in sorted(weighed)]


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
