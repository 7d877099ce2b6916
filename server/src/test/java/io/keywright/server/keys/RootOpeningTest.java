package io.keywright.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.change.RootChange;
import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import io.keywright.model.KeywrightException;
import io.keywright.model.ProviderKeyReference;
import io.keywright.model.TenantRoot;
import io.keywright.model.Wrapping;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long it takes to open a root of which many wrappings are dead. */
class RootOpeningTest {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private final List<Duration> silences = new ArrayList<>();
    private volatile boolean silent;
    private SmallVault vault;

    @BeforeEach
    void open() throws Exception {
        vault = new SmallVault(folder, provider -> new ChangedProvider(new AnyKey(provider), SilentKey::new));
    }

    @AfterEach
    void close() throws Exception {
        vault.close();
    }

    /** A tenant's root, wrapped by so many keys that will be silent, and then by one that answers. */
    private List<Wrapping> wrapped(int dead, String... alive) {
        List<Wrapping> wrappings = Stream.concat(
                        IntStream.range(0, dead).mapToObj(i -> wrapping("local", i)),
                        Stream.of(alive).map(provider -> wrapping(provider, dead)))
                .toList();
        vault.commit(new RootChange.Created(vault.wrapping.first("acme", wrappings, Deadline.never())));
        silent = true;
        return wrappings;
    }

    private Wrapping wrapping(String provider, int preference) {
        ProviderKeyReference key =
                new ProviderKeyReference(Optional.of("key" + preference), Optional.empty(), Optional.empty());
        return new Wrapping(vault.ids.next(), provider, key, preference);
    }

    /** Opens the root and wraps it otherwise, by the key that answers alone. */
    private List<TenantRoot> opened(Wrapping by, Duration patience) {
        return vault.wrapping.otherwise("acme", List.of(by), Deadline.in(patience, nanos::get));
    }

    private Duration passed() {
        return Duration.ofNanos(nanos.get());
    }

    @Test
    void theOneThatAnswersIsAskedInTimeHoweverManyAreDeadBeforeIt() {
        List<Wrapping> wrappings = wrapped(7, "cloud");
        assertThat(opened(wrappings.getLast(), Duration.ofSeconds(30))).hasSize(1);
        assertThat(silences).hasSize(7);
        assertThat(passed()).isLessThan(LONGEST);
    }

    @Test
    void allThatAreDeadTakeNoLongerThanOneOpeningMay() {
        List<Wrapping> wrappings = wrapped(8);
        assertThatThrownBy(() -> opened(wrappings.getLast(), Duration.ofSeconds(30)))
                .isInstanceOfSatisfying(
                        KeywrightException.class, e -> assertThat(e.details()).containsEntry("reason", "unreachable"));
        assertThat(silences).hasSize(8);
        assertThat(passed()).isLessThanOrEqualTo(LONGEST);
    }

    @Test
    void twoThatAreDeadHaveTheTimeOfAWholeTry() {
        List<Wrapping> wrappings = wrapped(2);
        assertThatThrownBy(() -> opened(wrappings.getLast(), Duration.ofSeconds(30)))
                .isInstanceOf(KeywrightException.class);
        assertThat(silences).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(5));
    }

    @Test
    void aCallWithLittleTimeLeftWaitsNoLongerForAll() {
        List<Wrapping> wrappings = wrapped(3, "cloud");
        assertThat(opened(wrappings.getLast(), Duration.ofSeconds(2))).hasSize(1);
        assertThat(passed()).isLessThan(Duration.ofSeconds(2));
    }

    /** The one that was not asked keeps its standing, and the root does not count as refused. */
    @Test
    void whatIsNotAskedSinceTheTimeIsOverIsNotBlamed() {
        List<Wrapping> wrappings = wrapped(1, "cloud");
        int asked = vault.cloud.calls();
        assertThatThrownBy(() -> opened(wrappings.getLast(), Duration.ZERO))
                .isInstanceOf(KeywrightException.class)
                .rootCause()
                .hasMessageContaining("was not asked: the time for opening the tenant's root was over");
        assertThat(vault.cloud.calls()).isEqualTo(asked);
        assertThat(vault.standings.of(wrappings.getLast()).fault()).isEmpty();
    }

    /** Says nothing until its deadline, once it is silent. */
    private final class SilentKey extends ChangedProvider.ChangedKey {

        SilentKey(ProviderKey key) {
            super(key);
        }

        @Override
        public SecretBytes unwrap(byte[] wrapped, Binding binding, Deadline deadline) throws RootProviderException {
            if (silent) {
                silences.add(deadline.left());
                nanos.addAndGet(deadline.left().toNanos());
                throw new RootProviderException(Reason.UNREACHABLE, "silent, as planned");
            }
            return super.unwrap(wrapped, binding, deadline);
        }
    }
}
