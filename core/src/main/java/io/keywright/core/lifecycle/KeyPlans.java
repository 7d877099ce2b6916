package io.keywright.core.lifecycle;

import io.keywright.core.Settings;
import io.keywright.model.AccessPolicy;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeyLine;
import io.keywright.model.KeywrightException;
import io.keywright.model.Protection;
import io.keywright.model.Scope;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Settles what a wanted key will be, whether it is made here or comes from elsewhere. */
public final class KeyPlans {

    private static final int FIRST_POLICY = 1;

    /**
     * What a key will be.
     *
     * @param validUntil until when it may protect
     */
    public record KeyPlan(KeyLine line, Instant validUntil) {}

    private final Settings settings;

    public KeyPlans(Settings settings) {
        this.settings = settings;
    }

    /**
     * The first of a line.
     *
     * @throws KeywrightException INVALID_REQUEST if there can be no such key
     */
    public KeyPlan first(Caller caller, Scope scope, NewKey wanted, UUID keyId, Instant now) {
        checkUsage(wanted);
        checkExportable(wanted);
        return plan(caller, scope, wanted, keyId, now);
    }

    /** The first of a line whatever it is to be used for: settled already by whoever asks. */
    KeyPlan plan(Caller caller, Scope scope, NewKey wanted, UUID keyId, Instant now) {
        Instant validUntil = wanted.validUntil() == null ? now.plus(settings.keyValidity()) : wanted.validUntil();
        if (!validUntil.isAfter(now)) {
            throw invalid("valid_until", "valid_until lies in the past; send a later time or leave it out.");
        }
        KeyLine line = new KeyLine(
                keyId,
                scope,
                wanted.keyAlias(),
                wanted.keyType(),
                wanted.keyUsage(),
                wanted.accessPolicy() == null ? defaultPolicy(caller) : wanted.accessPolicy(),
                FIRST_POLICY,
                wanted.rotation(),
                wanted.exportable());
        return new KeyPlan(line, validUntil.truncatedTo(ChronoUnit.MILLIS));
    }

    private AccessPolicy defaultPolicy(Caller caller) {
        Set<String> modules = settings.defaultModules().isEmpty() ? Set.of(caller.module()) : settings.defaultModules();
        return new AccessPolicy(modules, false, settings.maxUsagePerDayDefault());
    }

    private static void checkUsage(NewKey wanted) {
        if (wanted.keyUsage().isEmpty() || !wanted.keyType().usages().containsAll(wanted.keyUsage())) {
            throw invalid(
                    "key_usage",
                    "key_usage must be a non-empty subset of what "
                            + wanted.keyType().wireName() + " can do.");
        }
    }

    private static void checkExportable(NewKey wanted) {
        if (wanted.exportable() && wanted.protection() != Protection.SOFTWARE) {
            throw invalid("exportable", "A key that a provider keeps never leaves it; leave exportable out.");
        }
    }

    static KeywrightException invalid(String member, String advice) {
        return new KeywrightException(ErrorCode.INVALID_REQUEST, advice, Map.of("member", member));
    }
}
