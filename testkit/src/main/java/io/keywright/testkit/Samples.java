package io.keywright.testkit;

import io.keywright.core.crypto.UuidV7;
import io.keywright.core.lifecycle.KeyMove;
import io.keywright.ledger.receipt.CanonicalReceipt;
import io.keywright.model.AccessPolicy;
import io.keywright.model.Algorithm;
import io.keywright.model.Environment;
import io.keywright.model.KeyLine;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.KeyType;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeyVersion;
import io.keywright.model.Operation;
import io.keywright.model.Plane;
import io.keywright.model.Protection;
import io.keywright.model.ProviderKeyReference;
import io.keywright.model.Receipt;
import io.keywright.model.Receipt.KmsContext;
import io.keywright.model.RootWrap;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.model.TenantRoot;
import io.keywright.model.WrappedSecret;
import io.keywright.model.Wrapping;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Things as core makes them, of made-up content. The same seed makes the same things in the same order. */
public final class Samples {

    public static final Instant START = Instant.parse("2026-01-02T03:04:05.678Z");

    private static final int WRAPPED_BYTES = 61;
    private static final int SIGNATURE_BYTES = 64;

    private final Random random;
    private final UuidV7 ids;

    public Samples(long seed) {
        this.random = new Random(seed);
        this.ids = new UuidV7(InstantSource.fixed(START), random);
    }

    public static Scope scope(String tenantId) {
        return new Scope(tenantId, Environment.PROD, Plane.TENANT);
    }

    public UUID id() {
        return ids.next();
    }

    public byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The first version of a root, wrapped by the installation's provider and by a cloud's. */
    public TenantRoot tenantRoot(String tenantId) {
        Wrapping own = new Wrapping(id(), "local", ProviderKeyReference.DEFAULT, 1);
        Wrapping cloud = new Wrapping(
                id(),
                "aws-eu",
                new ProviderKeyReference(Optional.of("arn:k"), Optional.of("arn:r"), Optional.of("x")),
                0);
        return new TenantRoot(tenantId, 1, START, List.of(wrap(cloud), wrap(own)));
    }

    /** The next version of {@code root}, in the same wrappings. */
    public TenantRoot nextVersion(TenantRoot root) {
        List<RootWrap> wraps =
                root.wraps().stream().map(wrap -> wrap(wrap.wrapping())).toList();
        return new TenantRoot(root.tenantId(), root.version() + 1, START.plusSeconds(1), wraps);
    }

    private RootWrap wrap(Wrapping wrapping) {
        return new RootWrap(wrapping, bytes(WRAPPED_BYTES), START);
    }

    /** An active Ed25519 key. */
    public StoredKey key(Scope scope, @Nullable String alias) {
        return key(scope, alias, KeyType.ED25519);
    }

    /** An active key, the first of its line. */
    public StoredKey key(Scope scope, @Nullable String alias, KeyType type) {
        UUID keyId = id();
        AccessPolicy policy = new AccessPolicy(
                Set.of("billing", "ledger.eu-1:invoices_2"),
                true,
                1 + random.nextInt(1_000_000),
                Map.of("billing", Set.of(KeyUsage.SIGN, KeyUsage.VERIFY)));
        return stored(new KeyLine(keyId, scope, alias, type, type.usages(), policy, 1), keyId, 1, null);
    }

    /** The next version of {@code predecessor}'s line. */
    public StoredKey successor(KeyMetadata predecessor) {
        return stored(predecessor.line(), id(), predecessor.version().number() + 1, predecessor.keyId());
    }

    /** {@code key} as it is once {@code successor} has taken its place. */
    public static KeyMetadata rotated(KeyMetadata key, KeyMetadata successor) {
        return KeyMove.ROTATE.of(key).rotatedTo(successor.keyId());
    }

    private StoredKey stored(KeyLine line, UUID keyId, int number, @Nullable UUID rotatedFrom) {
        KeyVersion version = new KeyVersion(
                keyId,
                number,
                KeyState.ACTIVE,
                line.keyType().asymmetric() ? "-----BEGIN PUBLIC KEY-----\nMCow\n-----END PUBLIC KEY-----\n" : "",
                START,
                START.plusMillis(1),
                START.plus(Duration.ofDays(365)),
                rotatedFrom,
                null,
                Protection.SOFTWARE);
        return new StoredKey(
                new KeyMetadata(line, version),
                Optional.of(new WrappedSecret(1 + random.nextInt(5), bytes(WRAPPED_BYTES))));
    }

    /** {@code key}, whose private key lives in a provider. */
    public static StoredKey inside(StoredKey key) {
        KeyVersion version = key.metadata().version();
        KeyVersion inside = new KeyVersion(
                version.keyId(),
                version.number(),
                version.state(),
                version.publicKey(),
                version.createdAt(),
                version.validFrom(),
                version.validUntil(),
                version.rotatedFrom(),
                version.rotatedTo(),
                Protection.HSM);
        return new StoredKey(new KeyMetadata(key.metadata().line(), inside), key.wrapped());
    }

    /** A receipt of an operation that succeeded, or that found no key if {@code keyId} is null. */
    public Receipt receipt(Scope scope, Operation operation, @Nullable UUID keyId, Instant timestamp) {
        KmsContext context = new KmsContext(
                keyId,
                operation.verb(),
                keyId == null ? null : Algorithm.EDDSA,
                keyId == null ? null : KeyType.ED25519.sizeBits(),
                true,
                null);
        String signature = Base64.getEncoder().encodeToString(bytes(SIGNATURE_BYTES));
        return new Receipt(id(), timestamp, scope, operation.receiptName(), context, "billing", signature);
    }

    public Receipt receipt(Scope scope) {
        return receipt(scope, Operation.SIGN, id(), START);
    }

    /** The receipt's leaf. */
    public static byte[] canonical(Receipt receipt) {
        return CanonicalReceipt.encode(receipt);
    }
}
