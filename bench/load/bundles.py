#!/usr/bin/env python3
"""Measures trust bundles: how long one of many anchors takes, and how soon who waits hears of a change: make bench-bundles."""

import argparse
import pathlib
import statistics
import subprocess
import tempfile
import threading
import time

from client import Client
from keywright import API, Keywright
from store import percentile

PORT = 18453
AT_ONCE = 100
BUNDLE = API + "/trust-bundles/tenant"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--anchors", type=int, default=498, help="how many the bundle has (default: 498; a scope has 500 at the most)")
    parser.add_argument("--rounds", type=int, default=200, help="how often each is asked for (default: 200)")
    parser.add_argument("--changes", type=int, default=20, help="how many changes are waited for (default: 20)")
    return parser.parse_args()


def authority(folder: pathlib.Path, name: str) -> str:
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
         "-keyout", str(folder / "key.pem"), "-out", "/dev/stdout", "-subj", f"/CN={name}", "-addext", "keyUsage=critical,keyCertSign"],
        check=True, capture_output=True, text=True)
    return made.stdout


def add(client: Client, certificates: list) -> str:
    body = {"certificate": "".join(certificates), "anchor_type": "internal_ca"}
    return client.call("POST", API + "/trust-anchors", body)["trust_anchor_id"]


def timed(client: Client, path: str) -> tuple:
    began = time.perf_counter()
    status, body = client.exchange("GET", path)
    assert status == 200, body
    return (time.perf_counter() - began) * 1000, len(body)


def line(what: str, taken: list) -> None:
    print(f"{what:<44} median {statistics.median(taken):7.1f} ms, p99 {percentile(taken, 99):7.1f} ms, "
          f"the slowest {max(taken):7.1f} ms")


def tag(client: Client) -> str:
    client.connection.request("GET", BUNDLE, headers=client.headers)
    response = client.connection.getresponse()
    response.read()
    return response.headers["ETag"]


def wait(server: Keywright, client: Client, certificate: str) -> tuple:
    """Milliseconds from the answer to a change until the answer to who waits for it, and the id of what was added."""
    waiting = Client(PORT, server.pem("ca"), server.pem("demo"), server.pem("demo-key"), {"If-None-Match": tag(client)})
    heard = []

    def listen() -> None:
        status, body = waiting.exchange("GET", BUNDLE + "?wait=20s")
        heard.append(time.perf_counter())
        assert status == 200, body

    thread = threading.Thread(target=listen)
    thread.start()
    time.sleep(0.3)
    added = add(client, [certificate])
    changed = time.perf_counter()
    thread.join()
    waiting.close()
    return max(0.0, (heard[0] - changed) * 1000), added


def measure(server: Keywright, folder: pathlib.Path, options) -> None:
    server.start()
    client = server.client()
    certificates = [authority(folder, f"Authority {number}") for number in range(options.anchors)]
    for start in range(0, len(certificates), AT_ONCE):
        add(client, certificates[start:start + AT_ONCE])
    one = authority(folder, "One more")
    heard, fresh = [], {"pem": [], "pkcs12": [], "jks": [], "spiffe": []}
    for _ in range(options.changes):
        took, added = wait(server, client, one)
        heard.append(took)
        client.call("DELETE", f"{API}/trust-anchors/{added}")
        for form, taken in fresh.items():
            taken.append(timed(client, f"{BUNDLE}?format={form}")[0])
    for form, taken in fresh.items():
        line(f"{options.anchors} anchors as {form}, first after a change", taken)
        again = [timed(client, f"{BUNDLE}?format={form}") for _ in range(options.rounds)]
        line(f"{options.anchors} anchors as {form}, {again[0][1] // 1024} KiB, again", [took for took, _ in again])
    line("a change, until who waits has heard of it", heard)


if __name__ == "__main__":
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="keywright-bundles") as name:
        folder = pathlib.Path(name)
        server = Keywright(folder / "keywright", PORT)
        try:
            measure(server, folder, options)
        finally:
            server.stop()
