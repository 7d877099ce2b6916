#!/usr/bin/env python3
"""Measures keywright encrypt and decrypt of a large file beside openssl enc: make bench-files ARGS="--mib 1024"."""

import argparse
import filecmp
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from keywright import Keywright, create_key

ROOT = pathlib.Path(__file__).resolve().parents[2]
KEYWRIGHT = ROOT / "bin" / "keywright"
HEAP = "40m"
PORT = 18450
BLOCK = 1 << 20


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mib", type=int, default=1024, help="how large the file is (default: 1,024)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is done; the best counts (default: 3)")
    parser.add_argument("--folder", type=pathlib.Path, help="where to write the files (default: a temporary folder)")
    return parser.parse_args()


def write(file, mib):
    with open(file, "wb") as out:
        for _ in range(mib):
            out.write(os.urandom(BLOCK))


def best(what, mib, rounds, command, result, environment=None):
    seconds, work, most = [], [], 0
    for _ in range(rounds):
        result.unlink(missing_ok=True)
        began = time.monotonic()
        child = subprocess.Popen([str(part) for part in command], env={**os.environ, **(environment or {})})
        _, status, usage = os.wait4(child.pid, 0)
        seconds.append(time.monotonic() - began)
        work.append(usage.ru_utime + usage.ru_stime)
        most = max(most, usage.ru_maxrss)
        if status:
            sys.exit("%s failed" % what)
    row = "%-30s %7.2f s %8.0f MiB/s %7.2f s of CPU %6.0f MiB of memory"
    print(row % (what, min(seconds), mib / min(seconds), min(work), most / 1024), flush=True)
    return min(seconds)


def compare(folder, server, options):
    plain, secret, again = folder / "plain", folder / "secret", folder / "again"
    write(plain, options.mib)
    key = create_key(server.client(), "AES-256", ["encrypt", "decrypt"])
    as_demo = ["--data", server.data]
    small = {"KEYWRIGHT_JAVA_OPTS": "-Xmx%s -Xmn8m" % HEAP}
    openssl = ["openssl", "enc", "-aes-256-ctr", "-K", "01" * 32, "-iv", "02" * 16, "-in", plain, "-out", again]
    theirs = best("openssl enc -aes-256-ctr", options.mib, options.rounds, openssl, again)
    encrypt = [KEYWRIGHT, "encrypt", key, plain, "--out", secret, *as_demo]
    ours = best("keywright encrypt, %s heap" % HEAP, options.mib, options.rounds, encrypt, secret, small)
    decrypt = [KEYWRIGHT, "decrypt", secret, "--out", again, *as_demo]
    best("keywright decrypt, %s heap" % HEAP, options.mib, options.rounds, decrypt, again, small)
    if not filecmp.cmp(plain, again, shallow=False):
        sys.exit("what was decrypted is not what was encrypted")
    print("encrypt is %.2f times as fast as openssl enc" % (theirs / ours))


def main():
    options = arguments()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="keywright-files-", dir=options.folder))
    server = Keywright(folder / "server", PORT)
    try:
        server.start()
        compare(folder, server, options)
    finally:
        server.stop()
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
