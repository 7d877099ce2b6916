package io.keywright.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Eventually;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.OneDatabase;
import io.keywright.server.harness.Refusal;
import io.keywright.testkit.postgresql.Postgresql;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A service whose store is in PostgreSQL: it serves while the server is there, loses nothing, and has no secret in its log. */
@EnabledIf(value = "isInstalled", disabledReason = Postgresql.MISSING)
class PostgresqlIT {

    private static final byte[] DATA = {1, 2, 3};

    @TempDir
    Path folder;

    static boolean isInstalled() {
        return Postgresql.isInstalled();
    }

    @Test
    void aServiceOutlivesItsDatabaseServerAndItself() throws Exception {
        try (Postgresql postgresql = Postgresql.start()) {
            Map<String, String> properties = OneDatabase.properties(postgresql, folder);
            try (Installation service = Installation.start(properties);
                    Installation second = service.another()) {
                second.start();
                Identity identity = Identity.ofNewTenant();
                Kms kms = service.as(identity);
                String keyId = kms.newKey("AES-256");
                kms.encrypt(keyId, DATA).expect(200);
                serveOneLedger(kms, second.as(identity));

                postgresql.kill();
                Refusal.of(kms.encrypt(keyId, DATA), 503, "DEPENDENCY_UNAVAILABLE", "store");
                postgresql.restart();
                Eventually.passes(() -> kms.encrypt(keyId, DATA).expect(200));

                service.kill();
                service.start();
                kms.encrypt(keyId, DATA).expect(200);
                assertThat(kms.receipts("operation=encrypt&key_id=" + keyId)).hasSizeGreaterThanOrEqualTo(3);
                assertThat(service.database()).doesNotExist();
                assertThat(service.log()).doesNotContain(OneDatabase.PASSWORD);
            }
        }
    }

    /** What one takes away, the other does not do any more from then on, however busy it is with that. */
    private static void serveOneLedger(Kms one, Kms other) {
        for (int round = 0; round < 20; round++) {
            String keyId = one.newKey("AES-256");
            other.encrypt(keyId, DATA).expect(200);
            one.encrypt(keyId, DATA).expect(200);
            (round % 2 == 0 ? one : other).revoke(keyId).expect(200);
            Refusal.of(other.encrypt(keyId, DATA), 409, "KEY_REVOKED");
            Refusal.of(one.encrypt(keyId, DATA), 409, "KEY_REVOKED");
        }
    }
}
