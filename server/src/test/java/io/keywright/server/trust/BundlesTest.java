package io.keywright.server.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.bundle.TrustBundle;
import io.keywright.core.bundle.TrustBundleStore;
import io.keywright.core.bundle.TrustBundles;
import io.keywright.core.journal.StoreException;
import io.keywright.model.BundleReport;
import io.keywright.model.Caller;
import io.keywright.model.Environment;
import io.keywright.model.KeywrightException;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.TrustAnchor;
import io.keywright.server.harness.Authorities;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions of bundles, and those who wait for the next. */
class BundlesTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private AnchorService service;
    private TrustBundles bundles;

    @BeforeEach
    void open() throws Exception {
        service = new AnchorService(folder, UnaryOperator.identity());
        bundles = service.bundles();
    }

    @AfterEach
    void close() throws StoreException {
        service.news.close();
        threads.close();
        service.close();
    }

    private TrustAnchor add(String name) {
        return service.add(Authorities.pem(Authorities.create(name).certificate()), name)
                .join()
                .value();
    }

    private TrustBundle get() {
        return bundles.get(AnchorService.ADMIN, Plane.TENANT);
    }

    /** @param asked is counted down once it was told that nothing is new */
    private CompletableFuture<TrustBundle> waiting(Caller caller, CountDownLatch asked) {
        return CompletableFuture.supplyAsync(
                () -> bundles.await(
                        caller,
                        Plane.TENANT,
                        version -> {
                            asked.countDown();
                            return version == 0;
                        },
                        LONG),
                threads);
    }

    @Test
    void theVersionIsThatOfTheLastChangeWhateverItWas() {
        assertThat(get().version()).isZero();
        TrustAnchor old = add("Old");
        long one = get().version();
        service.replace(
                        old.anchorId(),
                        Authorities.pem(Authorities.create("New").certificate()),
                        service.clock.instant().plus(Duration.ofDays(1)))
                .join();
        long two = get().version();
        assertThat(get().anchors()).hasSize(2);
        service.retire(old.anchorId(), "retired/" + old.anchorId()).join();
        assertThat(get().anchors()).hasSize(1);
        assertThat(List.of(one, two, get().version())).isSorted().doesNotHaveDuplicates();
        assertThat(service.bundles().get(AnchorService.ADMIN, Plane.TENANT).version())
                .isEqualTo(get().version());
    }

    @Test
    void allWhoWaitAreWokenByOneReading() throws Exception {
        AtomicInteger readings = new AtomicInteger();
        bundles = service.bundles(store -> new CountedReadings(store, readings));
        CountDownLatch asked = new CountDownLatch(100);
        List<CompletableFuture<TrustBundle>> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(waiting(AnchorService.ADMIN, asked));
        }
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        TrustAnchor added = add("Awaited");
        for (CompletableFuture<TrustBundle> one : all) {
            assertThat(one.get(10, TimeUnit.SECONDS).anchors())
                    .extracting(TrustAnchor::anchorId)
                    .containsExactly(added.anchorId());
        }
        assertThat(all.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(readings).as("before the change, and after it").hasValue(2);
    }

    @Test
    void whoseTimeIsOverIsAnsweredThatNothingChanged() {
        Instant before = Instant.now();
        TrustBundle same = bundles.await(AnchorService.ADMIN, Plane.TENANT, version -> true, Duration.ofMillis(50));
        assertThat(same.version()).isZero();
        assertThat(Duration.between(before, Instant.now())).isBetween(Duration.ofMillis(50), LONG);
    }

    @Test
    void oneTenantCannotTakeAllPlaces() throws Exception {
        CountDownLatch asked = new CountDownLatch(601);
        List<CompletableFuture<TrustBundle>> all = new ArrayList<>();
        List<Object> refused = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 600; i++) {
            all.add(waiting(AnchorService.ADMIN, asked).exceptionally(failure -> {
                refused.add(String.valueOf(
                        failure.getCause() instanceof KeywrightException refusal
                                ? refusal.details().get("reason")
                                : failure));
                asked.countDown();
                return get();
            }));
        }
        Caller other = new Caller(
                "spiffe://test.keywright/other", new Scope("globex", Environment.DEV, Plane.TENANT), "other");
        CompletableFuture<TrustBundle> others = waiting(other, asked);
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(refused).hasSize(100).containsOnly("too_many_waiting");
        service.news.close();
        assertThat(others.join().version()).isZero();
        assertThat(all).allSatisfy(one -> assertThat(one).succeedsWithin(LONG));
    }

    /** Counts how often a bundle is read. */
    private record CountedReadings(TrustBundleStore store, AtomicInteger readings) implements TrustBundleStore {

        @Override
        public TrustBundle bundle(Scope scope, Plane plane) throws StoreException {
            readings.incrementAndGet();
            return store.bundle(scope, plane);
        }

        @Override
        public List<BundleReport> reports(Scope scope, Plane plane, Instant since) throws StoreException {
            return store.reports(scope, plane, since);
        }

        @Override
        public List<BundleReport> neverTold(TrustAnchor anchor, Instant since) throws StoreException {
            return store.neverTold(anchor, since);
        }
    }
}
