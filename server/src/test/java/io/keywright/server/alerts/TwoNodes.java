package io.keywright.server.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Body;
import io.keywright.server.harness.Eventually;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Launch;
import io.keywright.server.harness.OneDatabase;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.WrappedMaterial;
import io.keywright.testkit.postgresql.Postgresql;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Two nodes on one PostgreSQL, with the certificates of another installation: one stays, with its data on a small disk, and one goes. */
final class TwoNodes implements AutoCloseable {

    private static final int AES_BYTES = 32;

    private final Postgresql postgresql;
    private final Installation goes;
    private final Installation stays;
    private final int port = Program.freePort();
    private final boolean small = SmallDisk.isPossible();
    private final byte[] material = new byte[AES_BYTES];
    private final Kms kms;
    private final String keyId;

    /** Starts both, and imports a key. */
    TwoNodes(Installation certificates, Path folder) throws Exception {
        postgresql = Postgresql.start();
        Map<String, String> properties = OneDatabase.properties(postgresql, folder);
        goes = certificates.another();
        goes.start(launch(goes, properties, "goes", 0));
        stays = goes.another();
        Launch launch = launch(stays, properties, "stays", port);
        stays.start(small ? SmallDisk.launch(launch) : launch);
        new SecureRandom().nextBytes(material);
        kms = stays.asNewTenant();
        keyId = imported(kms, material);
    }

    private static Launch launch(Installation node, Map<String, String> properties, String name, int port) {
        Map<String, String> all = new TreeMap<>(properties);
        all.put("keywright.node.name", name);
        all.put("keywright.http.port", Integer.toString(port));
        return new Launch(node.data(), all, node.launch().log());
    }

    /** Where the one that stays is scraped. */
    String target() {
        return "localhost:" + port;
    }

    boolean isOnASmallDisk() {
        return small;
    }

    /** One is killed once the other knows it. */
    void loseOne() {
        Eventually.passes(() -> assertThat(stays.metrics()).contains("kms_nodes{state=\"serving\"} 2.0"));
        goes.kill();
    }

    /**
     * A bit of a key flips in the memory of the one that stays, until that node does not open any more what it has encrypted: memory
     * may have let go of the key meanwhile.
     */
    void poisonMemory() {
        Reply sealed = kms.encrypt(keyId, material).expect(200);
        Eventually.passes(() -> {
            flip();
            kms.decrypt(keyId, sealed.bytes("ciphertext"), sealed.bytes("iv")).expect(400);
        });
    }

    private void flip() {
        try {
            stays.whileItStandsStill(() -> new ProcessMemory(stays.pid()).flipIn(material));
        } catch (Exception e) {
            throw new IllegalStateException("its memory cannot be written", e);
        }
    }

    /** Of what is imported it is known what to look for in memory. */
    private static String imported(Kms kms, byte[] material) throws GeneralSecurityException {
        Reply begun = kms.post(
                        "/keys/imports", Body.of("key_type", "AES-256", "key_usage", List.of("encrypt", "decrypt")))
                .expect(201);
        return kms.post(
                        "/keys/imports/" + begun.text("import_id"),
                        Body.of("wrapped_material", WrappedMaterial.of(material, begun)))
                .expect(201)
                .text("key_id");
    }

    void fillDisk() throws IOException {
        if (small) {
            SmallDisk.fill(stays);
        }
    }

    @Override
    public void close() throws IOException {
        stays.close();
        goes.close();
        postgresql.close();
    }
}
