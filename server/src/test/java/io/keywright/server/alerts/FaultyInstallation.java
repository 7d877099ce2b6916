package io.keywright.server.alerts;

import io.keywright.pki.Credential;
import io.keywright.pki.PemFiles;
import io.keywright.pki.issuing.SubjectNames;
import io.keywright.pki.issuing.Validity;
import io.keywright.server.harness.Asking;
import io.keywright.server.harness.Authorities;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Eventually;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Together;
import io.keywright.server.harness.WebhookReceiver;
import io.keywright.server.harness.WitnessSite;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** An installation with everything that there is to watch, and ways to make each of it fail. */
final class FaultyInstallation implements AutoCloseable {

    private static final byte[] DATA = new byte[16];
    private static final int QUEUE = 20;
    private static final int CALLERS = 40;
    /** So many receipts that the first of them lie in a full tile: what is altered there does not keep the server from starting. */
    private static final int USES = 320;

    private static final int USERS = 4;
    private static final int USES_IN_MOMENTS = 10;
    private static final int USES_IN_PEACE = 100;
    private static final int TENANTS = 12;
    private static final int GONE = 410;
    private static final long HELD_MILLIS = 1_500;

    /** Longer than the store waits for others. */
    private static final long HELD_TOO_LONG_MILLIS = 6_000;

    private final WitnessSite asleep = new WitnessSite("asleep.example/w");
    private final WitnessSite contrary = new WitnessSite("contrary.example/w");
    private final LameProvider provider = new LameProvider();
    private final int port = Program.freePort();
    private final Installation server;
    private final WebhookReceiver receiver;
    private final Kms kms;

    FaultyInstallation(Path folder) throws IOException {
        Map<String, String> properties = new TreeMap<>(Map.of(
                "keywright.http.port", Integer.toString(port),
                "keywright.ledger.queue", Integer.toString(QUEUE),
                "keywright.ledger.witness-interval", "PT0.2S",
                "keywright.cache.keys", "1",
                "keywright.rotation.automatic", "false",
                "keywright.keys.rotation-schedule", "PT1S",
                "keywright.approvals.required-operations", "revoke",
                "keywright.tls.client-crl", folder.resolve("clients.crl").toString()));
        properties.putAll(Map.of(
                "keywright.backup.folder", folder.resolve("backups").toString(),
                "keywright.backup.every", "PT1S",
                "keywright.archive.folder", folder.resolve("archive").toString(),
                "keywright.archive.every", "PT1S",
                "keywright.events.webhooks.allowed-networks", "127.0.0.0/8,::1",
                "keywright.events.webhooks.ca", "${keywright.data}/pki/ca.pem",
                "keywright.telemetry.endpoint", "http://127.0.0.1:1"));
        properties.putAll(asleep.properties("asleep"));
        properties.putAll(contrary.properties("contrary"));
        properties.putAll(provider.properties(folder));
        this.server = Installation.prepare(properties);
        Instant now = Instant.now();
        Files.writeString(
                folder.resolve("clients.crl"),
                Authorities.revocationList(
                        server.certificates().authority(), now.plus(Duration.ofHours(1)), List.of()));
        endSoon(server, now);
        this.receiver = new WebhookReceiver(server);
        this.kms = server.asNewTenant();
    }

    /** The certificate that it shows has a day of a year left. */
    private static void endSoon(Installation server, Instant now) throws IOException {
        Credential own = server.certificates()
                .authority()
                .issueServer(
                        "localhost",
                        SubjectNames.ofLoopback(),
                        new Validity(now.minus(Duration.ofDays(364)), now.plus(Duration.ofDays(1))));
        PemFiles.writePrivateKey(server.data().resolve("pki/server-key.pem"), own.privateKey());
        PemFiles.writeCertificate(server.data().resolve("pki/server.pem"), own.certificate());
    }

    Installation server() {
        return server;
    }

    String target() {
        return "localhost:" + port;
    }

    /** Starts it; a provider does not answer, one witness sleeps, and one has seen more than there is. */
    void start() {
        asleep.sleep(true);
        contrary.claim(1_000_000);
        server.start();
    }

    /** A little of everything, so that all that is counted has been counted once. */
    void use() {
        String keyId = kms.newKey("AES-256");
        kms.encrypt(keyId, DATA).expect(200);
        kms.encrypt(keyId, DATA).expect(200);
        kms.encrypt(UUID.randomUUID().toString(), DATA).expect(404);
        kms.rotate(keyId).expect(200);
    }

