"""A collector of traces (OTLP over HTTP) that takes everything and keeps nothing but a count."""

import http.server
import threading


class Collector:
    def __init__(self):
        self.bytes = 0
        collector = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                collector.bytes += len(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            def handle_error(self, *_):
                """A server that ends leaves its connections."""

        self.http = Server(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def settings(self, share: float) -> dict:
        """Has a server send it the traces of that share of its requests."""
        return {
            "KEYWRIGHT_TELEMETRY_ENDPOINT": f"http://127.0.0.1:{self.http.server_port}",
            "KEYWRIGHT_TELEMETRY_SAMPLING": str(share),
        }

    def stop(self) -> None:
        self.http.shutdown()
