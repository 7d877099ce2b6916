package io.keywright.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A name gives its addresses if all are allowed, and says nothing of those that are not. */
class GuardedLookupTest {

    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final AddressRule PUBLIC = new PublicAddresses(List.of());

    private static InetAddress[] addresses(String... literals) {
        return Arrays.stream(literals).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    }

    private static InetAddress[] lookup(String... literals) throws Exception {
        return new GuardedLookup(PUBLIC, host -> addresses(literals)).addresses("example", Duration.ofSeconds(5));
    }

    @Test
    void oneAddressThatIsNotAllowedSpoilsAll() throws Exception {
        assertThat(lookup("1.1.1.1", "2606:4700::1")).hasSize(2);
        assertThatThrownBy(() -> lookup("1.1.1.1", "10.0.0.1")).isInstanceOf(UnknownHostException.class);
        assertThatThrownBy(() -> lookup()).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void ofManyAddressesAFewAreTriedAndAllAreChecked() throws Exception {
        String[] many = IntStream.range(1, 100).mapToObj(i -> "1.1.1." + i).toArray(String[]::new);
        assertThat(lookup(many)).hasSize(4);
        many[98] = "10.0.0.1";
        assertThatThrownBy(() -> lookup(many)).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void anInternalNameThatExistsLooksLikeOneThatDoesNot() {
        Target target = Target.parse("https://intranet.example/");
        Throwable there = catchThrowable(() -> new GuardedLookup(PUBLIC, host -> addresses("10.0.0.1")).check(target));
        Throwable missing = catchThrowable(() -> new GuardedLookup(PUBLIC, host -> {
                    throw new UnknownHostException(host);
                })
                .check(target));
        assertThat(there)
                .isInstanceOf(EgressException.class)
                .hasMessage(missing.getMessage())
                .hasToString(missing.toString());
    }

    @Test
    void aNameServiceThatHangsIsLeftInTimeAndNotAskedTwice() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        GuardedLookup lookup = new GuardedLookup(PUBLIC, host -> {
            asked.incrementAndGet();
            try {
                answer.await();
            } catch (InterruptedException e) {
                throw new UnknownHostException(host);
            }
            return addresses("1.1.1.1");
        });
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> lookup.addresses("slow.example", MOMENT))
                    .isInstanceOf(InterruptedIOException.class);
        }
        assertThat(asked).hasValue(1);
        answer.countDown();
        assertThat(lookup.addresses("slow.example", Duration.ofSeconds(5))).hasSize(1);
    }

    @Test
    void aVirtualThreadHasItsNameLookedUpByAPlatformThread() throws Exception {
        CompletableFuture<Boolean> virtual = new CompletableFuture<>();
        GuardedLookup lookup = new GuardedLookup(PUBLIC, host -> {
            virtual.complete(Thread.currentThread().isVirtual());
            return addresses("1.1.1.1");
        });
        Thread.ofVirtual()
                .start(() -> assertThatCode(() -> lookup.check(Target.parse("https://example.com/")))
                        .doesNotThrowAnyException());
        assertThat(virtual.get(20, TimeUnit.SECONDS)).isFalse();
    }
}
