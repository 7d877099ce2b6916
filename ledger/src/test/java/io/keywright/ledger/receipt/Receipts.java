package io.keywright.ledger.receipt;

import io.keywright.ledger.encoding.StrictBase64;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.model.Algorithm;
import io.keywright.model.Environment;
import io.keywright.model.ErrorCode;
import io.keywright.model.Plane;
import io.keywright.model.Receipt;
import io.keywright.model.Receipt.KmsContext;
import io.keywright.model.Scope;
import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Receipts to test with. */
public final class Receipts {

    private static final long FIRST_MILLI =
            Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
    private static final long LAST_MILLI =
            Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
    private static final String NO_SIGNATURE = "A".repeat(86) + "==";

    private Receipts() {}

    /** A receipt of a signature, unsigned. */
    public static Receipt ofSigning() {
        return new Receipt(
                UUID.fromString("0193512f-1111-7222-8333-944455556666"),
                Instant.parse("2026-11-21T08:05:09.040Z"),
                new Scope("acme", Environment.PROD, Plane.TENANT),
                "signature_created",
                new KmsContext(
                        UUID.fromString("0193512f-aaaa-7bbb-8ccc-9ddddeeeefff"),
                        "sign",
                        Algorithm.PS256,
                        2048,
                        true,
                        null),
                "M33",
                NO_SIGNATURE);
    }

    /** A receipt of a refused request, in which nothing applies that can be left out, unsigned. */
    public static Receipt ofRefusal() {
        Receipt other = ofSigning();
        return new Receipt(
                other.receiptId(),
                other.timestamp(),
                other.scope(),
                "decrypt",
                new KmsContext(null, "decrypt", null, null, false, ErrorCode.POLICY_VIOLATION),
                other.requestingModule(),
                NO_SIGNATURE);
    }

    /** A receipt with names that this version does not know, unsigned. */
    public static Receipt ofANewerVersion() {
        Receipt other = ofSigning();
        return new Receipt(
                other.receiptId(),
                other.timestamp(),
                other.scope(),
                "sun_risen",
                new KmsContext(null, "rise", "SLH-DSA-256s", null, false, "TOO_EARLY", null),
                other.requestingModule(),
                NO_SIGNATURE);
    }

    /** The same receipt, requested by another module. */
    public static Receipt requestedBy(String module) {
        Receipt other = ofSigning();
        return new Receipt(
                other.receiptId(),
                other.timestamp(),
                other.scope(),
                other.operation(),
                other.context(),
                module,
                NO_SIGNATURE);
    }

    /** The canonical bytes of {@code receipt}, signed. */
    public static byte[] signed(Receipt receipt, NoteSigner signer) {
        return UnsignedReceipt.of(receipt).sign(signer);
    }

    /** Every receipt that can be written, with a signature that is none. */
    static Arbitrary<Receipt> any() {
        Arbitrary<UUID> ids =
                Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
        return Combinators.combine(
                        ids,
                        Arbitraries.longs().between(FIRST_MILLI, LAST_MILLI).map(Instant::ofEpochMilli),
                        scopes(),
                        text(),
                        contexts(ids),
                        text())
                .as((id, time, scope, operation, context, module) ->
                        new Receipt(id, time, scope, operation, context, module, NO_SIGNATURE));
    }

    private static Arbitrary<Scope> scopes() {
        Arbitrary<String> tenants = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .numeric()
                .withChars("._:-")
                .ofMinLength(1)
                .ofMaxLength(128);
        return Combinators.combine(tenants, Arbitraries.of(Environment.class), Arbitraries.of(Plane.class))
                .as(Scope::new);
    }

    private static Arbitrary<KmsContext> contexts(Arbitrary<UUID> ids) {
        return Combinators.combine(
                        ids.injectNull(0.2),
                        text(),
                        Arbitraries.of(Algorithm.class).map(Algorithm::wireName).injectNull(0.2),
                        Arbitraries.integers().greaterOrEqual(0).injectNull(0.2),
                        Arbitraries.of(true, false),
                        Arbitraries.of(ErrorCode.class).map(ErrorCode::name).injectNull(0.5),
                        digests().injectNull(0.5))
                .as(KmsContext::new);
    }

    private static Arbitrary<String> digests() {
        return Arbitraries.bytes().array(byte[].class).ofSize(32).map(StrictBase64::encode);
    }

    /** All of Unicode but lonely surrogates, and often what must be escaped. */
    static Arbitrary<String> text() {
        Arbitrary<Integer> special = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 0x7f), Arbitraries.of(0x20ac, 0x2028, 0xfeff, 0xffff, 0x10ffff));
        Arbitrary<Integer> any = Arbitraries.integers().between(0, 0x10ffff).filter(c -> c < 0xd800 || c > 0xdfff);
        return Arbitraries.frequencyOf(Tuple.of(3, special), Tuple.of(1, any))
                .list()
                .ofMaxSize(40)
                .map(points -> {
                    StringBuilder text = new StringBuilder();
                    points.forEach(text::appendCodePoint);
                    return text.toString();
                });
    }
}
