"""OpenBao Transit, set up as one runs it: raft storage, TLS, a file audit device, a token with a small policy."""

import base64
import subprocess
from pathlib import Path

from client import Client
from process import Process
from wrk import BATCH, ROOT, Failed, Request, Target

BAO = ROOT / ".peers" / "venv" / "bin" / "bao"
POLICY = 'path "transit/*" { capabilities = ["create", "read", "update"] }'
KEYS = {"aes": "aes256-gcm96", "ed25519": "ed25519", "rsa": "rsa-2048"}
PSS = {"signature_algorithm": "pss", "salt_length": "hash"}  # what PS256 means

CONFIG = """
storage "raft" {{ path = "{folder}/raft" node_id = "bench" }}
listener "tcp" {{
  address = "127.0.0.1:{port}"
  cluster_address = "127.0.0.1:{cluster}"
  tls_cert_file = "{folder}/server.pem"
  tls_key_file = "{folder}/server-key.pem"
}}
audit "file" "bench" {{ options {{ file_path = "{folder}/audit.log" }} }}
api_addr = "https://127.0.0.1:{port}"
cluster_addr = "https://127.0.0.1:{cluster}"
log_level = "warn"
"""


class OpenBao:
    name = "OpenBao"

    def __init__(self, folder: Path, port: int):
        self.folder, self.port = folder, port
        self.process = None
        folder.mkdir(parents=True)
        (folder / "raft").mkdir()
        self.certificate, self.key = folder / "server.pem", folder / "server-key.pem"

    def start(self) -> None:
        make_certificate(self.certificate, self.key)
        config = self.folder / "config.hcl"
        config.write_text(CONFIG.format(folder=self.folder, port=self.port, cluster=self.port + 1))
        command = [str(BAO), "server", f"-config={config}"]
        self.process = Process(command, self.folder / "server.log", {})
        self.process.wait_until(self.answers, 30, "OpenBao")
        self.unseal()

    def answers(self) -> bool:
        client = self.client()
        try:
            return client.exchange("GET", "/v1/sys/init")[0] == 200
        except OSError:
            return False
        finally:
            client.close()

    def unseal(self) -> None:
        client = self.client()
        init = client.call("PUT", "/v1/sys/init", {"secret_shares": 1, "secret_threshold": 1})
        client.call("PUT", "/v1/sys/unseal", {"key": init["keys"][0]})
        self.process.wait_until(lambda: client.exchange("GET", "/v1/sys/health")[0] == 200, 30, "OpenBao unsealing")
        root = self.client({"X-Vault-Token": init["root_token"]})
        root.call("POST", "/v1/sys/mounts/transit", {"type": "transit"})
        root.call("PUT", "/v1/sys/policies/acl/bench", {"policy": POLICY})
        # Without the default policy, whose templates OpenBao fills in anew for each request, at half of its speed.
        grant = {"policies": ["bench"], "no_default_policy": True, "ttl": "12h"}
        token = root.call("POST", "/v1/auth/token/create", grant)
        self.headers = {"X-Vault-Token": token["auth"]["client_token"]}

    def client(self, headers=None) -> Client:
        return Client(self.port, ca=self.certificate, headers=headers)

    def target(self) -> Target:
        return Target(f"https://127.0.0.1:{self.port}", self.certificate, self.key)

    def requests(self, payload: bytes) -> list:
        """The no-op and all operations; each has been answered rightly once."""
        client = self.client(self.headers)
        data = base64.b64encode(payload).decode()
        for name, kind in KEYS.items():
            client.call("POST", f"/v1/transit/keys/{name}", {"type": kind})

        def call(path, body):
            return client.call("POST", "/v1/transit/" + path, body)["data"]

        ciphertext = call("encrypt/aes", {"plaintext": data})["ciphertext"]
        ed25519 = call("sign/ed25519", {"input": data})["signature"]
        rsa = call("sign/rsa/sha2-256", {"input": data, **PSS})["signature"]
        bodies = {
            "encrypt AES-256-GCM": ("encrypt/aes", {"plaintext": data}),
            "decrypt AES-256-GCM": ("decrypt/aes", {"ciphertext": ciphertext}),
            "sign Ed25519": ("sign/ed25519", {"input": data}),
            "verify Ed25519": ("verify/ed25519", {"input": data, "signature": ed25519}),
            "sign RSA-2048 PS256": ("sign/rsa/sha2-256", {"input": data, **PSS}),
            "verify RSA-2048 PS256": ("verify/rsa/sha2-256", {"input": data, "signature": rsa, **PSS}),
        }
        answers = {name: call(path, body) for name, (path, body) in bodies.items()}
        check(answers, data)
        bodies.update(batches(call, bodies, data))
        no_op = Request("no-op", "GET", "/v1/sys/health")
        return [no_op] + [
            Request(name, "POST", "/v1/transit/" + path, body, self.headers) for name, (path, body) in bodies.items()]

    def stop(self) -> None:
        if self.process:
            self.process.stop()


def batches(call, single: dict, data: str) -> dict:
    """Each operation on as many items as BATCH says, answered rightly once."""
    bodies = {}
    for name, (path, body) in single.items():
        item = {member: value for member, value in body.items() if member not in PSS}
        batch = {member: value for member, value in body.items() if member in PSS} | {"batch_input": [item] * BATCH}
        results = call(path, batch)["batch_results"]
        if len(results) != BATCH or any(it.get("error") or it.get("valid") is False for it in results):
            raise Failed(f"OpenBao's batch of {name} failed")
        bodies[f"batch {name}"] = (path, batch)
    return bodies


def check(answers: dict, data: str) -> None:
    if answers["decrypt AES-256-GCM"]["plaintext"] != data:
        raise Failed("OpenBao decrypted to something else")
    if not all(answer["valid"] for name, answer in answers.items() if name.startswith("verify")):
        raise Failed("OpenBao does not accept its own signatures")


def make_certificate(certificate: Path, key: Path) -> None:
    """Self-signed EC P-256, like Keywright's."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
         "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True, stdin=subprocess.DEVNULL)
