"""A preview for the one who writes: a page on this machine that shows what was built last, and shows it anew by itself.

In: the folder that was built into, and after each save what is to be said. Out: pages at `http://127.0.0.1:PORT/`, for
this machine alone. The page keeps its place when it changes; what is wrong with a save is laid over what was last good.
The one module that listens on the network, and only when it is asked to.
"""

import json
from collections.abc import Sequence
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread

_TYPES = {".html": "text/html; charset=utf-8", ".pdf": "application/pdf"}


class Preview:
    """A running server; `url` is where it is."""

    def __init__(self, out: Path, port: int = 0) -> None:
        self._out, self._lock = out.resolve(), Lock()
        self._state: dict[str, object] = {"version": 0, "pages": [], "wrong": ""}
        self._server = ThreadingHTTPServer(("127.0.0.1", port), self._handler())
        Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        """The address of the page."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/"

    def show(self, pages: Sequence[str], wrong: str = "", out: Path | None = None) -> None:
        """Tell the page what there is, as paths below the folder, which may be another now, and what is wrong.

        It looks every so often.
        """
        with self._lock:
            self._out = out.resolve() if out else self._out
            known = self._state["pages"]
            version = int(str(self._state["version"])) + 1
            self._state = {"version": version, "pages": list(pages) or known, "wrong": wrong}

    def close(self) -> None:
        """Stop."""
        self._server.shutdown()
        self._server.server_close()

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """Status, type and content of an address; only what was built is given out."""
        with self._lock:
            state, out = dict(self._state), self._out
        if path == "/":
            return 200, _TYPES[".html"], _PAGE.encode()
        if path == "/state":
            return 200, "application/json", json.dumps(state).encode()
        name = path.lstrip("/")
        pages = state["pages"]
        known = {file for page in pages for file in (page, _paper(page))} if isinstance(pages, list) else set()
        if name in known and (out / name).is_file():
            return 200, _TYPES[Path(name).suffix], (out / name).read_bytes()
        return 404, _TYPES[".html"], f"<p>nothing at {escape(name)}</p>".encode()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        preview = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                """Answer a request of this machine: a page of elsewhere may not read what was built."""
                host = self.headers.get("Host", "").partition(":")[0]
                local = host in ("127.0.0.1", "localhost")
                status, kind, content = (
                    preview.answer(self.path.partition("?")[0]) if local else (403, "text/plain", b"")
                )
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(content)))
                self.send_header("Cache-Control", "no-store")
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  # as it is called
                """Nobody wants to read of each request."""

        return Handler


def _paper(page: str) -> str:
    """The PDF beside a web page."""
    return str(Path(page).with_suffix(".pdf").as_posix())


_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>briefing: preview</title>
<style>
body { margin: 0; display: flex; flex-direction: column; height: 100vh; font: 14px/1.5 system-ui, sans-serif }
nav { padding: 6px 12px; border-bottom: 1px solid #b9c1c9; display: flex; gap: 12px; align-items: center }
iframe { flex: 1; border: 0 }
#wrong { margin: 0; padding: 12px; max-height: 45vh; overflow: auto; background: #fbece4; color: #1a2027;
  border-bottom: 3px solid #a83c0c; white-space: pre-wrap; font: 13px/1.4 ui-monospace, monospace }
#wrong:empty { display: none }
</style>
<nav><label>Briefing <select id="which"></select></label> <a id="paper" target="_blank">PDF</a>
<span id="when" role="status"></span></nav>
<pre id="wrong" role="alert"></pre>
<iframe id="page" title="The briefing"></iframe>
<script>
const $ = id => document.getElementById(id), page = $("page");
let seen = -1, place = 0;
function open_() {
  const name = $("which").value;
  if (!name) return;
  $("paper").href = "/" + name.replace(/html$/, "pdf");
  page.contentWindow.location.replace("/" + name + "?" + seen);
}
page.addEventListener("load", () => page.contentWindow.scrollTo(0, place));
$("which").addEventListener("change", () => { place = 0; open_(); });
async function look() {
  try {
    const state = await (await fetch("/state")).json();
    if (state.version !== seen) {
      seen = state.version;
      $("wrong").textContent = state.wrong;
      $("when").textContent = state.wrong ? "as it was before this save" : "";
      const chosen = $("which").value, names = state.pages;
      $("which").replaceChildren(...names.map(name => new Option(name, name, false, name === chosen)));
      if (!state.wrong) { place = page.contentWindow.scrollY; open_(); }
    }
  } catch { $("when").textContent = "not running"; }
  setTimeout(look, 250);
}
look();
</script>
</html>
"""
