package io.keywright.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Launch;
import java.io.IOException;

/** A data folder that a server has used and left in order, for tests to damage and to make sound again. */
final class LeftInOrder {

    private static final byte[] DATA = {1, 2, 3};

    private final Installation server;
    private final Kms kms;
    private final String keyId;
    private final byte[] signature;
    private final Snapshot sound;

    private LeftInOrder(Installation server, Kms kms, String keyId, byte[] signature) {
        this.server = server;
        this.kms = kms;
        this.keyId = keyId;
        this.signature = signature;
        this.sound = Snapshot.of(server.data());
    }

    /** Starts the server, lets a tenant sign {@code times} times, and stops it. */
    static LeftInOrder by(Installation server, Launch launch, Identity tenant, int times) {
        server.start(launch);
        Kms kms = server.as(tenant);
        String keyId = kms.newKey("Ed25519");
        byte[] signature = {};
        for (int i = 0; i < times; i++) {
            signature = kms.sign(keyId, DATA).expect(200).bytes("signature");
        }
        server.stop();
        return new LeftInOrder(server, kms, keyId, signature);
    }

    /** Makes the files what they were. */
    void restore() throws IOException {
        sound.restore();
    }

    /** Passes if the server starts as it did, and knows the signature; then it is gone. */
    void startsAgain() throws IOException {
        server.start();
        assertThat(kms.verify(keyId, DATA, signature)
                        .expect(200)
                        .json()
                        .path("valid")
                        .booleanValue())
                .isTrue();
        server.close();
    }
}
