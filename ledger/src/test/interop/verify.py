#!/usr/bin/env python3
"""Checks a ledger's checkpoints, receipts, growth and evidence without a line of Keywright's own code.

usage: verify.py receipt KEYS RECEIPT PROOF [WITNESSES]
       verify.py checkpoint KEYS CHECKPOINT [WITNESSES]
       verify.py consistency KEYS OLDER NEWER PATH
       verify.py evidence KEYS ARCHIVE [WITNESSES]
       verify.py succession KEYS SUCCESSION [WITNESSES]
  each of the first four also with --succession SUCCESSION behind it, where the ledger has changed its key;
  evidence also with --continues ARCHIVE, an earlier package: no receipt of the tenant's may lie between the two

  KEYS        file with the ledger's C2SP verifier key lines, as GET /ledger/key answers
  RECEIPT     file with the receipt's canonical JSON (RFC 8785)
  PROOF       file with its C2SP tlog-proof
  CHECKPOINT  file with a C2SP tlog-checkpoint; OLDER and NEWER likewise
  PATH        file with the hashes that GET /ledger/consistency answers
  ARCHIVE     an evidence package, a ZIP; each receipt is proved by the tree, whose root the ledger's key signed
  SUCCESSION  file that GET /ledger/succession answers; KEYS may then begin with any key that the ledger had
  WITNESSES   file with verifier key lines of witnesses, all of which must have cosigned (C2SP tlog-cosignature)

Needs Python 3.8 and the openssl command (1.1.1 or later, for Ed25519; 3.5 or later, for ML-DSA-44), nothing else.
Signatures of a type that openssl does not know are named, and not taken for right.
Ends with 0 if all of it is right, with 1 and the reason if anything is wrong.
"""

import base64
import hashlib
import io
import json
import subprocess
import sys
import tempfile
import zipfile
import zlib
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


class Key:
    """C2SP signed-note: name+id+base64(type || public key)."""

    ALGORITHMS = {1: "Ed25519", 4: "Ed25519", 6: "ML-DSA-44"}
    SPKI = {
        "Ed25519": "302a300506032b6570032100",
        "ML-DSA-44": "30820532300b06096086480165030403110382052100",
    }

    def __init__(self, line):
        self.name, key_id, encoded = line.strip().split("+", 2)
        typed = unbase64(encoded)
        self.id = sha256(self.name.encode(), b"\n", typed)[:4]
        demand(key_id == self.id.hex(), "a verifier key's id does not fit it")
        demand(typed[0] in self.ALGORITHMS, "a verifier key is of an unknown type")
        self.type, self.raw = typed[0], typed[1:]
        self.algorithm = self.ALGORITHMS[self.type]

    def verifies(self, text, signature):
        """Whether the signature is this key's on a note of that text."""
        if self.type == 1:
            return self.openssl(text.encode(), signature)
        time, message = int.from_bytes(signature[:8], "big"), self.cosigned(text, signature[:8])
        return time > 0 and self.openssl(message, signature[8:])

    def cosigned(self, text, time):
        """C2SP tlog-cosignature: what is signed."""
        if self.type == 4:
            return f"cosignature/v1\ntime {int.from_bytes(time, 'big')}\n{text}".encode()
        origin, size, root = text.split("\n")[:3]
        names = [len(name.encode()).to_bytes(1, "big") + name.encode() for name in (self.name, origin)]
        end = int(size).to_bytes(8, "big")
        return b"subtree/v1\n\0" + names[0] + time + names[1] + bytes(8) + end + unbase64(root)

    def openssl(self, message, signature):
        """Whether openssl finds the signature right."""
        with tempfile.TemporaryDirectory() as folder:
            spki, data, sig = (Path(folder, name) for name in ("key.der", "message", "signature"))
            spki.write_bytes(bytes.fromhex(self.SPKI[self.algorithm]) + self.raw)
            data.write_bytes(message)
            sig.write_bytes(signature)
            command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", spki]
            command += ["-rawin", "-in", data, "-sigfile", sig]
            return subprocess.run(command, capture_output=True, check=False).returncode == 0

    def checkable(self):
        """Whether this openssl knows such keys."""
        spki = bytes.fromhex(self.SPKI[self.algorithm]) + self.raw
        command = ["openssl", "pkey", "-pubin", "-inform", "DER", "-noout"]
        return subprocess.run(command, input=spki, capture_output=True, check=False).returncode == 0


