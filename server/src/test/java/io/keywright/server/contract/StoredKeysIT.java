package io.keywright.server.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Body;
import io.keywright.server.harness.Disk;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Keys on disk: what is revoked is gone, and what somebody changed by hand does not work. The server is stopped once,
 * looked through, tampered with, and started again.
 */
@Served(alone = true)
class StoredKeysIT {

    private static final byte[] DATA = "before the restart".getBytes(US_ASCII);

    private final Kms kms;
    private final Kms thief;
    private final String kept;
    private final String revoked;
    private final String one;
    private final String other;
    private final String verifier;
    private final String stolen;
    private final byte[] signature;
    private final int exitCode;
    private final List<Path> filesWithKept;
    private final List<Path> filesWithRevoked;

    StoredKeysIT(Installation server) {
        Disk disk = new Disk(server);
        Identity stranger = Identity.ofNewTenant();
        kms = server.asNewTenant();
        thief = server.as(stranger);
        kept = kms.newKey("Ed25519");
        revoked = kms.newKey("Ed25519");
        one = kms.newKey("AES-256");
        other = kms.newKey("AES-256");
        verifier = kms.create("Ed25519", List.of("verify")).expect(201).text("key_id");
        stolen = thief.newKey("AES-256");
        signature = kms.sign(kept, DATA).expect(200).bytes("signature");
        byte[] keptBlob = disk.wrapped(kept);
        byte[] revokedBlob = disk.wrapped(revoked);
        kms.revoke(revoked).expect(200);

        exitCode = server.stop();
        filesWithKept = disk.filesWith(keptBlob);
        filesWithRevoked = disk.filesWith(revokedBlob);
        tamper(disk);
        server.start();
    }

    private void tamper(Disk disk) {
        byte[] blobOfOne = disk.wrapped(one);
        disk.set(one, "wrapped", disk.wrapped(other));
        disk.set(other, "wrapped", blobOfOne);
        disk.set(stolen, "wrapped", blobOfOne);
        disk.setOfLine(verifier, "key_usage", "sign\nverify\n");
    }

    @Test
    void theServerEndsInOrderWhenItIsTold() {
        assertThat(exitCode).isIn(0, 143);
    }

    @Test
    void theMaterialOfARevokedKeyIsNowhereOnceTheServerHasStopped() {
        assertThat(filesWithKept).isNotEmpty();
        assertThat(filesWithRevoked).isEmpty();
    }

    @Test
    void keysAndStatesOutliveARestart() {
        assertThat(kms.verify(kept, DATA, signature)
                        .expect(200)
                        .json()
                        .path("valid")
                        .booleanValue())
                .isTrue();
        Refusal.of(kms.sign(revoked, DATA), 409, "KEY_REVOKED");
        assertThat(kms.get("/keys/" + revoked).expect(200).text("key_state")).isEqualTo("destroyed");
    }

    @Test
    void swappedMaterialOpensUnderNeitherKey() {
        assertDetected(kms.encrypt(one, DATA), "key_integrity");
        assertDetected(kms.encrypt(other, DATA), "key_integrity");
        kms.sign(kept, DATA).expect(200);
    }

    @Test
    void materialThatWasMovedToAnotherTenantDoesNotOpenThere() {
        assertDetected(thief.encrypt(stolen, DATA), "key_integrity");
    }

    @Test
    void aUsageThatWasAddedByHandMakesTheKeyUnusable() {
        assertDetected(kms.sign(verifier, DATA), "row_integrity");
    }

    @Test
    void nothingThatWasSentIsOnDiskInTheClear(Installation server) {
        Disk disk = new Disk(server);
        byte[] secret = ("MARKER-" + UUID.randomUUID()).getBytes(US_ASCII);
        String keyId = kms.newKey("AES-256");
        Reply encrypted = kms.encrypt(keyId, secret, "aad", secret).expect(200);
        kms.decrypt(keyId, encrypted.bytes("ciphertext"), encrypted.bytes("iv"), "aad", secret)
                .expect(200);
        kms.sign(kept, secret).expect(200);
        String base64 = Body.json(secret).replace("\"", "");

        assertThat(disk.filesWith(keyId.getBytes(US_ASCII)))
                .as("the receipts are there")
                .isNotEmpty();
        assertThat(disk.filesWith(secret)).isEmpty();
        assertThat(disk.filesWith(base64.getBytes(US_ASCII))).isEmpty();
        assertThat(disk.filesWith(encrypted.bytes("ciphertext"))).isEmpty();
    }

    private static void assertDetected(Reply reply, String reason) {
        Refusal.of(reply, 503, "DEPENDENCY_UNAVAILABLE", reason);
        assertThat(reply.header("Retry-After")).matches("\\d+");
    }
}
