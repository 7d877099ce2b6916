package io.keywright.core.bundle;

import com.github.benmanes.caffeine.cache.AsyncCache;
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
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.LongPredicate;

/**
 * Hands out the trust anchors of a caller's own plane; to a platform identity those of all, of any plane. Holds bundles until
 * there is news of anchors, so that many who are woken by one change cost one reading. Thread-safe; calls block.
 */
public final class TrustBundles {

    /** So many certificates of a kilobyte or two. */
    private static final long MOST_ANCHORS_HELD = 50_000;

    /** For those who come one after another; a change makes what was held before useless. */
    private static final Duration UNUSED = Duration.ofMinutes(1);

    /** A bundle as of some news. */
    private record Edition(Scope scope, Plane plane, long number) {}

    private final Authorizer authorizer;
    private final TrustBundleStore store;
    private final BundleNews news;
    private final WaitingClients waiting = new WaitingClients();
    private final AsyncCache<Edition, TrustBundle> held;

    /**
     * @param news of anchors, of this node's changes before they are answered, and of others'
     * @param blocking runs readings of the store
     */
    public TrustBundles(Authorizer authorizer, TrustBundleStore store, BundleNews news, Executor blocking) {
        this.authorizer = authorizer;
        this.store = store;
        this.news = news;
        this.held = Caffeine.newBuilder()
                .maximumWeight(MOST_ANCHORS_HELD)
                .weigher((Edition edition, TrustBundle bundle) ->
                        1 + bundle.anchors().size())
                .expireAfterAccess(UNUSED)
                .executor(blocking)
                .buildAsync();
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
        try {
            return held.get(new Edition(scope, plane, news.edition()), this::read)
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof KeywrightException refusal ? refusal : e;
        }
    }

    private TrustBundle read(Edition edition) {
        try {
            return store.bundle(edition.scope(), edition.plane());
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }
}