def read_keys(text):
    """A ledger's keys: the one that signs, and those that cosign what this openssl can check."""
    signer, *cosigners = [Key(line) for line in text.splitlines()]
    demand(signer.type == 1, "the first verifier key is not Ed25519")
    for key in cosigners:
        if not key.checkable():
            print(f"not checked: signatures of {key.algorithm}, which this openssl does not know")
    return signer, [key for key in cosigners if key.checkable()], [(0, signer)]


def signer_at(keys, index):
    """The key that signs the receipt of that index."""
    return [key for start, key in keys[2] if start <= index][-1]


def signers_of(keys, size, note):
    """Who must have signed a checkpoint of that size: the key in its turn or later ones, which speak for all before."""
    turn = signer_at(keys, size)
    able = [key for start, key in keys[2] if start >= size or key is turn]
    signed = [key for key in able if any(claims(line, key) for line in note.splitlines())]
    return signed or [turn]


def claims(line, key):
    return line.startswith(f"\u2014 {key.name} ") and unbase64(line.split(" ")[-1])[:4] == key.id


def follow(keys, succession, witnesses=b""):
    """The keys that lead from or to the one that is trusted, each vouched for by the one before and the one after."""
    demand(succession.endswith("\n"), "the succession has no end")
    blocks = succession[:-1].split("\n\n")
    demand(len(blocks) % 3 == 2, "the succession is not whole")
    head = "\n\n".join(blocks[-2:]) + "\n"
    spans, grown = [(0, keys[0])], []
    for number in range(0, len(blocks) - 2, 3):
        text, signatures, path = blocks[number : number + 3]
        header, origin, size, root, old, new, _ = text.split("\n")
        demand(header == "keywright.io/ledger-succession@v1" and origin == keys[0].name, "a statement is another's")
        old, new, size = Key(old), Key(new), int(size)
        demand(old.name == new.name == origin and old.id != new.id, "a statement's keys are not the ledger's")
        check_note([old, new], f"{text}\n\n{signatures}\n")
        if not grown:
            spans = [(0, old)]
        demand(same(spans[-1][1], old) and spans[-1][0] < size, "the statements do not follow each other")
        demand(not any(same(key, new) for _, key in spans), "a key that has handed over comes back")
        word, *hashes = path.split("\n")
        demand(word == "consistency", "a statement has no consistency proof")
        spans.append((size, new))
        grown.append(((size, unbase64(root)), [unbase64(line) for line in hashes]))
    demand(any(same(key, keys[0]) for _, key in spans), "the succession neither leads from nor to the trusted key")
    followed = (keys[0], keys[1], spans)
    demand(any(claims(line, spans[-1][1]) for line in head.splitlines()), "the newest key did not sign its checkpoint")
    end = check_checkpoint(followed, [Key(line) for line in witnesses.decode().splitlines()], head)
    for start, path in grown:
        check_growth(start, end, path)
    return followed


def same(one, other):
    return (one.name, one.type, one.raw) == (other.name, other.type, other.raw)


