"""``inleku run``: the application behind uvicorn, and what it tells the person who starts it."""

import logging
import sys

import uvicorn

from bot.application import Application
from bot.direct import protocol
from bot.reading import Apart
from bot.reception import demo_codes
from bot.service import Service, report
from bot.settings import Settings

SWITCH = 0.0005
"""Seconds after which the loop and the threads of the database take turns, where both want the interpreter: with the
usual five milliseconds, an answer would wait so long for each of its steps."""
log = logging.getLogger("inleku")


def serve(settings: Settings, content: Apart) -> None:
    """Serve until the process is told to stop. ``content`` is being read beside the start."""
    # Library loggers write addresses and texts at INFO; only warnings of theirs and our own sentences get through.
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    log.setLevel(logging.INFO)
    service = Service.open(settings, content.files())
    sys.setswitchinterval(SWITCH)
    try:
        _greet(service)
        uvicorn.Server(_config(settings, Application(service))).run()
    finally:
        service.close()


def _config(settings: Settings, application: Application) -> uvicorn.Config:
    return uvicorn.Config(
        application,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http=protocol(application.receivers),  # type: ignore[arg-type]  # A class is asked for; a factory will do.
        ws="none",
        lifespan="on",
        access_log=False,
        log_level="warning",
        proxy_headers=False,  # Nobody asks for a client's address.
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=5,
    )


def _greet(service: Service) -> None:
    settings = service.settings
    names = ", ".join(company.name for company in service.knowledge.companies.values())
    report(f"InLeKu Lernbegleiter · {names}")
    report(f"Web chat: {settings.address}")
    report("Codes to join with, one for each role, and direct links:")
    for line in demo_codes(service):
        report(line)
    if not settings.telegram_token:
        report("Telegram: off. Get a token from @BotFather, then: INLEKU_TELEGRAM_TOKEN=… make run")
    elif settings.webhook_secret:
        report("Telegram: on, by webhook.")
    else:
        report("Telegram: on, by long polling.")
    if settings.clock_speed != 1.0 or settings.clock_start:
        report(f"Trial clock: {service.clock():%Y-%m-%d %H:%M} UTC, speed {settings.clock_speed:g}.")
