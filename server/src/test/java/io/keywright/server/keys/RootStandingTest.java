package io.keywright.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.tenant.RootStanding;
import io.keywright.core.tenant.RootStanding.State;
import io.keywright.core.tenant.WrappingStandings.Fault;
import io.keywright.core.tenant.WrappingStandings.Standing;
import io.keywright.model.KeywrightException;
import io.keywright.model.Tenant;
import io.keywright.model.WrappedSecret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node knows of the wrappings of a tenant's root, and whom it asks first. */
class RootStandingTest {

    @TempDir
    Path folder;

    private SmallVault vault;
    private Tenant tenant;
    private WrappedSecret wrapped;

    /** The tenant's root is wrapped by {@code cloud}, which is preferred, and by {@code local}. */
    @BeforeEach
    void open() throws Exception {
        vault = new SmallVault(folder);
        tenant = vault.tenant(SmallVault.SCOPE.tenantId(), "cloud", "local");
        wrapped = SmallVault.wrap(vault.roots(), 1);
    }

    @AfterEach
    void close() throws Exception {
        vault.close();
    }

    /** Whether it opens where nothing of it is in memory. */
    private boolean opens() {
        return SmallVault.opens(vault.roots(), wrapped, 1);
    }

    private RootStanding standing() {
        return vault.standings.of(tenant);
    }

    private List<Optional<Reason>> faults() {
        return standing().wrappings().stream()
                .map(wrapping -> wrapping.fault().map(Fault::reason))
                .toList();
    }

    @Test
    void aRootThatOpensIsReady() {
        assertThat(opens()).isTrue();
        assertThat(standing().state()).isEqualTo(State.READY);
        assertThat(standing().wrappings()).allSatisfy(wrapping -> {
            assertThat(wrapping.lastSuccess()).isPresent();
            assertThat(wrapping.fault()).isEmpty();
        });
    }

    @Test
    void anotherThatOpensItKeepsItReadyAndTheOneThatDoesNotSaysWhy() {
        vault.cloud.unavailable(true);
        assertThat(opens()).isTrue();
        assertThat(standing().state()).isEqualTo(State.READY);
        assertThat(faults()).containsExactly(Optional.of(Reason.UNREACHABLE), Optional.empty());
        assertThat(standing().wrappings())
                .extracting(Standing::lastSuccess)
                .allSatisfy(at -> assertThat(at).isPresent());
    }

    @Test
    void aRootThatNobodyAnswersForIsUnavailableUntilSomebodyDoes() {
        vault.cloud.unavailable(true);
        vault.own.unavailable(true);
        assertThatThrownBy(this::opens).isInstanceOf(KeywrightException.class);
        assertThat(standing())
                .returns(State.UNAVAILABLE, RootStanding::state)
                .returns(Optional.of("unreachable"), RootStanding::reason);
        vault.own.unavailable(false);
        assertThat(opens()).isTrue();
        assertThat(standing().state()).isEqualTo(State.READY);
    }

    @Test
    void aProviderThatHasNotAnsweredIsAskedAfterTheOthersForAWhile() {
        vault.cloud.unavailable(true);
        int before = vault.cloud.calls();
        for (int i = 0; i < 10; i++) {
            assertThat(opens()).isTrue();
        }
        assertThat(vault.cloud.calls()).isEqualTo(before + 1);
        vault.cloud.unavailable(false);
        vault.later = Duration.ofSeconds(31);
        int own = vault.own.calls();
        assertThat(opens()).isTrue();
        assertThat(vault.cloud.calls()).isEqualTo(before + 2);
        assertThat(vault.own.calls()).isEqualTo(own);
        assertThat(faults()).containsExactly(Optional.empty(), Optional.empty());
    }

    @Test
    void aProviderThatHasNotAnsweredIsStillAskedIfNobodyElseOpensIt() {
        vault.cloud.unavailable(true);
        assertThat(opens()).isTrue();
        vault.cloud.unavailable(false);
        vault.own.unavailable(true);
        assertThat(opens()).isTrue();
    }

    @Test
    void callersAreToldWhatTheProviderSaysThatIsPreferredWhoeverIsAskedFirst() {
        vault.cloud.unavailable(true);
        assertThat(opens()).isTrue();
        vault.own.refusing(Optional.of(Reason.KEY_DISABLED));
        assertThatThrownBy(this::opens)
                .isInstanceOfSatisfying(
                        KeywrightException.class,
                        refusal -> assertThat(refusal.details())
                                .containsEntry("provider", "cloud")
                                .containsEntry("reason", "unreachable"));
        assertThat(standing().state()).isEqualTo(State.UNAVAILABLE);
    }
}
