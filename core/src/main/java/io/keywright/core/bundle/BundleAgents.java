package io.keywright.core.bundle;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.change.TrustChange;
import io.keywright.core.journal.StoreException;
import io.keywright.model.BundleReport;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Plane;
import io.keywright.model.Role;
import io.keywright.model.Scope;
import io.keywright.model.TrustAnchor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which agents have put which version of a bundle in place, so that nothing is taken away before they have what follows it. */
public final class BundleAgents {

    /** Who says nothing for so long counts as gone, and is forgotten. */
    private static final Duration SILENCE = Duration.ofDays(7);

    private static final int MOST = 10_000;
    private static final Set<Role> READERS = EnumSet.of(Role.KEY_ADMIN, Role.AUDITOR, Role.PLATFORM_ADMIN);

    private final Authorizer authorizer;
    private final TrustBundles bundles;
    private final TrustBundleStore store;
    private final InstantSource clock;

    public BundleAgents(Authorizer authorizer, TrustBundles bundles, TrustBundleStore store, InstantSource clock) {
        this.authorizer = authorizer;
        this.bundles = bundles;
        this.store = store;
        this.clock = clock;
    }

    /**
     * What is known of a bundle's agents.
     *
     * @param bundle as it is now
     */
    public record Standing(TrustBundle bundle, List<BundleReport> reports) {
        public Standing {
            reports = List.copyOf(reports);
        }
    }

    /** Notes which version an agent has put in place. */
    public UseCase<BundleReport> report(Plane plane, String agent, long version) {
        return UseCase.blocking(call -> {
            Scope scope = bundles.authorized(call.caller(), plane);
            if (version < 0 || version > bundles.current(scope, plane).version()) {
                throw new KeywrightException(
                        ErrorCode.INVALID_REQUEST,
                        "Send the version that the bundle had; it never had this one.",
                        Map.of("member", "version", "reason", "no_such_version"));
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            BundleReport report = new BundleReport(scope, plane, call.caller().subject(), agent, version, now);
            return Outcome.of(report, new TrustChange.BundleReported(report, now.minus(SILENCE), MOST))
                    .orElse(BundleAgents::tooMany);
        });
    }

    /** What the agents of the caller's plane said last, those that are gone left out. */
    public Standing standing(Caller caller, Plane plane) {
        authorizer.require(caller, READERS);
        Scope scope = bundles.authorized(caller, plane);
        try {
            return new Standing(bundles.current(scope, plane), store.reports(scope, plane, heardSince()));
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    /**
     * Passes unless agents would lose {@code anchor} before they have the one that comes in its place.
     *
     * @throws KeywrightException INVALID_REQUEST with reason {@code agents_lag}
     */
    public void requireTold(TrustAnchor anchor) {
        List<BundleReport> lagging;
        try {
            lagging = store.neverTold(anchor, heardSince());
        } catch (StoreException e) {
            throw e.asRefusal();
        }
        if (!lagging.isEmpty()) {
            throw new KeywrightException(
                    ErrorCode.INVALID_REQUEST,
                    "Wait until all agents have the anchor that comes in its place, or send despite_lagging=true.",
                    Map.of("reason", "agents_lag", "agents", lagging.size()));
        }
    }

    private Instant heardSince() {
        return clock.instant().minus(SILENCE);
    }

    private static KeywrightException tooMany() {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "Send another agent's name; the bundle has " + MOST + " agents already.",
                Map.of("reason", "too_many_agents"));
    }
}