def canonical(value):
    """RFC 8785, for what a receipt holds: strings, whole numbers, true, false, null, and ASCII names."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def check_receipt(signer, receipt):
    members = json.loads(receipt)
    demand(canonical(members) == receipt, "the receipt is not canonical")
    signature = unbase64(members.pop("signature"))
    demand(signer.openssl(canonical(members), signature), "the receipt's signature is wrong")


def check_note(keys, note):
    """C2SP signed-note: the text, if all of the keys signed it."""
    text, _, lines = note.rpartition("\n\n")
    text += "\n"
    missing = {(key.name, key.id): key for key in keys}
    for line in lines.splitlines():
        dash, name, encoded = line.split(" ")
        signature = unbase64(encoded)
        demand(dash == "\u2014", "a signature line is malformed")
        key = missing.pop((name, signature[:4]), None)
        demand(key is None or key.verifies(text, signature[4:]), "the checkpoint's signature is wrong")
    for key in missing.values():
        raise Wrong(f"the checkpoint has no signature of the {key.algorithm} key of {key.name}")
    return text


def check_checkpoint(keys, witnesses, note):
    """C2SP tlog-checkpoint: size and root, if the ledger and the witnesses signed them."""
    signer, cosigners, _ = keys
    origin, size, root = note.rpartition("\n\n")[0].split("\n")
    check_note([*signers_of(keys, int(size), note), *cosigners, *witnesses], note)
    demand(origin == signer.name, "the checkpoint is another log's")
    return int(size), unbase64(root)


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


def roots_from_path(older, newer, root, path):
    """RFC 9162 section 2.1.4.2: the roots of the older and of the newer tree."""
    demand(0 < older < newer, "the older checkpoint is not the smaller one")
    path = list(path) if older & (older - 1) else [root, *path]
    demand(path, "the path is too short")
    node, last = older - 1, newer - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    first = second = path.pop(0)
    for sibling in path:
        demand(last > 0, "the path is too long")
        if node & 1 or node == last:
            first, second = sha256(b"\x01", sibling, first), sha256(b"\x01", sibling, second)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            second = sha256(b"\x01", second, sibling)
        node, last = node >> 1, last >> 1
    demand(last == 0, "the path is too short")
    return first, second


class Tree:
    """RFC 6962 section 2.1, from left to right: leaves, and roots of complete subtrees."""

    def __init__(self):
        self.size, self.roots = 0, []  # of each root its height, the highest first

    def push(self, height, root):
        self.size += 1 << height
        while self.roots and self.roots[-1][0] == height:
            height, root = height + 1, sha256(b"\x01", self.roots.pop()[1], root)
        self.roots.append((height, root))

    def skip(self, end, hashes):
        """Puts in the fewest complete subtrees that hold what is missing before `end`."""
        while self.size < end:
            height = (end - self.size).bit_length() - 1
            if self.size:
                height = min(height, (self.size & -self.size).bit_length() - 1)
            root = hashes.read(32)
            demand(len(root) == 32, "receipts.tree has too few hashes")
            self.push(height, root)

    def root(self):
        if not self.roots:
            return sha256()
        current = self.roots[-1][1]
        for _, left in reversed(self.roots[:-1]):
            current = sha256(b"\x01", left, current)
        return current


def check_growth(older, newer, path):
    """That the newer of two checkpoints, each of a size and a root, begins with the older one."""
    if older[0] == newer[0]:
        demand(older[1] == newer[1] and not path, "the checkpoints are of one size and two roots")
    elif older[0] == 0:
        demand(older[1] == sha256() and not path, "nothing has another root")
    else:
        roots = roots_from_path(older[0], newer[0], older[1], path)
        demand(roots == (older[1], newer[1]), "the newer checkpoint does not begin with the older one")


def index_of(proof):
    return int(next(line.split(" ")[1] for line in proof.split("\n") if line.startswith("index ")))


def check_proof(keys, witnesses, receipt, proof):
    """C2SP tlog-proof."""
    head, _, note = proof.partition("\n\n")
    lines = head.split("\n")
    demand(lines.pop(0) == "c2sp.org/tlog-proof@v1", "the proof's first line is another")
    if lines[0].startswith("extra "):
        lines.pop(0)
    word, index = lines.pop(0).split(" ")
    demand(word == "index", "the proof has no index")
    size, root = check_checkpoint(keys, witnesses, note)
    leaf = sha256(b"\x00", receipt)
    found = root_from_path(int(index), size, leaf, [unbase64(line) for line in lines])
    demand(found == root, "the receipt is not in the log")
    return int(index), size


def lines_of(archive, name):
    """The lines of a file, without their ends."""
    with archive.open(name) as file:
        for line in iter(lambda: file.readline(1 << 23), b""):
            demand(line.endswith(b"\n"), f"{name} has a line without its end")
            yield line[:-1]


def check_files(archive, manifest):
    """That each file has the size and SHA-256 that the manifest says, and that there are no others."""
    extra = ["manifest.json", "manifest.change", "manifest.receipt", "manifest.tlog-proof"]
    listed = {file["path"]: file for file in manifest["files"]}
    demand(sorted(archive.namelist()) == sorted([*listed, *extra]), "the archive has other files than its manifest")
    for name, file in listed.items():
        digest, size = hashlib.sha256(), 0
        with archive.open(name) as content:
            for part in iter(lambda: content.read(1 << 16), b""):
                digest.update(part)
                size += len(part)
                demand(size <= file["size"], f"{name} is larger than the manifest says")
        demand((size, digest.hexdigest()) == (file["size"], file["sha256"]), f"{name} was altered")


def check_manifest(keys, archive):
    """That the service itself exported it: a receipt of its ledger is about its SHA-256."""
    content = archive.read("manifest.json")
    manifest = json.loads(content)
    demand(canonical(manifest) == content, "the manifest is not canonical")
    demand(manifest["format"] == "keywright-evidence@v1", "the archive is of another form")
    receipt, change = archive.read("manifest.receipt"), archive.read("manifest.change")
    run_receipt(keys, receipt, archive.read("manifest.tlog-proof"))
    members = json.loads(receipt)
    exported = members["operation"] == "evidence_exported" and members["tenant_id"] == manifest["tenant_id"]
    demand(exported and members["kms_context"]["success"], "manifest.receipt is not of this export")
    demand(members["kms_context"]["change_digest"] == digest_of(change), "manifest.change is not what was exported")
    demand(json.loads(change)["manifest_sha256"] == sha256(content).hex(), "the manifest is not what was exported")
    return manifest


def digest_of(change):
    return base64.b64encode(sha256(change)).decode()


class Chain:
    """The tenant's receipts, hashed one after the other; an archive of an older version says nothing of them.

    It must pass by the link at which an earlier archive ends, if there is one."""

    def __init__(self, archive, earlier=None):
        self.earlier, self.met = earlier, earlier is None
        self.told = "receipts.chain" in archive.namelist()
        lines = list(lines_of(archive, "receipts.chain")) if self.told else [b"0 ", b""]
        demand(len(lines) > 1, "receipts.chain has no first link and last link")
        (self.number, self.head), *self.others = [self.link(line) for line in lines[:-1]]
        self.last = lines[-1]
        demand(self.told or self.met, "the archive is of an older version, and continues none")
        gap = 0 if self.met else self.number - self.earlier[0]
        demand(gap <= 0, f"the earlier archive ends {gap} receipts of the tenant before this one begins")
        self.meet()

    @staticmethod
    def link(line):
        number, _, digest = line.decode().partition(" ")
        return int(number), unbase64(digest)

    def push(self, index, leaf):
        while self.others and self.others[0][0] < index:
            self.add(self.others.pop(0)[1])
        self.add(leaf)

    def add(self, leaf):
        self.number, self.head = self.number + 1, sha256(self.head, leaf)
        self.meet()

    def meet(self):
        if self.earlier and self.number == self.earlier[0]:
            demand(self.head == self.earlier[1], "the earlier archive counts other receipts of the tenant")
            self.met = True

    def finish(self):
        ends = not self.others and self.last == b"%d %s" % (self.number, base64.b64encode(self.head))
        demand(not self.told or ends, "the receipts do not lead from the first link of receipts.chain to the last")
        demand(self.met, "the earlier archive ends later than this one")


def check_receipts(archive, manifest, size, root, earlier):
    """That each receipt is the tenant's, of the range, in the ledger at its index, and each change its receipt's."""
    tree, chain, count = Tree(), Chain(archive, earlier), 0
    indexes, changes = lines_of(archive, "receipts.index"), lines_of(archive, "changes.jsonl")
    with archive.open("receipts.tree") as hashes:
        for receipt in lines_of(archive, "receipts.jsonl"):
            members, index = json.loads(receipt), int(next(indexes, b"x"))
            demand(tree.size <= index < size, "receipts.index does not grow")
            tree.skip(index, hashes)
            leaf = sha256(b"\x00", receipt)
            tree.push(0, leaf)
            chain.push(index, leaf)
            demand(members["tenant_id"] == manifest["tenant_id"], f"receipt {index} is another tenant's")
            demand(manifest["from"] <= members["ts"] < manifest["to"], f"receipt {index} is of another time")
            digest = members["kms_context"].get("change_digest")
            if digest:
                change = next(changes, None)
                demand(change is not None, "changes.jsonl has too few lines")
                demand(change == b"" or digest_of(change) == digest, f"the change of receipt {index} is another")
            count += 1
        tree.skip(size, hashes)
        chain.finish()
        demand(hashes.read(1) == b"", "receipts.tree has too many hashes")
    demand(next(indexes, None) is None and next(changes, None) is None, "there are fewer receipts than indexes or changes")
    demand(count == manifest["receipts"], "there are not as many receipts as the manifest says")
    demand(tree.root() == root, "the receipts are not in the ledger")
    return count, (chain.number, chain.head) if chain.told else None


def check_evidence(keys, content, witnesses, earlier):
    """What it is of, and the link at which it ends."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if "ledger.succession" in archive.namelist() and len(keys[2]) == 1:
            keys = follow(keys, archive.read("ledger.succession").decode())
        manifest = check_manifest(keys, archive)
        check_files(archive, manifest)
        cosigners = [Key(line) for line in witnesses.decode().splitlines()]
        size, root = check_checkpoint(keys, cosigners, archive.read("checkpoint").decode())
        count, end = check_receipts(archive, manifest, size, root, earlier)
    return f"{count} receipts of {manifest['tenant_id']} among the {size} in {keys[0].name}", end


