package io.keywright.server.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.core.administration.LogLevels;
import io.keywright.core.administration.LogLevels.InForce;
import io.keywright.core.administration.TenantCatalogue;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.IdentityPattern;
import io.keywright.core.authorization.Roles;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.LogCategory;
import io.keywright.model.LogLevel;
import io.keywright.model.Operation;
import io.keywright.model.Role;
import io.keywright.server.harness.SmallLedger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log of a running node tells more for a while, of its own loggers alone, and the ledger says who wanted that. */
class LogLevelsTest {

    private static final Caller ADMIN = new Caller("spiffe://test.keywright/platform/admin", null, "admin");
    private static final Caller TENANT = SmallLedger.caller("acme", "M21");
    private static final Logger REQUESTS = Logger.getLogger("io.keywright.server.rest.edge.Edge");
    private static final Logger IDENTITY = Logger.getLogger("io.keywright.server.identity.Callers");
    private static final Logger OTHERS = Logger.getLogger("io.vertx.core");
    private static final org.jboss.logmanager.Logger OURS = org.jboss.logmanager.Logger.getLogger("io.keywright");

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-11-27T10:00:00Z");
    private SmallLedger ledger;
    private LogLevels levels;

    @BeforeEach
    void open() throws Exception {
        OURS.setLevel(Level.INFO);
        ledger = new SmallLedger(folder);
        Roles roles = new Roles(Map.of(Role.PLATFORM_ADMIN, List.of(IdentityPattern.parse(ADMIN.subject()))));
        TenantCatalogue catalogue = new TenantCatalogue(new Authorizer(roles), ledger.store.tenants());
        levels = new LogLevels(catalogue, new RunningLoggers(), () -> now);
    }

    @AfterEach
    void close() throws Exception {
        now = now.plus(Duration.ofDays(30));
        levels.expire();
        OURS.setLevel(null);
        ledger.close();
    }

    private InForce change(LogCategory category, Optional<LogLevel> level, Optional<Duration> time) {
        return ledger.run(ADMIN, Operation.CHANGE_LOG_LEVEL, levels.change(category, level, time))
                .join()
                .value();
    }

    private Optional<InForce> changed(LogCategory category) {
        return levels.all(ADMIN).stream()
                .filter(it -> it.category() == category && it.until().isPresent())
                .findFirst();
    }

    @Test
    void debugIsOnForAWhileAndGoesOffByItself() throws Exception {
        assertThat(REQUESTS.isDebugEnabled()).isFalse();
        InForce debug = change(LogCategory.REQUESTS, Optional.of(LogLevel.DEBUG), Optional.of(Duration.ofMinutes(5)));

        assertThat(debug.until()).contains(now.plusSeconds(300));
        assertThat(changed(LogCategory.REQUESTS)).contains(debug);
        assertThat(REQUESTS.isDebugEnabled()).isTrue();
        assertThat(IDENTITY.isDebugEnabled()).isFalse();
        assertThat(ledger.newestChange("GLOBAL"))
                .contains(
                        "\"actor\":\"" + ADMIN.subject() + "\"",
                        "\"category\":\"requests\"",
                        "\"level\":\"debug\"",
                        "\"until\":\"2026-11-27T10:05:00.000Z\"");
        assertThat(ledger.receipts("GLOBAL"))
                .last()
                .satisfies(receipt -> assertThat(receipt.operation()).isEqualTo("log_level_changed"));

        now = now.plusSeconds(299);
        levels.expire();
        assertThat(REQUESTS.isDebugEnabled()).isTrue();
        now = now.plusSeconds(1);
        levels.expire();
        assertThat(REQUESTS.isDebugEnabled()).isFalse();
        assertThat(changed(LogCategory.REQUESTS)).isEmpty();
    }

    @Test
    void nobodyHasToSayForHowLong() {
        assertThat(change(LogCategory.ALL, Optional.of(LogLevel.ERROR), Optional.empty())
                        .until())
                .contains(now.plus(Duration.ofHours(1)));
        assertThat(REQUESTS.isInfoEnabled()).isFalse();
        assertThat(OTHERS.isInfoEnabled()).isTrue();

        change(LogCategory.ALL, Optional.empty(), Optional.empty());
        assertThat(REQUESTS.isInfoEnabled()).isTrue();
        assertThat(levels.all(ADMIN)).allMatch(it -> it.until().isEmpty() && it.level() == LogLevel.INFO);
    }

    @Test
    void changedTwiceItIsAsConfiguredInTheEnd() {
        change(LogCategory.IDENTITY, Optional.of(LogLevel.DEBUG), Optional.empty());
        change(LogCategory.IDENTITY, Optional.of(LogLevel.ERROR), Optional.empty());
        assertThat(IDENTITY.isInfoEnabled()).isFalse();
        change(LogCategory.IDENTITY, Optional.empty(), Optional.empty());
        assertThat(IDENTITY.isInfoEnabled()).isTrue();
        assertThat(IDENTITY.isDebugEnabled()).isFalse();
    }

    @Test
    void nothingIsToldMoreOfBeforeItIsInTheLedger() {
        ledger.journal.close();
        assertThatThrownBy(() -> change(LogCategory.REQUESTS, Optional.of(LogLevel.DEBUG), Optional.empty()))
                .isNotNull();
        assertThat(REQUESTS.isDebugEnabled()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1H", "P8D"})
    void senselessTimesAreRefused(String time) {
        assertThatThrownBy(() ->
                        change(LogCategory.REQUESTS, Optional.of(LogLevel.DEBUG), Optional.of(Duration.parse(time))))
                .hasRootCauseInstanceOf(KeywrightException.class)
                .rootCause()
                .hasMessageContaining("PT1S to P7D");
    }

    @Test
    void onlyThoseWhoRunTheInstallationMay() {
        assertThatThrownBy(() -> levels.all(TENANT))
                .isInstanceOfSatisfying(
                        KeywrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAUTHORIZED));
        assertThatThrownBy(() -> ledger.run(
                                TENANT,
                                Operation.CHANGE_LOG_LEVEL,
                                levels.change(LogCategory.ALL, Optional.of(LogLevel.DEBUG), Optional.empty()))
                        .join())
                .hasRootCauseInstanceOf(KeywrightException.class);
        assertThat(REQUESTS.isDebugEnabled()).isFalse();
    }
}
