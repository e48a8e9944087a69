"""The web chat: the equal route for everyone without Telegram, and for kiosks on the shop floor. And the pages."""

from starlette.routing import BaseRoute

from bot.gateways.web.errors import exception_handlers
from bot.gateways.web.hub import Hub
from bot.gateways.web.language import direction
from bot.gateways.web.pages import pages
from bot.gateways.web.routes import routes
from bot.gateways.web.settings import WebSettings

__all__ = ["BaseRoute", "Hub", "WebSettings", "direction", "exception_handlers", "pages", "routes"]
