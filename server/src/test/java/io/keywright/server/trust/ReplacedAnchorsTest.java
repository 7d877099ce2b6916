package io.keywright.server.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.keywright.core.journal.StoreException;
import io.keywright.core.trust.Replacement;
import io.keywright.core.trust.SentAnchors;
import io.keywright.model.KeywrightException;
import io.keywright.model.Plane;
import io.keywright.model.TrustAnchor;
import io.keywright.server.harness.Authorities;
import io.keywright.testkit.fault.FaultPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several authorities at once, and one in the place of another. */
class ReplacedAnchorsTest {

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

    private static Map<String, Object> refusal(CompletableFuture<?> change) {
        CompletionException failure = catchThrowableOfType(CompletionException.class, change::join);
        assertThat(failure).hasCauseInstanceOf(KeywrightException.class);
        return ((KeywrightException) Objects.requireNonNull(failure.getCause())).details();
    }

    @Test
    void severalAreAddedTogetherOrNotAtAll() throws Exception {
        String expired = Authorities.pem(Authorities.selfSigned(
                "EC", 256, "SHA256withECDSA", Instant.now().minus(Duration.ofDays(2))));
        String one = authority("One");
        assertThat(refusal(service.addAll(AnchorService.sent(one + expired), "first")))
                .containsEntry("reason", "not_valid_now")
                .containsEntry("number", 2)
                .containsKey("subject");
        assertThat(service.trusted()).isEmpty();
        assertThat(refusal(service.addAll(AnchorService.sent(one + one), "twice")))
                .containsEntry("reason", "anchor_exists");

        assertThat(service.addAll(AnchorService.sent(one + authority("Two")), "both")
                        .join()
                        .value())
                .hasSize(2);
        assertThat(service.trusted()).hasSize(2);
        assertThat(service.told()).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void bothAreTrustedUntilTheEndAndThenTheSuccessorAlone() throws Exception {
        TrustAnchor old = service.add(authority("Old"), "old").join().value();
        Instant end = service.clock.instant().plus(Duration.ofDays(30));
        Replacement replacement =
                service.replace(old.anchorId(), authority("New"), end).join().value();
        UUID successor = replacement.successor().anchorId();
        assertThat(replacement.successor().replaces()).contains(old.anchorId());
        assertThat(replacement.predecessor().version()).isEqualTo(2);

        service.clock.pass(Duration.ofDays(29));
        service.endings().look();
        assertThat(service.trusted()).containsExactlyInAnyOrder(old.anchorId(), successor);
        service.clock.pass(Duration.ofDays(1));
        service.endings().look();
        service.endings().look();
        assertThat(service.trusted()).containsExactly(successor);
        assertThat(service.changes()).containsExactly("added", "replaced", "retired");
    }

    @Test
    void whatFailsHoldsUpNoOtherEnd() throws Exception {
        UUID one = service.add(authority("One"), "one").join().value().anchorId();
        UUID other = service.add(authority("Other"), "other").join().value().anchorId();
        Instant end = service.clock.instant().plus(Duration.ofDays(1));
        service.replace(one, authority("After One"), end).join();
        service.replace(other, authority("After Other"), end).join();
        service.clock.pass(Duration.ofDays(2));

        service.ledger.faults.failCall(1, FaultPlan.Moment.BEFORE);
        assertThatThrownBy(() -> service.endings().look()).isInstanceOf(CompletionException.class);
        assertThat(service.trusted()).contains(one).doesNotContain(other).hasSize(3);
        service.endings().look();
        assertThat(service.trusted()).doesNotContain(one).hasSize(2);
    }

    @Test
    void anAnchorIsReplacedOnceByOneAndForATimeToCome() {
        UUID old = service.add(authority("Old"), "old").join().value().anchorId();
        Instant end = service.clock.instant().plus(Duration.ofDays(1));
        assertThat(refusal(service.replace(old, authority("A") + authority("B"), end)))
                .containsEntry("reason", "one_for_one");
        assertThat(refusal(service.replace(old, authority("New"), service.clock.instant())))
                .containsEntry("reason", "end_is_past");
        service.replace(old, authority("New"), end).join();
        assertThat(refusal(service.replace(old, authority("Other"), end))).containsEntry("reason", "anchor_has_end");
    }

    /** All of them would be tried for each client whose certificate names that issuer. */
    @Test
    void aScopeHasNoMoreThanTwentyOfOneSubject() throws Exception {
        String ten = IntStream.range(0, 10).mapToObj(i -> authority("Same")).collect(Collectors.joining());
        service.addAll(AnchorService.sent(ten), "ten").join();
        UUID one = service.add(authority("Same"), "one").join().value().anchorId();
        String nine = IntStream.range(0, 9).mapToObj(i -> authority("Same")).collect(Collectors.joining());
        service.addAll(AnchorService.sent(nine), "nine").join();

        assertThat(refusal(service.add(authority("Same"), "more")))
                .containsEntry("reason", "too_many_of_subject")
                .containsEntry("subject", "CN=Same");
        Instant end = service.clock.instant().plus(Duration.ofDays(1));
        assertThat(refusal(service.replace(one, authority("Same"), end)))
                .containsEntry("reason", "too_many_of_subject");
        service.add(authority("Another"), "another").join();
        assertThat(service.trusted()).hasSize(21);
    }

    /** Who administers a plane has no say in another one's bundles. */
    @Test
    void anAnchorIsHandedOutInItsOwnPlaneOrNowhere() {
        String pem = authority("Planes");
        assertThat(refusal(service.addAll(in(pem, Plane.PRODUCT), "foreign")))
                .containsEntry("reason", "plane_of_others");
        assertThat(refusal(service.addAll(in(pem, Plane.PRODUCT, Plane.TENANT), "foreign"))
                        .get("reason"))
                .isEqualTo("plane_of_others");
        assertThat(service.addAll(in(pem), "nowhere").join().value().getFirst().planes())
                .isEmpty();
    }

    private static SentAnchors in(String pem, Plane... planes) {
        return new SentAnchors(pem, Optional.empty(), Optional.of(Set.copyOf(List.of(planes))));
    }
}
