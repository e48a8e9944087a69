"""A webhook on a port of its own, behind the same server as in the program."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette

from bot.direct import Receiver, protocol


@asynccontextmanager
async def listening(receiver: Receiver, path: str = "/hook") -> AsyncIterator[str]:
    """Serves as long as the ``async with`` lasts; gives the address."""
    port = socket.create_server(("127.0.0.1", 0))
    http = protocol({path.encode(): receiver})
    config = uvicorn.Config(
        Starlette(),
        log_level="error",
        ws="none",
        lifespan="off",
        http=http,  # type: ignore[arg-type]
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve([port]))
    try:
        yield f"http://127.0.0.1:{port.getsockname()[1]}{path}"
    finally:
        server.should_exit = True
        await serving
        port.close()