def run_evidence(keys, content, witnesses=b"", continues=None):
    if continues is None:
        return check_evidence(keys, content, witnesses, None)[0]
    _, end = check_evidence(keys, continues, witnesses, None)
    demand(end, "the earlier archive is of an older version, and nothing can continue it")
    return f"{check_evidence(keys, content, witnesses, end)[0]}, and none between"


def run_receipt(keys, receipt, proof, witnesses=b""):
    receipt, proof = receipt.rstrip(b"\r\n"), proof.rstrip(b"\n") + b"\n"  # editors and shells add line ends
    check_receipt(signer_at(keys, index_of(proof.decode())), receipt)
    index, size = check_proof(keys, [Key(line) for line in witnesses.decode().splitlines()], receipt, proof.decode())
    return f"receipt {index} of the {size} in {keys[0].name}"


def run_checkpoint(keys, checkpoint, witnesses=b""):
    size, _ = check_checkpoint(keys, [Key(line) for line in witnesses.decode().splitlines()], checkpoint.decode())
    return f"checkpoint of {size} receipts in {keys[0].name}"


def run_consistency(keys, older, newer, path):
    first, second = (check_checkpoint(keys, [], note.decode().rstrip("\n") + "\n") for note in (older, newer))
    check_growth(first, second, [unbase64(line) for line in path.decode().split()])
    return f"the {second[0]} receipts in {keys[0].name} begin with the {first[0]}"


