package io.keywright.server.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.journal.StoreException;
import io.keywright.core.ledger.Recorded;
import io.keywright.core.trust.RememberedAnchor;
import io.keywright.core.trust.TrustAnchorStore;
import io.keywright.model.KeywrightException;
import io.keywright.model.Scope;
import io.keywright.model.TrustAnchor;
import io.keywright.server.harness.Authorities;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of two requests that cannot both pass, the one that comes second is told what is in its way. */
class RacingAnchorsTest {

    @TempDir
    Path folder;

    private final Meeting meeting = new Meeting();
    private AnchorService service;

    @BeforeEach
    void open() throws Exception {
        service = new AnchorService(folder, meeting::in);
    }

    @AfterEach
    void close() throws StoreException {
        service.close();
    }

    @Test
    void aDuplicateIsADuplicateWhateverApprovesIt() {
        String pem = Authorities.pem(Authorities.create("Twice").certificate());
        meeting.ofTwo();

        assertThat(reasons(service.add(pem, "one"), service.add(pem, "two"))).containsExactly("anchor_exists");
    }

    @Test
    void anApprovalThatAnotherRequestSpentIsSpent() {
        meeting.ofTwo();

        assertThat(reasons(
                        service.add(Authorities.pem(Authorities.create("One").certificate()), "same"),
                        service.add(Authorities.pem(Authorities.create("Two").certificate()), "same")))
                .containsExactly("approval_spent");
    }

    @Test
    void whatIsRetiredTwiceIsNotThereTheSecondTime() {
        String pem = Authorities.pem(Authorities.create("Gone").certificate());
        UUID id = service.add(pem, "added").join().value().anchorId();
        meeting.ofTwo();

        assertThat(reasons(service.retire(id, "one/" + id), service.retire(id, "two/" + id)))
                .containsExactly("trust_anchor_not_found");
    }

    /** Why those that were refused were. */
    private static List<Object> reasons(
            CompletableFuture<Recorded<TrustAnchor>> one, CompletableFuture<Recorded<TrustAnchor>> other) {
        return Stream.of(one, other)
                .map(change -> change.handle((done, failure) -> Optional.ofNullable(failure))
                        .join())
                .flatMap(Optional::stream)
                .map(failure -> failure instanceof KeywrightException refusal ? refusal : failure.getCause())
                .map(failure -> ((KeywrightException) failure).details().get("reason"))
                .toList();
    }

    /** Has readers of the store wait for each other, so that neither sees what the other does. */
    private static final class Meeting {

        private final CyclicBarrier barrier = new CyclicBarrier(2);
        private final AtomicInteger expected = new AtomicInteger();

        void ofTwo() {
            expected.set(2);
        }

        private void await() {
            if (expected.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                try {
                    barrier.await(10, TimeUnit.SECONDS);
                } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        TrustAnchorStore in(TrustAnchorStore store) {
            return new TrustAnchorStore() {
                @Override
                public List<TrustAnchor> trustAnchors() throws StoreException {
                    return store.trustAnchors();
                }

                @Override
                public List<TrustAnchor> trustAnchors(Scope scope) throws StoreException {
                    List<TrustAnchor> seen = store.trustAnchors(scope);
                    await();
                    return seen;
                }

                @Override
                public List<RememberedAnchor> everTrusted(Scope scope) throws StoreException {
                    return store.everTrusted(scope);
                }

                @Override
                public List<TrustAnchor> ended(Instant now) throws StoreException {
                    return store.ended(now);
                }

                @Override
                public Optional<TrustAnchor> trustAnchor(Scope scope, UUID anchorId) throws StoreException {
                    Optional<TrustAnchor> seen = store.trustAnchor(scope, anchorId);
                    await();
                    return seen;
                }
            };
        }
    }
}
