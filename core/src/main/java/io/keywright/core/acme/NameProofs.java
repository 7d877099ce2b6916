package io.keywright.core.acme;

import io.keywright.core.acme.NameProbe.Unanswered;
import io.keywright.core.journal.StoreException;
import io.keywright.model.acme.AcmeAuthorization;
import io.keywright.model.acme.AcmeAuthorizationState;
import io.keywright.model.acme.AcmeProblem;
import io.keywright.model.acme.AcmeProblemType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Finds out whether whoever orders a name has it ({@code http-01}): its server must answer with the challenge's token and the
 * thumbprint of the account's key. Tries a few times, and so many names of a tenant at once. What a restart interrupts stays to be proved.
 */
public final class NameProofs {

    private static final int MOST_AT_ONCE = 128;
    private static final int MOST_OF_TENANT = 32;

    /**
     * How often a name is tried.
     *
     * @param pause between two tries
     */
    public record Tries(int most, Duration pause) {

        /** Enough for a server that is just starting. */
        public static final Tries USUAL = new Tries(3, Duration.ofSeconds(3));
    }

    private final NameProbe probe;
    private final AcmeOrderStore store;
    private final ProofWatch watch;
    private final Tries tries;
    private final Executor blocking;
    private final Clock clock;
    /** The tenants of authorizations whose names are being proved, by the authorizations' ids. */
    private final Map<UUID, String> underWay = new ConcurrentHashMap<>();

    /** @param blocking runs the tries */
    public NameProofs(
            NameProbe probe, AcmeOrderStore store, ProofWatch watch, Tries tries, Executor blocking, Clock clock) {
        this.probe = probe;
        this.store = store;
        this.watch = watch;
        this.tries = tries;
        this.blocking = blocking;
        this.clock = clock;
    }

    boolean underWay(UUID authorizationId) {
        return underWay.containsKey(authorizationId);
    }

    /**
     * Begins to prove a name, unless that is under way.
     *
     * @throws io.keywright.model.KeywrightException RATE_LIMITED if too many are
     */
    void begin(AcmeClient client, AcmeAuthorization authorization) {
        UUID id = authorization.authorizationId();
        String tenantId = client.credential().scope().tenantId();
        if (underWay.size() >= MOST_AT_ONCE || Collections.frequency(underWay.values(), tenantId) >= MOST_OF_TENANT) {
            throw AcmeRefusals.tooMany("Too many names are being proved at this moment; try again.");
        }
        if (underWay.putIfAbsent(id, tenantId) == null) {
            blocking.execute(() -> {
                try {
                    settle(client, tried(authorization, expected(client, authorization)));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    underWay.remove(id);
                }
            });
        }
    }

    /** RFC 8555, section 8.1. */
    private static String expected(AcmeClient client, AcmeAuthorization authorization) {
        return authorization.token() + "." + client.account().thumbprint();
    }

    private AcmeAuthorization tried(AcmeAuthorization authorization, String expected) throws InterruptedException {
        AcmeProblem seen = new AcmeProblem(AcmeProblemType.SERVER_INTERNAL, "The name was not tried.");
        for (int i = 0; i < tries.most(); i++) {
            if (i > 0) {
                Thread.sleep(tries.pause());
            }
            try {
                String answer = probe.read(authorization.name(), authorization.token());
                if (answer.stripTrailing().equals(expected)) {
                    return authorization.proved(now());
                }
                seen = new AcmeProblem(
                        AcmeProblemType.INCORRECT_RESPONSE,
                        "The server answered " + answer.length()
                                + " characters that are not the token, a dot and the thumbprint of the account's key.");
            } catch (Unanswered e) {
                seen = e.problem();
            }
        }
        return authorization.failed(now(), seen);
    }

    private void settle(AcmeClient client, AcmeAuthorization settled) {
        try {
            if (store.settle(AcmeAuthorizationState.PENDING, settled)) {
                watch.settled(client, settled);
            }
        } catch (StoreException e) {
            watch.notKept(client, settled, e);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
