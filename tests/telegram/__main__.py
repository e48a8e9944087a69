"""The server by hand: ``python -m tests.telegram --port 8081``. What is written here is said in the chat.

The same chats, and those of other people, are on the page that the server shows at its address.
"""

import argparse
import asyncio
import sys

from tests.telegram.chat import Chat
from tests.telegram.person import Person
from tests.telegram.server import TOKEN, Server


async def main() -> None:
    """Reads lines: words are said, ``!label`` taps a button. All that the bot writes is printed."""
    parser = argparse.ArgumentParser(prog="python -m tests.telegram", description=__doc__)
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--chat", type=int, default=7, help="the person's chat id")
    given = parser.parse_args()
    server = Server(given.token)
    await server.start(given.port)
    print(f"INLEKU_TELEGRAM_API={server.url} INLEKU_TELEGRAM_TOKEN={server.token}", flush=True)
    print(f"Chat in a browser: {server.url}/", flush=True)
    person = server.person(given.chat)
    watching = asyncio.create_task(_show(person.chat))
    await _read(person)
    watching.cancel()
    await server.close()


async def _read(person: Person) -> None:
    while line := await asyncio.to_thread(sys.stdin.readline):
        try:
            person.tap(line[1:].strip()) if line.startswith("!") else person.say(line.rstrip("\n"))
        except AssertionError as error:
            print(error)
    await asyncio.Event().wait()  # Nobody writes: serves until it is stopped.


async def _show(chat: Chat) -> None:
    printed: dict[int, tuple[str, list[str]]] = {}
    while True:
        for shown in chat.messages:
            now = (shown.text, shown.labels)
            if shown.by_bot and printed.get(shown.message_id) != now:
                printed[shown.message_id] = now
                file = f" ({shown.file.name})" if shown.file else ""
                print(f"<<< {shown.text}{file}", *(f"    [{label}]" for label in shown.labels), sep="\n", flush=True)
        await asyncio.sleep(0.2)


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except KeyboardInterrupt:
        sys.exit(0)
