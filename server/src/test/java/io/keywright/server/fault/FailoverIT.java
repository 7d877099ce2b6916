package io.keywright.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Eventually;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.testkit.postgresql.Postgresql;
import io.keywright.testkit.postgresql.Replication;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Where a standby takes over that did not have everything, the service says what is lost, and serves once that is accepted. */
@EnabledIf(value = "isInstalled", disabledReason = Postgresql.MISSING)
class FailoverIT {

    private static final byte[] DATA = {1, 2, 3};
    private static final Duration MOST = Duration.ofSeconds(15);
    private static final String ACCEPT = "keywright.ledger.accept-loss-up-to";
    private static final Pattern ADVICE = Pattern.compile(Pattern.quote(ACCEPT) + "=([0-9]+)");
    private static final String TOLD = "SELECT count(*) FROM keywright.ledger_entries"
            + " WHERE convert_from(canonical, 'UTF8') LIKE '%\"restore_backup\"%'";

    static boolean isInstalled() {
        return Postgresql.isInstalled();
    }

    private static Map<String, String> properties(Replication servers) {
        String hosts = Postgresql.HOST + ":" + servers.primary().port() + "," + Postgresql.HOST + ":"
                + servers.standby().port();
        return Map.of(
                "keywright.store",
                "postgresql",
                "keywright.postgresql.url",
                "postgresql://" + hosts + "/" + Postgresql.DATABASE,
                "keywright.postgresql.user",
                Postgresql.USER,
                "keywright.postgresql.tls",
                "off");
    }

    @Test
    void whatAFailoverLosesIsSaidAndAcceptedBeforeAnythingIsServed() throws Exception {
        try (Replication servers = Replication.of(Postgresql.start());
                Installation service = Installation.start(properties(servers))) {
            Kms kms = service.asNewTenant();
            servers.synchronous();
            String keyId = kms.newKey("AES-256");
            servers.asynchronous();
            servers.standby().kill();
            for (int i = 0; i < 3; i++) {
                kms.encrypt(keyId, DATA).expect(200);
            }
            servers.primary().freeze();
            long silent = System.nanoTime();
            isRefused(kms.encrypt(keyId, DATA));
            isRefused(kms.get("/receipts?operation=encrypt"));
            assertThat(Duration.ofNanos(System.nanoTime() - silent)).isLessThan(MOST);

            servers.primary().kill();
            servers.standby().restart();
            isRefused(kms.encrypt(keyId, DATA));
            servers.promote();
            Eventually.passes(() -> {
                isRefused(kms.encrypt(keyId, DATA));
                assertThat(service.log()).contains("event=receipts_lost This node has seen a ledger of ");
            });
            service.stop();
            String said = RefusedStart.byOpening(service.launch(), "were acknowledged and are lost");
            assertThat(servers.standby().sql(TOLD)).isEqualTo("0");

            Matcher advice = ADVICE.matcher(said);
            assertThat(advice.find()).isTrue();
            service.start(service.launch().with(Map.of(ACCEPT, advice.group(1))));
            kms.encrypt(keyId, DATA).expect(200);
            assertThat(service.log()).contains("event=loss_accepted", "event=backup_restored backup_id=none");
            assertThat(servers.standby().sql(TOLD)).isEqualTo("1");
        }
    }

    private static void isRefused(Reply reply) {
        Refusal.of(reply, 503, "DEPENDENCY_UNAVAILABLE");
        assertThat(reply.header("Retry-After")).matches("[0-9]+");
    }
}
