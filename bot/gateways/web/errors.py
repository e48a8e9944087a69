"""What people see when something goes wrong: a plain sentence and a way on, never a stack trace."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.gateways.web.headers import dressed
from bot.gateways.web.language import best_match
from bot.gateways.web.static import Static
from bot.gateways.web.templates import Templates
from bot.gateways.web.wire import problem_json
from content.catalogue import Catalogue


class Refusal(HTTPException):
    """A status with a reason of its own, see ``refusals``."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(status)
        self.reason = reason


def refusals(t: Callable[[str], str]) -> Mapping[str, str]:
    """The sentences for those reasons."""
    return {
        "login": t("Hier bist du gerade nicht angemeldet. Schreib im Chat /login. Dann bekommst du einen Link."),
        "role": t("Diese Seite ist nicht für deine Rolle da."),
        "form": t("Diese Seite war zu alt. Es ist nichts passiert. Bitte öffne sie neu."),
    }


def explanation(status: int, t: Callable[[str], str]) -> str:
    """The sentence for an HTTP status."""
    sentences = {
        400: t("Das konnte ich nicht lesen. Bitte versuch es noch einmal."),
        401: t("Auf diesem Gerät ist gerade niemand angemeldet. Auf der Startseite kommst du mit deinem Code hinein."),
        403: t("Das kam von einer fremden Seite. Bitte öffne den Chat direkt."),
        404: t("Diese Seite gibt es nicht."),
        405: t("So geht das hier nicht. Bitte geh zurück zum Chat."),
        413: t("Das ist zu lang. Bitte schreib es kürzer."),
        503: t("Ich kann gerade nichts speichern. Bitte versuch es in ein paar Minuten noch einmal."),
    }
    return sentences.get(status, t("Da ist bei mir etwas schiefgegangen. Bitte versuch es noch einmal."))


def exception_handlers(
    unavailable: type[Exception],
    catalogue_for: Callable[[str], Catalogue] = Catalogue,
    languages: tuple[str, ...] = ("de",),
) -> Mapping[Any, Callable[[Request, Exception], Response]]:
    """Handlers for Starlette. ``unavailable`` is raised when the database cannot be written (503)."""
    templates = Templates(catalogue_for, Static())

    def answer(request: Request, status: int, reason: str = "") -> Response:
        language = best_match(request.headers.get("accept-language", ""), languages)
        t = templates.sentence(language)
        sentence = refusals(t).get(reason) or explanation(status, t)
        if _wants_json(request):
            return dressed(Response(problem_json(sentence), status, media_type="application/json"))
        return templates.page("error", language, status, sentence=sentence)

    def http_error(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        response = answer(request, status, error.reason if isinstance(error, Refusal) else "")
        if isinstance(error, HTTPException) and error.headers:
            response.headers.update(error.headers)
        return response

    def no_database(request: Request, error: Exception) -> Response:
        response = answer(request, HTTPStatus.SERVICE_UNAVAILABLE)
        response.headers["Retry-After"] = "5"
        return response

    def broken(request: Request, error: Exception) -> Response:
        return answer(request, HTTPStatus.INTERNAL_SERVER_ERROR)

    return {HTTPException: http_error, unavailable: no_database, Exception: broken}


def _wants_json(request: Request) -> bool:
    accept = request.headers.get("accept", "")
    sent = request.headers.get("content-type", "")
    return "text/html" not in accept and ("application/json" in accept or sent.startswith("application/json"))
