package io.keywright.ledger.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.keywright.ledger.evidence.Finding.Problem;
import io.keywright.ledger.evidence.Manifest.Subject;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells tenant, time and change of a receipt from its bytes, without reading all of it. Only for receipts that the checkpoint
 * vouches for: in the one form that they have, no string can hold an unescaped quote, so nothing else can look like these
 * members. Immutable.
 */
final class Glance {

    private static final byte[] BEFORE_ALGORITHM = "\"kms_context\":{\"algorithm\":".getBytes(US_ASCII);
    private static final byte[] BEFORE_DIGEST = ",\"change_digest\":\"".getBytes(US_ASCII);
    private static final byte[] END = "\"}".getBytes(US_ASCII);
    private static final int DIGEST_CHARACTERS = 44;
    private static final int TIME_CHARACTERS = 24;

    private final ReceiptSet set;
    private final byte[] beforeTime;
    private final byte[] from;
    private final byte[] to;

    Glance(ReceiptSet set, Subject subject) {
        this.set = set;
        this.beforeTime = (",\"tenant_id\":\"" + subject.tenantId() + "\",\"ts\":\"").getBytes(US_ASCII);
        this.from = time(subject.from());
        this.to = time(subject.to());
    }

    private static byte[] time(Instant instant) {
        return Manifest.TIME.format(instant).getBytes(US_ASCII);
    }

    /** What is wrong with tenant and time, if anything. */
    Optional<Finding> check(byte[] receipt, long line) {
        int time = receipt.length - END.length - TIME_CHARACTERS;
        if (!stands(beforeTime, receipt, time - beforeTime.length) || !stands(END, receipt, time + TIME_CHARACTERS)) {
            return Optional.of(new Finding(
                    set.receipts(),
                    line,
                    Problem.RECEIPT_OF_ANOTHER_TENANT,
                    "the receipt is not of the tenant that the manifest names"));
        }
        return compare(receipt, time, from) < 0 || compare(receipt, time, to) >= 0
                ? Optional.of(new Finding(
                        set.receipts(),
                        line,
                        Problem.RECEIPT_OUT_OF_RANGE,
                        "the receipt's time is not in the manifest's range"))
                : Optional.empty();
    }

    /** The digest of the receipt's change, or null if it has none. */
    @Nullable String changeDigest(byte[] receipt) {
        int at = 0;
        while (at < receipt.length && !stands(BEFORE_ALGORITHM, receipt, at)) {
            at++;
        }
        at += BEFORE_ALGORITHM.length;
        while (at < receipt.length && receipt[at] != ',') {
            at++;
        }
        int digest = at + BEFORE_DIGEST.length;
        return stands(BEFORE_DIGEST, receipt, at) && digest + DIGEST_CHARACTERS <= receipt.length
                ? new String(receipt, digest, DIGEST_CHARACTERS, US_ASCII)
                : null;
    }

    private static boolean stands(byte[] literal, byte[] bytes, int at) {
        int end = at + literal.length;
        return at >= 0 && end <= bytes.length && Arrays.equals(bytes, at, end, literal, 0, literal.length);
    }

    private static int compare(byte[] bytes, int at, byte[] other) {
        return Arrays.compare(bytes, at, at + other.length, other, 0, other.length);
    }
}
