#!/usr/bin/env python3
"""Measures Keywright over mutual TLS on loopback: each operation against a no-op over the same connections, in
interleaved rounds, and with --peers beside OpenBao Transit. Linux; needs `make build peers` before.

The load generator shares the processors with the server: compare ratios, not absolute figures.
"""

import sys

sys.dont_write_bytecode = True

import argparse
import contextlib
import dataclasses
import json
import os
import shutil
import signal
import socket
import tempfile
import time
from pathlib import Path

import machine
import report
import store
from collector import Collector
from keywright import Keywright
from openbao import OpenBao
from wrk import ROOT, Failed, load, progress


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="rounds of each request; the median counts")
    parser.add_argument("--seconds", type=int, default=8, help="length of one round")
    parser.add_argument("--warmup", type=int, default=5, help="seconds of each request before the first round")
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--payload", type=int, default=64, help="bytes to sign or encrypt")
    parser.add_argument("--only", default="", help="only requests whose name holds one of these words, with commas")
    parser.add_argument("--peers", action="store_true", help="measure OpenBao Transit beside Keywright")
    parser.add_argument("--peers-only", action="store_true", help="measure OpenBao Transit alone")
    parser.add_argument("--beside", type=Path, help="another checkout, after `make build` there, to measure beside this one")
    parser.add_argument("--traces", type=float, help="measure this checkout beside itself with this share of requests traced")
    parser.add_argument("--starts", type=int, default=5, help="starts to time on the existing store")
    parser.add_argument("--keys", type=int, default=0, help="make so many keys, then measure memory and first use")
    parser.add_argument("--keys-minutes", type=float, default=15, help="the most that making keys may take")
    parser.add_argument("--name", default=time.strftime("%Y%m%dT%H%M%S"), help="of the file in bench/results")
    parser.add_argument("--folder", type=Path, help="where the servers keep their data (default: a temporary folder)")
    return parser.parse_args()


def measure(servers: list, options: argparse.Namespace) -> dict:
    """Rounds by server and request. Servers take turns at each request, so that only one is under load."""
    payload = os.urandom(options.payload)
    plan = common({server: selected(server.requests(payload), options.only) for server in servers})
    turns = [(server, request) for pair in zip(*plan.values()) for server, request in zip(plan, pair)]
    for server, request in turns:
        progress(f"warm-up  {server.name} {request.name}")
        one_round(server, request, options.connections, options.warmup)
    rounds = {server.name: {request.name: [] for request in plan[server]} for server in servers}
    for number in range(1, options.rounds + 1):
        for server, request in turns:
            done = one_round(server, request, options.connections, options.seconds)
            rounds[server.name][request.name].append(done)
            progress(f"round {number}  {server.name} {request.name}: {done.per_second:,.0f}/s, p99 {done.p99_ms:.2f} ms")
    return rounds


def one_round(server, request, connections: int, seconds: int):
    return load(server.target(), request, connections, seconds, server.process.cpu_seconds)


def common(plan: dict) -> dict:
    """Only what all servers can do, so that they take turns at the same."""
    shared = set.intersection(*({r.name for r in requests} for requests in plan.values()))
    return {server: [r for r in requests if r.name in shared] for server, requests in plan.items()}


def selected(requests: list, only: str) -> list:
    words = [word.lower() for word in only.split(",") if word]
    return [r for r in requests if r.name == "no-op" or not words or any(word in r.name.lower() for word in words)]


def run(options: argparse.Namespace, folder: Path, cleanup: contextlib.ExitStack) -> dict:
    host = machine.describe(folder)
    ours = None if options.peers_only else Keywright(folder / "keywright", free_port())
    theirs = other(options, folder, cleanup)
    servers = [server for server in (ours, theirs) if server]
    for server in servers:
        progress(f"starting {server.name}")
        cleanup.callback(server.stop)
        server.start()
    rounds = measure(servers, options)
    summary = report.summarize(rounds)
    comparison = report.compare(rounds, ours.name, theirs.name) if ours and theirs else {}
    print(report.table(summary, comparison, theirs.name if theirs else ""))
    memory = {f"rss_{server.name}_mb": server.process.rss_mb() for server in servers}
    if theirs and not options.beside:
        theirs.stop()
    figures = {**memory, **(store.measure(ours, options) if ours else {})}
    if options.beside:
        figures.update(store.starts_side_by_side([ours, theirs], options.starts))
    print(report.listing(figures), report.listing(host), sep="\n")
    raw = {s: {r: [dataclasses.asdict(x) for x in xs] for r, xs in rs.items()} for s, rs in rounds.items()}
    return {"machine": host, "summary": summary, "comparison": comparison, "store": figures, "rounds": raw}


def other(options: argparse.Namespace, folder: Path, cleanup: contextlib.ExitStack):
    """What is measured beside this checkout, if anything."""
    if options.traces is not None:
        collector = Collector()
        cleanup.callback(collector.stop)
        return Keywright(folder / "traced", free_port(), name="traced", settings=collector.settings(options.traces))
    if options.beside:
        return Keywright(folder / "beside", free_port(), options.beside.resolve(), f"Keywright in {options.beside.name}")
    return OpenBao(folder / "openbao", free_port()) if options.peers or options.peers_only else None


def free_port() -> int:
    """A port that is free together with the one after it."""
    for _ in range(100):
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = first.getsockname()[1]
            with contextlib.suppress(OSError, OverflowError):
                second.bind(("127.0.0.1", port + 1))
                return port
    raise Failed("no two free ports side by side")


def save(result: dict, options: argparse.Namespace) -> Path:
    file = ROOT / "bench" / "results" / f"{options.name}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    settings = {name: str(value) for name, value in vars(options).items()}
    file.write_text(json.dumps({"options": settings, **result}, indent=1) + "\n")
    return file


def main() -> int:
    options = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with contextlib.ExitStack() as cleanup:
        folder = Path(tempfile.mkdtemp(prefix="keywright-bench-", dir=options.folder))
        cleanup.callback(shutil.rmtree, folder, ignore_errors=True)
        try:
            result = run(options, folder, cleanup)
        except (Failed, OSError) as e:
            progress(f"FAILED: {e}")
            return 1
        progress(f"\nwritten to {save(result, options)}")
    failures = sum(row["failures"] for rows in result["summary"].values() for row in rows.values())
    if failures:
        progress(f"FAILED: {failures} requests were not answered with success")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
