package io.keywright.server.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A nonce counts once, for the process that made it. */
class NoncesTest {

    private final Nonces nonces = new Nonces(new SecureRandom(), 3);

    @Test
    void eachCountsOnceInAnyOrder() {
        String first = nonces.next();
        String second = nonces.next();
        assertThat(nonces.use(second)).isTrue();
        assertThat(nonces.use(first)).isTrue();
        assertThat(nonces.use(first)).isFalse();
        assertThat(nonces.use(second)).isFalse();
    }

    @Test
    void whatWasMadeUpOrByAnotherProcessDoesNotCount() {
        String other = new Nonces(new SecureRandom(), 3).next();
        String own = nonces.next();
        String altered = (own.charAt(0) == 'A' ? 'B' : 'A') + own.substring(1);
        assertThat(Stream.of("", "!", "AAAA", other, altered, own + "AAAA").anyMatch(nonces::use))
                .isFalse();
        assertThat(nonces.use(own)).isTrue();
    }

    @Test
    void remembersSoManyAndCountsWhatIsOlderAsUsed() {
        String never = nonces.next();
        String oldest = nonces.next();
        assertThat(nonces.use(oldest)).isTrue();
        for (int i = 0; i < 3; i++) {
            assertThat(nonces.use(nonces.next())).isTrue();
        }
        assertThat(nonces.use(oldest)).isFalse();
        assertThat(nonces.use(never)).isFalse();
        assertThat(nonces.use(nonces.next())).isTrue();
    }
}
