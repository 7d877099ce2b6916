package io.keywright.server.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Served;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A rotated key is archived by the service itself when its grace period is over; it goes on verifying. */
@Served("keywright.keys.rotation-grace-period=PT2S")
class GracePeriodIT {

    private static final byte[] DATA = "made before".getBytes(UTF_8);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Kms kms;

    GracePeriodIT(Installation server) {
        this.kms = server.asNewTenant();
    }

    private String state(String keyId) {
        return kms.get("/keys/" + keyId).expect(200).text("key_state");
    }

    private void awaitArchived(String keyId) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!state(keyId).equals("archived") && Instant.now().isBefore(end)) {
            Thread.sleep(100);
        }
        assertThat(state(keyId)).isEqualTo("archived");
    }

    @Test
    void aRotatedKeyIsArchivedAndItsReceiptSaysSo() throws Exception {
        String old = kms.newKey("Ed25519");
        byte[] signature = kms.sign(old, DATA).expect(200).bytes("signature");
        kms.rotate(old).expect(200);
        assertThat(state(old)).isEqualTo("pending_rotation");

        awaitArchived(old);

        assertThat(kms.verify(old, DATA, signature)
                        .expect(200)
                        .json()
                        .path("valid")
                        .booleanValue())
                .isTrue();
        Refusal.of(kms.sign(old, DATA), 409, "KEY_INACTIVE");
        JsonNode receipts = kms.get("/receipts?operation=key_archived&key_id=" + old)
                .expect(200)
                .json()
                .path("receipts");
        assertThat(receipts).hasSize(1);
        assertThat(receipts.path(0).path("requesting_module").asText()).isEqualTo("KMS");
        String change = "/receipts/" + receipts.path(0).path("receipt_id").asText() + "/change";
        assertThat(kms.get(change).expect(200).text("actor")).isEqualTo("keywright");
    }

    @Test
    void aKeyThatWasRevokedInItsGracePeriodStaysDestroyed() throws Exception {
        String revoked = kms.newKey("Ed25519");
        String other = kms.newKey("Ed25519");
        kms.rotate(revoked).expect(200);
        kms.rotate(other).expect(200);
        kms.revoke(revoked).expect(200);

        awaitArchived(other);

        assertThat(state(revoked)).isEqualTo("destroyed");
    }
}
