package io.keywright.server.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Body;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Even a server that logs all it can logs nothing that a caller gave it to keep. */
@Served({"quarkus.log.level=DEBUG", "quarkus.log.category.\"io.keywright\".level=DEBUG"})
class SecretsIT {

    private final Installation server;
    private final Kms kms;

    SecretsIT(Installation server) {
        this.server = server;
        this.kms = server.asNewTenant();
    }

    @Test
    void noPlaintextSignatureInputTokenOrKeyIsInTheLog() {
        String marker = "MARKER-" + UUID.randomUUID();
        byte[] secret = marker.getBytes(US_ASCII);
        String encrypting = kms.newKey("AES-256");
        String signing = kms.newKey("Ed25519");
        Reply encrypted = kms.encrypt(encrypting, secret, "aad", secret).expect(200);
        byte[] signature = kms.sign(signing, secret).expect(200).bytes("signature");
        kms.decrypt(encrypting, encrypted.bytes("ciphertext"), encrypted.bytes("iv"), "aad", secret)
                .expect(200);
        kms.verify(signing, secret, signature).expect(200);
        kms.decrypt(encrypting, encrypted.bytes("ciphertext"), encrypted.bytes("iv"))
                .expect(400);
        kms.encrypt(signing, secret).expect(400);
        kms.post("/encrypt", Body.of("key_id", encrypting, "plaintext", marker)).expect(400);
        kms.post("/encrypt", Body.of("key_id", marker, "plaintext", secret)).expect(400);
        kms.post("/keys/" + signing + "/rotate", Body.of("approval_token", marker, "what", marker))
                .expect(400);

        String log = server.log();
        assertThat(log).contains("request_id=");
        for (String form : List.of(
                marker,
                Base64.getEncoder().encodeToString(secret),
                HexFormat.of().formatHex(secret),
                Base64.getEncoder().encodeToString(signature),
                encrypted.text("ciphertext"))) {
            assertThat(log).doesNotContain(form);
        }
        assertThat(log).doesNotContain("PRIVATE KEY");
    }
}
