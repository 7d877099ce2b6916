package io.keywright.server.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.bundle.TrustBundle;
import io.keywright.core.bundle.TrustBundles;
import io.keywright.core.journal.StoreException;
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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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

    private CompletableFuture<TrustBundle> waiting(Caller caller) {
        return CompletableFuture.supplyAsync(
                () -> bundles.await(caller, Plane.TENANT, version -> version == 0, LONG), threads);
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
        List<CompletableFuture<TrustBundle>> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(waiting(AnchorService.ADMIN));
        }
        TrustAnchor added = add("Awaited");
        for (CompletableFuture<TrustBundle> one : all) {
            assertThat(one.get(10, TimeUnit.SECONDS).anchors())
                    .extracting(TrustAnchor::anchorId)
                    .containsExactly(added.anchorId());
        }
        assertThat(all.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    }

    @Test
    void whoseTimeIsOverIsAnsweredThatNothingChanged() {
        Instant before = Instant.now();
        TrustBundle same = bundles.await(AnchorService.ADMIN, Plane.TENANT, version -> true, Duration.ofMillis(50));
        assertThat(same.version()).isZero();
        assertThat(Duration.between(before, Instant.now())).isBetween(Duration.ofMillis(50), LONG);
    }

    @Test
    void oneTenantCannotTakeAllPlaces() {
        List<CompletableFuture<TrustBundle>> all = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            all.add(waiting(AnchorService.ADMIN));
        }
        assertThatThrownBy(() -> CompletableFuture.anyOf(all.toArray(CompletableFuture[]::new))
                        .join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        KeywrightException.class,
                        refusal -> assertThat(refusal.details()).containsEntry("reason", "too_many_waiting"));
        Caller other = new Caller(
                "spiffe://test.keywright/other", new Scope("globex", Environment.DEV, Plane.TENANT), "other");
        CompletableFuture<TrustBundle> others = waiting(other);
        service.news.close();
        assertThat(others.join().version()).isZero();
    }
}
