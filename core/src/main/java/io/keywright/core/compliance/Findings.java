package io.keywright.core.compliance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.ledger.digest.Sha256;
import io.keywright.model.ComplianceCheck;
import io.keywright.model.ComplianceFinding;
import io.keywright.model.Scope;
import io.keywright.model.SubjectType;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Makes findings, whose ids (UUIDs of version 8, RFC 9562) follow from check and subject alone. */
final class Findings {

    private static final long VERSION = 0x8000;
    private static final long VERSION_BITS = 0xf000;
    private static final long VARIANT = 1L << 63;

    private Findings() {}

    static ComplianceFinding of(
            ComplianceCheck check, SubjectType type, Scope scope, String subject, String detail, Instant now) {
        UUID id = id(String.join("\n", check.wireName(), scope.toString(), type.wireName(), subject));
        return new ComplianceFinding(id, check, scope, type, subject, detail, now.truncatedTo(ChronoUnit.MILLIS));
    }

    private static UUID id(String text) {
        ByteBuffer digest = ByteBuffer.wrap(Sha256.digest().digest(text.getBytes(UTF_8)));
        return new UUID((digest.getLong() & ~VERSION_BITS) | VERSION, VARIANT | (digest.getLong() >>> 2));
    }
}