def run_succession(keys, succession, witnesses=b""):
    followed = follow(keys, succession.decode(), witnesses)
    turns = ", ".join(f"{key.id.hex()} from receipt {start}" for start, key in followed[2])
    return f"the keys of {keys[0].name}: {turns}"


COMMANDS = {
    "receipt": (run_receipt, 3, 4),
    "checkpoint": (run_checkpoint, 2, 3),
    "consistency": (run_consistency, 4, 4),
    "evidence": (run_evidence, 2, 3),
    "succession": (run_succession, 2, 3),
}


# What Python raises where something has another form than it must have.
FORM = (ValueError, KeyError, IndexError, TypeError, AttributeError, EOFError, StopIteration)


def options_of(arguments):
    """The arguments before the options, and the content of the file that each option names."""
    options = {}
    while len(arguments) > 2 and arguments[-2] in ("--succession", "--continues"):
        options[arguments[-2][2:]] = Path(arguments[-1]).read_bytes()
        arguments = arguments[:-2]
    return arguments, options


def main(arguments):
    arguments, options = options_of(arguments)
    succession = options.pop("succession", None)
    run, least, most = COMMANDS.get(arguments[0] if arguments else "", (None, 0, 0))
    fits = run is not None and least <= len(arguments) - 1 <= most
    if not fits or (options and run is not run_evidence):
        print(__doc__, file=sys.stderr)
        return 2
    keys, *rest = (Path(argument).read_bytes() for argument in arguments[1:])
    try:
        trusted = read_keys(keys.decode())
        found = run(trusted if succession is None else follow(trusted, succession.decode()), *rest, **options)
    except (Wrong, zipfile.BadZipFile, zlib.error, *FORM) as failure:
        print(f"WRONG: {failure}")
        return 1
    print(f"right: {found}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
