"""The page's own files, read once, under an address that changes with their content."""

from hashlib import sha256
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.gateways.web.headers import dressed

PAGES = Path(__file__).parents[2] / "pages"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".png": "image/png",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}
_FOR_EVER = "public, max-age=31536000, immutable"


class Static:
    """All files of the folder. One hash over all of them: modules import each other by relative names."""

    def __init__(self, folder: Path = PAGES / "static") -> None:
        self._files = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix in _TYPES}
        self.version = sha256(b"".join(self._files.values())).hexdigest()[:12]

    def url(self, name: str) -> str:
        """The address of a file; a KeyError for a file that is not there shows in the first test."""
        return f"/static/{self.version}/{self._known(name)}"

    async def versioned(self, request: Request) -> Response:
        """GET /static/{version}/{name}: a page from before an update still gets its files, uncached."""
        current = request.path_params["version"] == self.version
        return self._answer(request, request.path_params["name"], _FOR_EVER if current else "no-cache")

    async def manifest(self, request: Request) -> Response:
        """GET /manifest.webmanifest"""
        return self._answer(request, "manifest.webmanifest", "no-cache")

    async def icon(self, request: Request) -> Response:
        """GET /icon.svg"""
        return self._answer(request, "icon.svg", "no-cache")

    async def picture(self, request: Request) -> Response:
        """GET /icons/{name}: the same address in every version, for the manifest and for notices."""
        name = request.path_params["name"]
        return self._answer(request, name if name.endswith(".png") else "", "no-cache")

    def _known(self, name: str) -> str:
        if name not in self._files:
            raise KeyError(name)
        return name

    def _answer(self, request: Request, name: str, cache: str) -> Response:
        if name not in self._files:
            raise HTTPException(404)
        tag = f'"{self.version}"'
        headers = {"ETag": tag, "Content-Type": _TYPES[Path(name).suffix]}
        if request.headers.get("if-none-match") == tag:
            return dressed(Response(status_code=304, headers={"ETag": tag}), cache)
        return dressed(Response(self._files[name], headers=headers), cache)
