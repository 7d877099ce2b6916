package io.keywright.server.keys;

import static io.keywright.server.keys.SmallVault.TERMS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.tenant.CachePart;
import io.keywright.core.tenant.TenantRoots;
import io.keywright.model.KeywrightException;
import io.keywright.model.WrappedSecret;
import io.keywright.server.harness.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** For how long tenants' roots work without a word of their provider, and how soon its refusal counts. */
class RootLeaseTest {

    private static final Duration BEFORE_RENEWAL =
            TERMS.timeToLive().multipliedBy(7).dividedBy(10);
    private static final Duration RENEWAL = TERMS.timeToLive().multipliedBy(91).dividedBy(100);

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private SmallVault vault;
    private TenantRoots roots;
    private WrappedSecret wrapped;

    @BeforeEach
    void open() throws Exception {
        vault = new SmallVault(folder);
        roots = vault.roots(nanos::get);
        wrapped = SmallVault.wrap(roots, 1);
    }

    @AfterEach
    void close() throws Exception {
        vault.close();
    }

    private boolean opens() {
        return SmallVault.opens(roots, wrapped, 1);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** Renews as soon as that is due, and waits until the provider has been asked. */
    private void renewed() {
        int before = vault.own.calls();
        until(() -> {
            roots.renewDue();
            return vault.own.calls() > before;
        });
    }

    /** Renews, and waits until that is done. */
    private void confirmed() {
        long before = opened();
        roots.renewDue();
        until(() -> opened() > before);
    }

    private long opened() {
        return vault.seen.all().stream().filter("opened acme"::equals).count();
    }

    private static void until(BooleanSupplier condition) {
        Eventually.passes(() -> assertThat(condition.getAsBoolean()).isTrue());
    }

    private static void refuses(String reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        KeywrightException.class, e -> assertThat(e.details()).containsEntry("reason", reason));
    }

    @Test
    void endsWithItsTimeToLiveHoweverOftenItIsUsedMeanwhile() {
        vault.own.refusing(Optional.of(Reason.KEY_DISABLED));
        for (int i = 0; i < 10; i++) {
            assertThat(opens()).isTrue();
            pass(TERMS.timeToLive().dividedBy(10));
        }
        refuses("key_disabled", this::opens);
    }

    @Test
    void isRenewedAheadOfItsEndIfItIsInUse() {
        assertThat(opens()).isTrue();
        pass(BEFORE_RENEWAL);
        int asked = vault.own.calls();
        roots.renewDue();
        assertThat(opens()).isTrue();
        pass(RENEWAL.minus(BEFORE_RENEWAL));
        assertThat(vault.own.calls()).isEqualTo(asked);
        confirmed();
        assertThat(vault.own.calls()).isEqualTo(asked + 1);
        until(this::opens);
        pass(BEFORE_RENEWAL);
        assertThat(opens()).isTrue();
        assertThat(vault.own.calls()).isEqualTo(asked + 1);
    }

    @Test
    void inUseItIsRenewedForAsLongAsItsProviderAnswersAndNoRequestWaits() {
        int asked = vault.own.calls();
        for (int renewals = 0; renewals < 5; renewals++) {
            assertThat(opens()).isTrue();
            pass(RENEWAL);
            assertThat(vault.own.calls()).isEqualTo(asked + renewals);
            confirmed();
        }
        vault.own.unavailable(true);
        assertThat(opens()).isTrue();
        assertThat(vault.own.calls()).isEqualTo(asked + 5);
    }

    @Test
    void isNotRenewedIfNobodyUsesIt() {
        assertThat(opens()).isTrue();
        pass(RENEWAL);
        confirmed();
        int asked = vault.own.calls();
        pass(RENEWAL);
        roots.renewDue();
        pass(RENEWAL);
        assertThat(vault.own.calls()).isEqualTo(asked);
    }

    @Test
    void stopsAtOnceWhenItsRenewalIsRefused() {
        assertThat(opens()).isTrue();
        pass(RENEWAL);
        vault.own.refusing(Optional.of(Reason.PERMISSION_MISSING));
        renewed();
        until(() -> vault.seen.all().contains("refused acme local permission_missing"));
        refuses("permission_missing", this::opens);
        vault.own.refusing(Optional.empty());
        refuses("permission_missing", this::opens);
        pass(Duration.ofSeconds(6));
        assertThat(opens()).isTrue();
    }

    @Test
    void asksAProviderThatHasRefusedNotAgainForAWhileHoweverManyAsk() {
        roots.drop(CachePart.ofTenant("acme"));
        vault.own.refusing(Optional.of(Reason.KEY_DISABLED));
        int asked = vault.own.calls();
        for (int i = 0; i < 1000; i++) {
            refuses("key_disabled", this::opens);
        }
        assertThat(vault.own.calls()).isEqualTo(asked + 1);
    }

    @Test
    void worksThroughAGraceWhileItsProviderIsOutOfReachAndNoLonger() {
        assertThat(opens()).isTrue();
        pass(RENEWAL);
        vault.own.unavailable(true);
        renewed();
        pass(TERMS.timeToLive().minus(RENEWAL).plus(TERMS.grace()).minusSeconds(1));
        until(this::opens);
        pass(Duration.ofSeconds(1));
        refuses("unreachable", this::opens);
    }

    @Test
    void aRefusalWithinTheGraceEndsIt() {
        assertThat(opens()).isTrue();
        pass(RENEWAL);
        vault.own.unavailable(true);
        renewed();
        pass(TERMS.timeToLive().minus(RENEWAL).plusSeconds(60));
        until(this::opens);
        vault.own.unavailable(false);
        vault.own.refusing(Optional.of(Reason.KEY_DISABLED));
        renewed();
        until(() -> vault.seen.all().contains("refused acme local key_disabled"));
        refuses("key_disabled", this::opens);
    }

    @Test
    void droppingItAsksTheProviderAgain() {
        assertThat(opens()).isTrue();
        int asked = vault.own.calls();
        assertThat(opens()).isTrue();
        assertThat(vault.own.calls()).isEqualTo(asked);
        roots.drop(CachePart.ofTenant("globex"));
        assertThat(opens()).isTrue();
        assertThat(vault.own.calls()).isEqualTo(asked);
        roots.drop(CachePart.ofTenant("acme"));
        assertThat(opens()).isTrue();
        assertThat(vault.own.calls()).isEqualTo(asked + 1);
    }
}
