#!/usr/bin/env python3
"""Measures scrapes of the metrics of a server with many keys: make bench-scrape ARGS="--keys 100000"."""

import argparse
import pathlib
import statistics
import tempfile
import time

from client import Client
from keywright import API, Keywright
from store import create_many, percentile

PORT = 18452


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=int, default=100_000, help="how many keys the store has (default: 100,000)")
    parser.add_argument("--minutes", type=float, default=8, help="how long to make them at the most (default: 8)")
    parser.add_argument("--seconds", type=int, default=60, help="for how long to scrape, twice a second (default: 60)")
    return parser.parse_args()


def scrape(client: Client) -> tuple:
    began = time.perf_counter()
    status, text = client.exchange("GET", API + "/metrics")
    assert status == 200, text
    return (time.perf_counter() - began) * 1000, len(text)


def measure(server: Keywright, options) -> None:
    server.start()
    keys = len(create_many(server, options.keys, time.monotonic() + options.minutes * 60))
    server.stop()
    server.start()
    operator = Client(PORT, server.pem("ca"), server.pem("operator"), server.pem("operator-key"), {"Accept": "text/plain"})
    first, size = scrape(operator)
    taken = []
    for _ in range(options.seconds * 2):
        taken.append(scrape(operator)[0])
        time.sleep(0.5)
    print(f"{keys:,} keys, {size / 1024:.0f} KiB: the first scrape after a start {first:.0f} ms, then median "
          f"{statistics.median(taken):.1f} ms, p99 {percentile(taken, 99):.1f} ms, the slowest {max(taken):.1f} ms")


if __name__ == "__main__":
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="keywright-scrape") as folder:
        server = Keywright(pathlib.Path(folder) / "keywright", PORT)
        try:
            measure(server, options)
        finally:
            server.stop()
