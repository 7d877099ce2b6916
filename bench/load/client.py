"""JSON over HTTPS on one kept connection, with or without a client certificate."""

import http.client
import json
import ssl

from wrk import Failed


class Client:
    def __init__(self, port: int, ca=None, certificate=None, key=None, headers=None):
        context = ssl.create_default_context(cafile=ca)
        if certificate:
            context.load_cert_chain(certificate, key)
        self.connection = http.client.HTTPSConnection("localhost", port, context=context, timeout=30)
        self.headers = {"Content-Type": "application/json", **(headers or {})}

    def call(self, method: str, path: str, body=None) -> dict:
        """The answer's JSON; anything but 2xx ends the run."""
        status, text = self.exchange(method, path, body)
        if not 200 <= status < 300:
            raise Failed(f"{method} {path} answered {status}: {text[:500]!r}")
        return json.loads(text) if text else {}

    def exchange(self, method: str, path: str, body=None):
        payload = None if body is None else json.dumps(body)
        self.connection.request(method, path, payload, self.headers)
        response = self.connection.getresponse()
        return response.status, response.read()

    def close(self) -> None:
        self.connection.close()
