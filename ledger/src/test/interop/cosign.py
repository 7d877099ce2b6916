#!/usr/bin/env python3
"""Cosigns a checkpoint with openssl and ML-DSA-44, without a line of Keywright's own code (C2SP tlog-cosignature, type 6).

usage: cosign.py NAME TIME CHECKPOINT

  NAME        the cosigner's name
  TIME        when it cosigns, in seconds since 1970
  CHECKPOINT  file with a C2SP tlog-checkpoint

Makes a key, and writes its verifier key line, and then the checkpoint with the cosignature as its last line.
Needs Python 3.8 and the openssl command, 3.5 or later, nothing else.
"""

import base64
import subprocess
import sys
import tempfile
from pathlib import Path

from verify import Key, sha256

TYPE = b"\x06"
RAW_BYTES = 1312


def openssl(*arguments):
    return subprocess.run(["openssl", *arguments], capture_output=True, check=True).stdout


def verifier_key(name, private):
    typed = TYPE + openssl("pkey", "-in", private, "-pubout", "-outform", "DER")[-RAW_BYTES:]
    key_id = sha256(name.encode(), b"\n", typed)[:4].hex()
    return Key(f"{name}+{key_id}+{base64.b64encode(typed).decode()}"), typed


def sign(private, message):
    message_file, signature = private.with_name("message"), private.with_name("signature")
    message_file.write_bytes(message)
    openssl("pkeyutl", "-sign", "-rawin", "-inkey", private, "-in", message_file, "-out", signature)
    return signature.read_bytes()


def main(name, time, checkpoint):
    sys.stdout.reconfigure(encoding="utf-8")
    note = Path(checkpoint).read_text(encoding="utf-8")
    text = note.rpartition("\n\n")[0] + "\n"
    stamp = int(time).to_bytes(8, "big")
    with tempfile.TemporaryDirectory() as folder:
        private = Path(folder, "key.pem")
        openssl("genpkey", "-algorithm", "ML-DSA-44", "-out", private)
        key, typed = verifier_key(name, private)
        signature = stamp + sign(private, key.cosigned(text, stamp))
    print(f"{name}+{key.id.hex()}+{base64.b64encode(typed).decode()}")
    print(f"{note}\u2014 {name} {base64.b64encode(key.id + signature).decode()}")


if __name__ == "__main__":
    main(*sys.argv[1:])
