package io.keywright.core.operations;

import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.UseCase;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.Encrypted;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.lifecycle.HeldKey;
import io.keywright.model.Algorithm;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes data keys, with which callers encrypt what they do not send here (envelope encryption). None is kept: a wrapped one
 * is opened again by the AES-256 key that it was made under, in whatever state that allows decrypting.
 */
public final class DataKeys {

    private static final Set<Integer> SIZES = Set.of(128, 256, 512);
    private static final String ADVICE =
            "Send wrapped and context as the data key was made with them; key_id may be left out.";

    private final KeyUse keys;
    private final CryptoEngine engine;

    public DataKeys(KeyUse keys, CryptoEngine engine) {
        this.keys = keys;
        this.engine = engine;
    }

    /**
     * A fresh data key.
     *
     * @param plaintext for the caller to destroy; empty if it was asked for wrapped only
     */
    public record Made(WrappedDataKey wrapped, Optional<SecretBytes> plaintext) {}

    /**
     * Makes a data key of 128, 256 or 512 bits.
     *
     * @param keyId of the key that wraps it, or {@code alias/NAME}
     * @param wrappedOnly whether nobody is shown it now
     */
    public UseCase<Used<Made>> generate(
            ScopeClaim scope, String keyId, int sizeBits, EncryptionContext context, boolean wrappedOnly) {
        if (!SIZES.contains(sizeBits)) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "key_size_bits must be 128, 256 or 512.",
                    Map.of("member", "key_size_bits"));
        }
        UseCase.NonBlocking<Used<Made>> generation = keys.one(
                request(scope, keyId),
                Step.alone(
                        KeyUsage.ENCRYPT,
                        (key, algorithm) -> engine.burden(key, algorithm, KeyUsage.ENCRYPT, sizeBits / Byte.SIZE),
                        (key, algorithm, deadline) -> made(key, sizeBits / Byte.SIZE, context, wrappedOnly),
                        made -> true));
        return generation;
    }

    private Made made(HeldKey key, int bytes, EncryptionContext context, boolean wrappedOnly) {
        UUID keyId = key.metadata().keyId();
        SecretBytes dataKey = SecretBytes.own(engine.random(bytes));
        Encrypted sealed = engine.sealDataKey(key.usable(), dataKey, WrappedDataKey.authenticated(keyId, context));
        if (wrappedOnly) {
            dataKey.close();
        }
        return new Made(new WrappedDataKey(keyId, sealed), wrappedOnly ? Optional.empty() : Optional.of(dataKey));
    }

    /**
     * The data key, for the caller to destroy; every reason for which there is none looks alike.
     *
     * @param keyId of the key that it must have been made under, or {@code alias/NAME}, which stands for each version of
     *     its line, see {@link VersionSearch}; null for whichever {@code wrapped} names
     * @param wrapped as in {@link WrappedDataKey#bytes}
     */
    public UseCase<Used<SecretBytes>> unwrap(
            ScopeClaim scope, @Nullable String keyId, byte[] wrapped, EncryptionContext context) {
        WrappedDataKey dataKey = WrappedDataKey.read(wrapped).orElseThrow(() -> Decryption.failure(ADVICE));
        String named = keyId == null ? dataKey.keyId().toString() : keyId;
        return Decryption.of(
                keys.one(
                        request(scope, named),
                        Step.alone(
                                KeyUsage.DECRYPT,
                                (key, algorithm) -> engine.burden(key, algorithm, KeyUsage.DECRYPT, wrapped.length),
                                (key, algorithm, deadline) -> opened(key, dataKey, context),
                                Optional::isPresent)),
                ADVICE);
    }

    private Optional<SecretBytes> opened(HeldKey key, WrappedDataKey dataKey, EncryptionContext context) {
        UUID claimed = dataKey.keyId();
        return key.metadata().keyId().equals(claimed)
                ? engine.openDataKey(key.usable(), dataKey.sealed(), WrappedDataKey.authenticated(claimed, context))
                : Optional.empty();
    }

    private static KeyRequest request(ScopeClaim scope, String keyId) {
        return new KeyRequest(scope, keyId, Algorithm.AES_256_GCM);
    }
}
