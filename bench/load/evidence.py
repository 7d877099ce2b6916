#!/usr/bin/env python3
"""Measures the export of evidence and its offline verification: make bench-evidence ARGS="--receipts 1000000"."""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
JAR = ROOT / "bench" / "target" / "benchmarks.jar"
KEYWRIGHT = ROOT / "bin" / "keywright"
HEAP = "512m"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--receipts", type=int, default=100_000, help="how many the tenant has (default: 100,000)")
    parser.add_argument("--tenants", type=int, default=1, help="how many tenants take turns in the ledger (default: 1)")
    return parser.parse_args()


def export(folder, options):
    java = subprocess.check_output([ROOT / "bin" / "jdk"], text=True).strip() + "/bin/java"
    command = [java, "-Xmx" + HEAP, "--enable-native-access=ALL-UNNAMED", "-cp", JAR]
    command += ["io.keywright.bench.EvidenceExport", folder, str(options.receipts), str(options.tenants)]
    receipts, millis = subprocess.check_output(command, text=True).split()
    size = (folder / "evidence.zip").stat().st_size
    row("export, %s heap" % HEAP, int(receipts), int(millis) / 1000)
    print("  %.1f MB, %.0f bytes for each receipt" % (size / 1e6, size / int(receipts)))
    return int(receipts)


def verify(folder, receipts, what, cores, *flags):
    command = ["taskset", "-c", ",".join(map(str, cores)), KEYWRIGHT, "evidence", "verify", folder / "evidence.zip"]
    command += ["--key", folder / "ledger.vkey", "--jobs", str(len(cores)), *flags]
    began = time.monotonic()
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    seconds = time.monotonic() - began
    if done.returncode:
        sys.exit(done.stdout)
    row(what, receipts, seconds)


def row(what, receipts, seconds):
    print("%-44s %9.1f s %12s receipts/s" % (what, seconds, format(int(receipts / seconds), ",")), flush=True)


def main():
    options = arguments()
    cores = sorted(os.sched_getaffinity(0))
    folder = pathlib.Path(tempfile.mkdtemp(prefix="keywright-evidence-"))
    try:
        receipts = export(folder, options)
        verify(folder, receipts, "verify, every signature, one core", cores[:1])
        verify(folder, receipts, "verify, every signature, %d cores" % len(cores), cores)
        verify(folder, receipts, "verify, the tree alone, one core", cores[:1], "--tree-only")
        verify(folder, receipts, "verify, the tree alone, %d cores" % len(cores), cores, "--tree-only")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
