package io.keywright.cli.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.ledger.digest.Sha256;

/** What names a log in paths (C2SP tlog-witness): the SHA-256 hash of its origin, in lower-case hex. */
final class OriginHash {

    private OriginHash() {}

    static String of(String origin) {
        return Sha256.hex(origin.getBytes(UTF_8));
    }
}