    /** Some use a key that memory has so often that a first access, which is slow, is none in a hundred; answers the key. */
    String useInPeace() {
        String keyId = kms.newKey("AES-256");
        use(keyId, USES_IN_PEACE);
        return keyId;
    }

    /** Some use the key on a host that has hardly any processor left for the server. */
    void useInMoments(String keyId) {
        try (BusyHost _ = new BusyHost(server.pid())) {
            use(keyId, USES_IN_MOMENTS);
        }
    }

    private void use(String keyId, int times) {
        Together.run(USERS, caller -> {
            for (int i = 0; i < times; i++) {
                kms.encrypt(keyId, DATA).expect(200);
            }
            return caller;
        });
    }

    /** Tenants are to have their roots with a provider that does not answer. */
    void useProvider() {
        try (Kms admin = server.asPlatform()) {
            Together.run(
                    TENANTS,
                    i -> admin.post(
                                    "/tenants",
                                    Body.of(
                                            "tenant_id",
                                            "lame-" + i,
                                            "wrappings",
                                            List.of(Map.of("provider", "lame", "key", "root"))))
                            .expect(503));
        }
    }

    void killSubscription() {
        receiver.answer(GONE);
        kms.post("/subscriptions", Body.of("url", receiver.url("/hook"))).expect(201);
        kms.newKey("AES-256");
    }

    void askForApproval() {
        new Asking(kms).pending("revoke", kms.newKey("AES-256"), Body.of("revocation_reason", "retired"));
    }

    void failRotations() {
        for (int i = 0; i < 5; i++) {
            kms.rotate(UUID.randomUUID().toString()).expect(404);
        }
    }

    /** Memory has room for one key, and three are used in turn. */
    void missMemory() {
        List<String> keys = List.of(kms.newKey("AES-256"), kms.newKey("AES-256"), kms.newKey("AES-256"));
        Together.run(4, thread -> {
            for (int i = 0; i < USES / 4; i++) {
                kms.encrypt(keys.get(i % keys.size()), DATA);
            }
            return thread;
        });
    }

    /** Puts a file where backups and archive have their folders. */
    void breakFolders(Path folder) throws IOException {
        for (String name : List.of("backups", "archive")) {
            Files.move(folder.resolve(name), folder.resolve(name + ".away"));
            Files.writeString(folder.resolve(name), "no folder");
        }
    }

    /** Another process holds the store: first for moments, in which callers wait, then for longer than anybody waits. */
    void holdStore() throws Exception {
        String keyId = kms.newKey("AES-256");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + server.database());
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 10000");
            for (long held : List.of(HELD_MILLIS, HELD_MILLIS, HELD_TOO_LONG_MILLIS)) {
                statement.execute("BEGIN IMMEDIATE");
                Thread users = Thread.ofVirtual().start(() -> Together.run(CALLERS, i -> kms.encrypt(keyId, DATA)));
                TimeUnit.MILLISECONDS.sleep(held);
                statement.execute("COMMIT");
                users.join();
                Eventually.passes(() -> kms.encrypt(keyId, DATA).expect(200));
            }
        }
    }

    /** Somebody alters a key's row by hand. */
    void alterRow() throws SQLException {
        String keyId = kms.newKey("AES-256");
        change("UPDATE keys SET key_state = 'pending_rotation' WHERE key_id = ?", id(keyId));
        Eventually.passes(() -> kms.encrypt(keyId, DATA).expect(503));
    }

    /** Somebody alters a receipt by hand while the service is away; it finds that once it is there again. */
    void alterReceiptAndStartAgain() throws SQLException {
        server.stop();
        change("UPDATE ledger_entries SET canonical = zeroblob(100) WHERE idx = ?", 3);
        server.start();
    }

    private void change(String sql, Object parameter) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + server.database());
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, parameter);
            if (statement.executeUpdate() != 1) {
                throw new IllegalStateException("nothing changed by " + sql);
            }
        }
    }

    private static byte[] id(String uuid) {
        UUID id = UUID.fromString(uuid);
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    @Override
    public void close() throws IOException {
        server.close();
        receiver.close();
        provider.close();
        asleep.close();
        contrary.close();
    }
}
