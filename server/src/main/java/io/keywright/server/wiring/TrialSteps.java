package io.keywright.server.wiring;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.RootKey;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.providers.ProviderTrial.Check;
import io.keywright.providers.ProviderTrial.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Uses a provider's key in all the ways in which the service does, one after the other. Belongs to one thread. */
final class TrialSteps {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SECRET_BYTES = 32;
    private static final String TENANT = "keywright-trial";

    private final CryptoProviders crypto;
    private final List<Check> checks = new ArrayList<>();

    TrialSteps(CryptoProviders crypto) {
        this.crypto = crypto;
    }

    @FunctionalInterface
    interface Step<T> {
        T run() throws RootProviderException;
    }

    /** What was checked so far. */
    List<Check> checks() {
        return List.copyOf(checks);
    }

    /** Runs a step and notes how it went; what it throws goes on, as no step after it makes sense. */
    <T> T step(String name, Step<T> step) throws RootProviderException {
        long began = System.nanoTime();
        try {
            T result = step.run();
            note(name, began, Optional.empty());
            return result;
        } catch (RootProviderException e) {
            note(name, began, Optional.of(new Failure(e.reason().wireName(), String.valueOf(e.getMessage()))));
            throw e;
        }
    }

    private void note(String name, long began, Optional<Failure> failure) {
        checks.add(new Check(name, Duration.ofNanos(System.nanoTime() - began), failure));
    }

    void use(RootKey key) throws RootProviderException {
        step("describe", () -> key.describe(Deadline.in(PATIENCE)));
        try (SecretBytes secret = step("generate", this::random)) {
            byte[] wrapped = step("wrap", () -> key.wrap(secret, binding("trial"), Deadline.in(PATIENCE)));
            step("unwrap", () -> requireSame(key, wrapped, secret));
            step("wrong context", () -> requireRefused(key, wrapped));
        }
    }

    private SecretBytes random() {
        byte[] bytes = new byte[SECRET_BYTES];
        crypto.random().nextBytes(bytes);
        return SecretBytes.own(bytes);
    }

    private static Binding binding(String purpose) {
        return new Binding(TENANT, Environment.PROD, Plane.SHARED, TENANT, purpose);
    }

    private static boolean requireSame(RootKey key, byte[] wrapped, SecretBytes secret) throws RootProviderException {
        try (SecretBytes opened = key.unwrap(wrapped, binding("trial"), Deadline.in(PATIENCE))) {
            return require(opened.equals(secret), "It opens as something else than was wrapped.");
        }
    }

    private static boolean requireRefused(RootKey key, byte[] wrapped) throws RootProviderException {
        try (SecretBytes _ = key.unwrap(wrapped, binding("another"), Deadline.in(PATIENCE))) {
            return require(false, "It opens what was wrapped for something else.");
        } catch (RootProviderException e) {
            if (e.reason() == Reason.ALTERED || e.reason() == Reason.CONTEXT_MISMATCH) {
                return true;
            }
            throw e;
        }
    }

    private static boolean require(boolean good, String otherwise) throws RootProviderException {
        if (!good) {
            throw new RootProviderException(Reason.UNKNOWN, otherwise);
        }
        return true;
    }
}
