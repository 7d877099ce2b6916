package io.keywright.core.bundle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * Hands out the trust anchors of a caller's own plane; to a platform identity those of all, of any plane. Holds bundles until
 * there is news of anchors, so that many who are woken by one change cost one reading. Thread-safe; calls block.
 */
public final class TrustBundles {

    /** So many certificates of a kilobyte or two. */
    private static final long MOST_ANCHORS_HELD = 50_000;

    private record Name(Scope scope, Plane plane) {}

    private record Held(TrustBundle bundle, long edition) {}

    private final Authorizer authorizer;
    private final TrustBundleStore store;
    private final BundleNews news;
    private final WaitingClients waiting = new WaitingClients();
    private final Cache<Name, Held> held = Caffeine.newBuilder()
            .maximumWeight(MOST_ANCHORS_HELD)
            .weigher((Name name, Held it) -> 1 + it.bundle().anchors().size())
            .build();

    /** @param news of anchors, of this node's changes before they are answered, and of others' */
    public TrustBundles(Authorizer authorizer, TrustBundleStore store, BundleNews news) {
        this.authorizer = authorizer;
        this.store = store;
        this.news = news;
    }

    /**
     * The bundle of that plane.
     *
     * @throws KeywrightException UNAUTHORIZED if the plane is not the caller's, or a platform identity has no role
     */
    public TrustBundle get(Caller caller, Plane plane) {
        return current(authorized(caller, plane), plane);
    }

    /**
     * The bundle of that plane once its version is one that the caller does not know, or the one that it knows after {@code
     * patience}.
     *
     * @throws KeywrightException as {@link #get}; RATE_LIMITED if too many wait
     */
    public TrustBundle await(Caller caller, Plane plane, LongPredicate known, Duration patience) {
        Scope scope = authorized(caller, plane);
        long end = System.nanoTime() + patience.toNanos();
        waiting.enter(scope.tenantId());
        try {
            long edition = news.edition();
            TrustBundle bundle = current(scope, plane);
            while (known.test(bundle.version())
                    && news.await(edition, Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
                edition = news.edition();
                bundle = current(scope, plane);
            }
            return bundle;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeywrightException(
                    ErrorCode.DEPENDENCY_UNAVAILABLE, "The service is stopping; ask again.", Map.of());
        } finally {
            waiting.leave(scope.tenantId());
        }
    }

    Scope authorized(Caller caller, Plane plane) {
        Scope own = caller.scope();
        if (own == null) {
            authorizer.requireOperator(caller);
            return Scope.OF_ALL;
        }
        if (own.plane() != plane) {
            throw new KeywrightException(
                    ErrorCode.UNAUTHORIZED,
                    "This is another plane than yours; ask for the bundle of "
                            + own.plane().wireName() + ".",
                    Map.of("reason", "other_plane"));
        }
        return own;
    }

    /** As of the last news, or later. */
    TrustBundle current(Scope scope, Plane plane) {
        Name name = new Name(scope, plane);
        long edition = news.edition();
        Held present = held.getIfPresent(name);
        if (present != null && present.edition() == edition) {
            return present.bundle();
        }
        return held.asMap()
                .compute(name, (key, found) -> found != null && found.edition() >= edition ? found : read(key, edition))
                .bundle();
    }

    private Held read(Name name, long edition) {
        try {
            return new Held(store.bundle(name.scope(), name.plane()), edition);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }
}
