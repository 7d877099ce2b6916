"""A Keywright server, of this checkout or of another, on a data folder of its own."""

import base64
import time
from pathlib import Path

from client import Client
from process import Process
from wrk import BATCH, ROOT, Failed, Request, Target

API = "/kms/v1"
NO_LIMIT = {"allowed_modules": ["M21"], "requires_approval": False, "max_usage_per_day": 1_000_000_000_000}


class Keywright:
    def __init__(self, folder: Path, port: int, checkout: Path = ROOT, name: str = "Keywright", settings: dict = {}):
        self.folder, self.port, self.checkout, self.name, self.settings = folder, port, checkout, name, settings
        self.data = folder / "data"
        self.ready_file = folder / "ready"
        self.process = None
        folder.mkdir(parents=True)

    def start(self) -> float:
        """Answers the seconds from the spawn to the ready file."""
        self.ready_file.unlink(missing_ok=True)
        command = [str(self.checkout / "bin" / "keywright"), "dev", "--data", str(self.data), "--port", str(self.port)]
        command += ["--ready-file", str(self.ready_file)]
        began = time.monotonic()
        self.process = Process(command, self.folder / "server.log", {"KEYWRIGHT_BENCH_NOOP": "true", **self.settings})
        self.process.wait_until(self.ready_file.exists, 120, "Keywright")
        return time.monotonic() - began

    def stop(self) -> None:
        if self.process:
            self.process.stop()

    def pem(self, name: str) -> Path:
        return self.data / "pki" / f"{name}.pem"

    def client(self) -> Client:
        return Client(self.port, self.pem("ca"), self.pem("demo"), self.pem("demo-key"))

    def target(self) -> Target:
        return Target(f"https://127.0.0.1:{self.port}", self.pem("demo"), self.pem("demo-key"))

    def requests(self, payload: bytes) -> list:
        """The no-op and all operations; each has been answered rightly once."""
        client = self.client()
        data = base64.b64encode(payload).decode()
        aes = create_key(client, "AES-256", ["encrypt", "decrypt"])
        ed25519 = create_key(client, "Ed25519", ["sign", "verify"])
        rsa = create_key(client, "RSA-2048", ["sign", "verify"])
        sealed = client.call("POST", API + "/encrypt", {"key_id": aes, "plaintext": data})

        def signing(key, algorithm):
            return {"key_id": key, "data": data, "algorithm": algorithm}

        def verifying(key, algorithm):
            body = signing(key, algorithm)
            return {**body, "signature": client.call("POST", API + "/sign", body)["signature"]}

        bodies = {
            "encrypt AES-256-GCM": ("/encrypt", {"key_id": aes, "plaintext": data}),
            "decrypt AES-256-GCM": (
                "/decrypt", {"key_id": aes, "ciphertext": sealed["ciphertext"], "iv": sealed["iv"]}),
            "sign Ed25519": ("/sign", signing(ed25519, "EdDSA")),
            "verify Ed25519": ("/verify", verifying(ed25519, "EdDSA")),
            "sign RSA-2048 PS256": ("/sign", signing(rsa, "PS256")),
            "verify RSA-2048 PS256": ("/verify", verifying(rsa, "PS256")),
        }
        check({name: client.call("POST", API + path, body) for name, (path, body) in bodies.items()}, data)
        bodies.update(batches(client, bodies, data))
        no_op = Request("no-op", "GET", API + "/noop")
        unrecorded = Request("encrypt, no receipt", "POST", API + "/noop/encrypt", bodies["encrypt AES-256-GCM"][1])
        return [no_op, unrecorded] + [Request(name, "POST", API + path, body) for name, (path, body) in bodies.items()]


def create_key(client: Client, key_type: str, usage: list) -> str:
    body = {"key_type": key_type, "key_usage": usage, "access_policy": NO_LIMIT}
    return client.call("POST", API + "/keys", body)["key_id"]


def batches(client: Client, single: dict, data: str) -> dict:
    """Each operation on as many items as BATCH says, answered rightly once; the items differ where that matters."""
    bodies = {}
    for name, (path, body) in single.items():
        item = {member: value for member, value in body.items() if member not in ("key_id", "algorithm")}
        batch = {member: value for member, value in body.items() if member not in item} | {"items": [item] * BATCH}
        if path == "/decrypt":
            items = client.call("POST", API + "/encrypt/batch", {**batch, "items": [{"plaintext": data}] * BATCH})["items"]
            batch["items"] = [{"ciphertext": it["ciphertext"], "iv": it["iv"]} for it in items]
        if path == "/verify":
            items = client.call("POST", API + "/sign/batch", {**batch, "items": [{"data": data}] * BATCH})["items"]
            batch["items"] = [{"data": data, "signature": it["signature"]} for it in items]
        answer = client.call("POST", f"{API}{path}/batch", batch)["items"]
        if len(answer) != BATCH or any("error" in it or it.get("valid") is False for it in answer):
            raise Failed(f"Keywright's batch of {name} failed")
        bodies[f"batch {name}"] = (path + "/batch", batch)
    return bodies


def check(answers: dict, data: str) -> None:
    if answers["decrypt AES-256-GCM"]["plaintext"] != data:
        raise Failed("Keywright decrypted to something else")
    if not all(answer["valid"] for name, answer in answers.items() if name.startswith("verify")):
        raise Failed("Keywright does not accept its own signatures")
    if not all(answer.get("receipt_id") for answer in answers.values()):
        raise Failed("Keywright answered without a receipt")
