package io.keywright.model.acme;

import static io.keywright.model.acme.AcmeAuthorizationState.DEACTIVATED;
import static io.keywright.model.acme.AcmeAuthorizationState.INVALID;
import static io.keywright.model.acme.AcmeAuthorizationState.PENDING;
import static io.keywright.model.acme.AcmeAuthorizationState.VALID;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How far an order has come follows from its authorizations, its certificate and the time. */
class AcmeOrderTest {

    private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");
    private static final Instant END = NOW.plusSeconds(60);

    private static AcmeOrder order(AcmeAuthorizationState... states) {
        UUID id = new UUID(1, 1);
        List<AcmeAuthorization> authorizations = Stream.of(states)
                .map(state -> new AcmeAuthorization(
                        new UUID(2, 1), id, "a.example", "token", state, Optional.empty(), Optional.empty()))
                .toList();
        return new AcmeOrder(id, new UUID(3, 1), authorizations, Optional.empty(), Optional.empty(), NOW, END);
    }

    @Test
    void isReadyOnceAllNamesAreProved() {
        assertThat(order(VALID, PENDING).state(NOW)).isEqualTo(AcmeOrderState.PENDING);
        assertThat(order(VALID, VALID).state(NOW)).isEqualTo(AcmeOrderState.READY);
    }

    @Test
    void isInvalidOnceOneCannotBeProvedAnyMore() {
        assertThat(order(PENDING, INVALID).state(NOW)).isEqualTo(AcmeOrderState.INVALID);
        assertThat(order(VALID, DEACTIVATED).state(NOW)).isEqualTo(AcmeOrderState.INVALID);
    }

    @Test
    void isInvalidOnceItsTimeIsOver() {
        assertThat(order(VALID).state(END.minusMillis(1))).isEqualTo(AcmeOrderState.READY);
        assertThat(order(VALID).state(END)).isEqualTo(AcmeOrderState.INVALID);
    }

    @Test
    void isValidForGoodOnceThereIsACertificate() {
        AcmeOrder fulfilled = order(VALID, INVALID).fulfilled(new UUID(4, 1));
        assertThat(fulfilled.state(END)).isEqualTo(AcmeOrderState.VALID);
    }
}
