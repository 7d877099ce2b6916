#!/usr/bin/env python3
"""Checks a receipt and its proof without a line of Keywright's own code.

usage: verify.py VERIFIER_KEY RECEIPT PROOF

  VERIFIER_KEY  file with the ledger's C2SP verifier key line
  RECEIPT       file with the receipt's canonical JSON (RFC 8785)
  PROOF         file with its C2SP tlog-proof

Needs Python 3.8 and the openssl command (1.1.1 or later, for Ed25519), nothing else.
Ends with 0 if all of it is right, with 1 and the reason if anything is wrong.
"""

import base64
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path


class Wrong(Exception):
    """A check failed."""


def demand(condition, reason):
    if not condition:
        raise Wrong(reason)


def unbase64(text):
    data = base64.b64decode(text, validate=True)
    demand(base64.b64encode(data).decode() == text, "Base64 that is not canonical")
    return data


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def read_verifier_key(line):
    """C2SP signed-note: name+id+base64(type || public key)."""
    name, key_id, encoded = line.strip().split("+", 2)
    key = unbase64(encoded)
    demand(len(key) == 33 and key[0] == 1, "the verifier key is not Ed25519")
    expected = sha256(name.encode(), b"\n", key)[:4]
    demand(key_id == expected.hex(), "the verifier key's id does not fit it")
    return name, expected, key[1:]


def ed25519(public_key, message, signature):
    """Whether openssl finds the signature (RFC 8032) right."""
    with tempfile.TemporaryDirectory() as folder:
        spki, data, sig = (Path(folder, name) for name in ("key.der", "message", "signature"))
        spki.write_bytes(bytes.fromhex("302a300506032b6570032100") + public_key)
        data.write_bytes(message)
        sig.write_bytes(signature)
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", spki]
        command += ["-rawin", "-in", data, "-sigfile", sig]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0


def canonical(value):
    """RFC 8785, for what a receipt holds: strings, whole numbers, true, false, null, and ASCII names."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def check_receipt(public_key, receipt):
    members = json.loads(receipt)
    demand(canonical(members) == receipt, "the receipt is not canonical")
    signature = unbase64(members.pop("signature"))
    demand(ed25519(public_key, canonical(members), signature), "the receipt's signature is wrong")


def check_note(name, key_id, public_key, note):
    """C2SP signed-note: the text, if the key signed it."""
    text, _, lines = note.rpartition("\n\n")
    text += "\n"
    found = False
    for line in lines.splitlines():
        dash, signer, encoded = line.split(" ")
        signature = unbase64(encoded)
        demand(dash == "\u2014", "a signature line is malformed")
        if signer == name and signature[:4] == key_id:
            demand(ed25519(public_key, text.encode(), signature[4:]), "the checkpoint's signature is wrong")
            found = True
    demand(found, "the checkpoint has no signature of the key")
    return text


def root_from_path(index, size, leaf, path):
    """RFC 9162 section 2.1.3.2."""
    demand(0 <= index < size, "the checkpoint does not reach the index")
    node, last, current = index, size - 1, leaf
    for sibling in path:
        demand(last > 0, "the path is too long")
        if node & 1 or node == last:
            current = sha256(b"\x01", sibling, current)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            current = sha256(b"\x01", current, sibling)
        node, last = node >> 1, last >> 1
    demand(last == 0, "the path is too short")
    return current


def check_proof(name, key_id, public_key, receipt, proof):
    """C2SP tlog-proof and tlog-checkpoint."""
    head, _, note = proof.partition("\n\n")
    lines = head.split("\n")
    demand(lines.pop(0) == "c2sp.org/tlog-proof@v1", "the proof's first line is another")
    if lines[0].startswith("extra "):
        lines.pop(0)
    word, index = lines.pop(0).split(" ")
    demand(word == "index", "the proof has no index")
    origin, size, root = check_note(name, key_id, public_key, note).splitlines()
    demand(origin == name, "the checkpoint is another log's")
    leaf = sha256(b"\x00", receipt)
    found = root_from_path(int(index), int(size), leaf, [unbase64(line) for line in lines])
    demand(found == unbase64(root), "the receipt is not in the log")
    return int(index), int(size)


def main(arguments):
    if len(arguments) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    key_line, receipt, proof = (Path(argument).read_bytes() for argument in arguments)
    try:
        name, key_id, public_key = read_verifier_key(key_line.decode())
        check_receipt(public_key, receipt)
        index, size = check_proof(name, key_id, public_key, receipt, proof.decode())
    except (Wrong, ValueError, KeyError, IndexError, TypeError, AttributeError) as failure:
        print(f"WRONG: {failure}")
        return 1
    print(f"right: receipt {index} of the {size} in {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
