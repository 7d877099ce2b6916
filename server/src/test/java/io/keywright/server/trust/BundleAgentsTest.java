package io.keywright.server.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

import io.keywright.core.journal.StoreException;
import io.keywright.core.trust.SentAnchors;
import io.keywright.model.BundleReport;
import io.keywright.model.KeywrightException;
import io.keywright.model.Plane;
import io.keywright.model.TrustAnchor;
import io.keywright.server.harness.Authorities;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What agents say that they have, and who keeps an anchor from being taken away. */
class BundleAgentsTest {

    @TempDir
    Path folder;

    private AnchorService service;

    @BeforeEach
    void open() throws Exception {
        service = new AnchorService(folder, UnaryOperator.identity());
    }

    @AfterEach
    void close() throws StoreException {
        service.close();
    }

    private static String authority(String name) {
        return Authorities.pem(Authorities.create(name).certificate());
    }

    private TrustAnchor add(String name) {
        return service.add(authority(name), name).join().value();
    }

    /** Puts another in its place, and gives that one. */
    private TrustAnchor replace(UUID anchorId, Optional<Set<Plane>> planes) {
        SentAnchors sent = new SentAnchors(authority("Next"), Optional.empty(), planes);
        return service.replace(anchorId, sent, service.clock.instant().plus(Duration.ofDays(30)))
                .join()
                .value()
                .successor();
    }

    private long version() {
        return service.bundles().get(AnchorService.ADMIN, Plane.TENANT).version();
    }

    private List<String> heard() {
        return service.agents().standing(AnchorService.ADMIN, Plane.TENANT).reports().stream()
                .map(BundleReport::agent)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, 1, Long.MAX_VALUE})
    void aVersionThatNeverWasIsRefused(long version) {
        assertThat(service.report("host", version))
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .havingCause()
                .asInstanceOf(throwable(KeywrightException.class))
                .satisfies(refusal -> assertThat(refusal.details()).containsEntry("reason", "no_such_version"));
        assertThat(heard()).isEmpty();
    }

    @Test
    void whoSaysNothingForAWeekIsForgotten() {
        service.report("silent", 0).join();
        service.clock.pass(Duration.ofDays(6));
        service.report("heard", 0).join();
        assertThat(heard()).containsExactly("heard", "silent");

        service.clock.pass(Duration.ofDays(1).plusMillis(1));
        assertThat(heard()).containsExactly("heard");
        service.report("new", 0).join();
        service.clock.pass(Duration.ofDays(-2));
        assertThat(heard()).as("of whom anything is kept").containsExactly("heard", "new");
    }

    @Test
    void whoWasToldOfASuccessorIsToldWhateverBecomesOfIt() {
        TrustAnchor old = add("Old");
        service.report("behind", version()).join();
        TrustAnchor next = replace(old.anchorId(), Optional.empty());
        service.report("told", version()).join();
        replace(next.anchorId(), Optional.empty());

        assertThatThrownBy(() -> service.agents().requireTold(old))
                .asInstanceOf(throwable(KeywrightException.class))
                .satisfies(refusal -> assertThat(refusal.details())
                        .containsEntry("reason", "agents_lag")
                        .containsEntry("agents", 1));
    }

    /** Nobody there can ever have it. */
    @Test
    void nobodyWaitsForASuccessorInAPlaneThatDoesNotGetIt() {
        TrustAnchor old = add("Old");
        service.report("host", version()).join();
        replace(old.anchorId(), Optional.of(Set.of()));

        assertThatCode(() -> service.agents().requireTold(old)).doesNotThrowAnyException();
    }
}
