package io.keywright.core.crypto;

import io.keywright.model.Algorithm;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyType;
import io.keywright.model.KeywrightException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * A parsed key, worth keeping in a cache. It cannot print itself; only {@link CryptoEngine} can use it, and with the
 * algorithms of its type alone. Safe from any thread: an operation that races with {@link #close} either finishes as if
 * it had come first or ends in {@link KeyDestroyedException}.
 */
public final class UsableKey implements AutoCloseable {

    private final KeyType type;
    private final Map<Algorithm, SignatureTool> signatures;
    private final Map<Algorithm, SignatureTool> digestSignatures;
    private final Map<Algorithm, Aead> ciphers;
    private final Map<Algorithm, Agreement> agreements;
    private final Runnable wipe;
    private final AtomicBoolean destroyed = new AtomicBoolean();

    UsableKey(KeyType type, Map<Algorithm, SignatureTool> signatures, Map<Algorithm, Aead> ciphers, Runnable wipe) {
        this(type, signatures, Map.of(), ciphers, wipe);
    }

    UsableKey(KeyType type, Map<Algorithm, Agreement> agreements, Runnable wipe) {
        this(type, Map.of(), Map.of(), Map.of(), agreements, wipe);
    }

    /** @param digestSignatures with what it signs digests */
    UsableKey(
            KeyType type,
            Map<Algorithm, SignatureTool> signatures,
            Map<Algorithm, SignatureTool> digestSignatures,
            Map<Algorithm, Aead> ciphers,
            Runnable wipe) {
        this(type, signatures, digestSignatures, ciphers, Map.of(), wipe);
    }

    private UsableKey(
            KeyType type,
            Map<Algorithm, SignatureTool> signatures,
            Map<Algorithm, SignatureTool> digestSignatures,
            Map<Algorithm, Aead> ciphers,
            Map<Algorithm, Agreement> agreements,
            Runnable wipe) {
        this.type = type;
        this.signatures = Map.copyOf(signatures);
        this.digestSignatures = Map.copyOf(digestSignatures);
        this.ciphers = Map.copyOf(ciphers);
        this.agreements = Map.copyOf(agreements);
        this.wipe = wipe;
    }

    public KeyType type() {
        return type;
    }

    public boolean destroyed() {
        return destroyed.get();
    }

    SignatureTool signature(Algorithm algorithm) {
        return usable(algorithm, signatures);
    }

    /** What signs {@code message}, and verifies signatures of it. */
    SignatureTool signature(Algorithm algorithm, Message message) {
        return switch (message) {
            case Message.Data data -> signature(algorithm);
            case Message.Digest digest -> {
                usable(algorithm, signatures);
                digest.requireFit(algorithm);
                yield usable(algorithm, digestSignatures);
            }
        };
    }

    Aead cipher(Algorithm algorithm) {
        return usable(algorithm, ciphers);
    }

    Agreement agreement(Algorithm algorithm) {
        return usable(algorithm, agreements);
    }

    private <T> T usable(Algorithm algorithm, Map<Algorithm, T> tools) {
        if (destroyed.get()) {
            throw new KeyDestroyedException();
        }
        T tool = tools.get(algorithm);
        if (tool == null) {
            throw mismatch(algorithm, tools.keySet());
        }
        return tool;
    }

    private KeywrightException mismatch(Algorithm algorithm, Set<Algorithm> fitting) {
        String names = fitting.stream().sorted().map(Algorithm::wireName).collect(Collectors.joining(", "));
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                names.isEmpty()
                        ? "Use a key of another type: one of type " + type.wireName() + " cannot do this."
                        : "Choose an algorithm that fits a key of type " + type.wireName() + ": " + names + ".",
                Map.of(
                        "reason",
                        "algorithm_mismatch",
                        "key_type",
                        type.wireName(),
                        "algorithm",
                        algorithm.wireName(),
                        "fitting_algorithms",
                        names));
    }

    /** Destroys the key: zeroes or frees what can be, and lets go of the rest. Does nothing the second time. */
    @Override
    public void close() {
        if (destroyed.compareAndSet(false, true)) {
            signatures.values().forEach(SignatureTool::forget);
            digestSignatures.values().forEach(SignatureTool::forget);
            ciphers.values().forEach(Aead::forget);
            wipe.run();
        }
    }

    @Override
    public String toString() {
        return "UsableKey[" + type.wireName() + "]";
    }
}
