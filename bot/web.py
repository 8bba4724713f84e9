"""Health over HTTP, for hosts that ask a port. Says whether all is well, and no names."""

import json
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SWEPT_S = 180.0
"""Seconds without a sweep from which the process calls itself unwell."""


@dataclass(frozen=True, slots=True)
class Health:
    """How a process is. `swept_s`: seconds since the last sweep, by the monotonic clock."""

    connected: bool
    database: bool
    swept_s: float

    @property
    def ok(self) -> bool:
        """Whether Slack reaches us, the database answers, and the sweep runs."""
        return self.connected and self.database and self.swept_s < SWEPT_S

    def as_json(self) -> str:
        """One line."""
        return json.dumps({"ok": self.ok, **asdict(self), "swept_s": round(self.swept_s)})


def serve(port: int, look: Callable[[], Health]) -> ThreadingHTTPServer:
    """Answer GET /health in a thread: 200 while all is well, else 503. Raises OSError for a port
    that is taken."""

    class Asked(BaseHTTPRequestHandler):
        timeout = 5

        def do_GET(self) -> None:
            """Look anew at each request."""
            if self.path != "/health":
                self.send_error(404)
                return
            found = look()
            body = found.as_json().encode()
            self.send_response(200 if found.ok else 503)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            """Nothing: a probe comes every few seconds."""

    server = ThreadingHTTPServer(("", port), Asked)  # probes come from outside a container
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True, name="health").start()
    return server
