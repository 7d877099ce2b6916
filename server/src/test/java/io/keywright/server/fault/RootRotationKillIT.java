package io.keywright.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Eventually;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Together;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A server that is killed while what lies under a tenant's root moves under the next version has lost nothing, and goes on. */
class RootRotationKillIT {

    private static final String TENANT = "rotating";
    private static final byte[] DATA = {1, 2, 3};
    private static final int CLIENTS = 6;
    private static final int KEYS = 252;
    private static final int PORTION = 100;

    private static final String UNDER = "SELECT count(*) FROM keys WHERE root_version = ";

    /** Lets each secret that moves take some milliseconds, so that the kill comes within a portion. */
    private static final String SLOWLY = """
            CREATE TRIGGER slowly AFTER UPDATE OF root_version ON keys BEGIN
                SELECT count(*) FROM (
                    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000) SELECT i FROM n);
            END""";

    private record Signed(String keyId, byte[] mac) {

        static Signed by(Kms kms) {
            String keyId = kms.newKey("HMAC-256");
            return new Signed(keyId, kms.sign(keyId, DATA).expect(200).bytes("signature"));
        }

        void check(Kms kms) {
            assertThat(kms.sign(keyId, DATA).expect(200).bytes("signature")).isEqualTo(mac);
        }
    }

    @Test
    void aRotationThatIsKilledHalfwayIsFinishedByTheNextStart() throws Exception {
        try (Installation server = Installation.start(Map.of("keywright.rotation.every", "PT0.1S"))) {
            Kms kms = server.as(Identity.of(TENANT));
            Kms admin = server.asPlatform();
            DatabaseFile database = DatabaseFile.of(server);
            List<Signed> keys = Together.run(
                            CLIENTS,
                            client -> IntStream.range(0, KEYS / CLIENTS)
                                    .mapToObj(i -> Signed.by(kms))
                                    .toList())
                    .stream()
                    .flatMap(List::stream)
                    .toList();

            database.execute(SLOWLY);
            admin.post("/tenants/" + TENANT + "/rotate-root", Map.of()).expect(200);
            long moved = killedOnceSomeMoved(server, database);
            System.out.printf("kill -9 of a rotation of a root: %d of %d keys had moved%n", moved, KEYS);
            assertThat(moved).isBetween(1L, KEYS - 1L);
            assertThat(moved % PORTION)
                    .as("a portion is there whole or not at all")
                    .isZero();
            assertThat(under(1, database)).as("the others").isEqualTo(KEYS - moved);

            database.execute("DROP TRIGGER slowly");
            server.start();
            keys.forEach(key -> key.check(kms));
            assertThat(left(admin)).isLessThanOrEqualTo(KEYS - moved);
            Eventually.passes(() -> assertThat(under(2, database)).isEqualTo(KEYS));
            assertThat(under(1, database)).isZero();
            Eventually.passes(() -> assertThat(left(admin)).isZero());
            server.kill();
            server.start();
            keys.forEach(key -> key.check(kms));
        }
    }

    private static long killedOnceSomeMoved(Installation server, DatabaseFile database) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (under(2, database) == 0) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
        server.kill();
        return under(2, database);
    }

    private static long under(int version, DatabaseFile database) {
        return ((Number) database.value(UNDER + version)).longValue();
    }

    private static long left(Kms admin) {
        return admin.get("/tenants/" + TENANT)
                .expect(200)
                .json()
                .path("root")
                .path("old_versions")
                .path(0)
                .path("dependants")
                .asLong();
    }
}
