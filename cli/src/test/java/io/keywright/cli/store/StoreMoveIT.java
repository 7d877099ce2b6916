package io.keywright.cli.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.SharedServer;
import io.keywright.cli.Started;
import io.keywright.cli.kms.KmsClient;
import io.keywright.pki.DevelopmentPki;
import io.keywright.pki.PemFiles;
import io.keywright.testkit.postgresql.Postgresql;
import io.keywright.testkit.postgresql.SharedPostgresql;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A service that was on SQLite goes on where its store has moved to. */
@ExtendWith(SharedPostgresql.class)
class StoreMoveIT {

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void needsTheServer() {
        Started.assumeBuilt();
    }

    private Path data() {
        return folder.resolve("data");
    }

    private static List<String> properties(Postgresql postgresql) {
        return List.of(
                "keywright.store=postgresql",
                "keywright.postgresql.url=postgresql://" + Postgresql.HOST + ":" + postgresql.port() + "/"
                        + Postgresql.DATABASE,
                "keywright.postgresql.schema=moved",
                "keywright.postgresql.user=" + Postgresql.USER,
                "keywright.postgresql.tls=off");
    }

    private Started serve(List<String> properties) throws Exception {
        Started server = Started.keywright(
                folder,
                properties.stream().map("-D"::concat).collect(Collectors.joining(" ")),
                "dev",
                "--port",
                "0",
                "--data",
                data().toString());
        server.awaitOutput("Ctrl-C stops it");
        return server;
    }

    private KmsClient demo() throws Exception {
        DevelopmentPki pki = DevelopmentPki.in(data());
        return new KmsClient(
                URI.create(Files.readString(data().resolve("ready")).strip()),
                pki.demo().read(),
                PemFiles.readCertificate(pki.ca().certificate()));
    }

    private String move(int exitCode, Path config) throws IOException, InterruptedException {
        try (Started move = Started.keywright(folder, "", "store", "move", "--config", config.toString())) {
            assertThat(move.exitCode()).as(move.output()).isEqualTo(exitCode);
            return move.output();
        }
    }

    private void call(String... words) {
        SharedServer.run(
                0,
                Stream.concat(Stream.of(words), Stream.of("--data", data().toString()))
                        .toArray(String[]::new));
    }

    @Test
    void keysReceiptsAndLedgerAreWhereTheStoreHasMovedTo(Postgresql postgresql) throws Exception {
        List<String> properties = properties(postgresql);
        Path config = Files.write(
                folder.resolve("keywright.properties"),
                Stream.concat(
                                Stream.of("keywright.profile=development", "keywright.data=" + data()),
                                properties.stream())
                        .toList());
        Path plain = Files.writeString(folder.resolve("plain"), "what was encrypted before");
        Path sealed = folder.resolve("sealed");
        Path key = folder.resolve("ledger.vkey");
        byte[] receipt;
        String id;
        try (Started server = serve(List.of());
                KmsClient demo = demo()) {
            id = demo.post(
                            "keys",
                            Map.of(
                                    "key_type",
                                    "AES-256",
                                    "key_usage",
                                    List.of("encrypt", "decrypt"),
                                    "key_alias",
                                    "old"))
                    .text("receipt_id");
            receipt = demo.bytes("receipts/" + id);
            Files.copy(DevelopmentPki.in(data()).folder().resolve("ledger.vkey"), key);
            call("encrypt", "--out", sealed.toString(), "alias/old", plain.toString());

            assertThat(move(1, config)).contains("Another process uses the data folder", "still in", "as it was");
            assertThat(server.process().isAlive()).isTrue();
        }

        assertThat(move(0, config))
                .contains("✓ Moved to PostgreSQL's database", "each read back and compared", "keywright.db.moved")
                .contains("Start the service with " + config);

        try (Started server = serve(properties);
                KmsClient demo = demo()) {
            assertThat(server.process().isAlive()).isTrue();
            Path opened = folder.resolve("opened");
            call("decrypt", "--out", opened.toString(), sealed.toString());
            assertThat(opened).hasContent("what was encrypted before");
            assertThat(demo.bytes("receipts/" + id)).isEqualTo(receipt);
            verified(demo, id, key);
            String next = demo.post("keys", Map.of("key_type", "Ed25519", "key_usage", List.of("sign")))
                    .text("receipt_id");
            verified(demo, next, key);
        }
        assertThat(data().resolve("keywright.db")).doesNotExist();
    }

    private void verified(KmsClient demo, String id, Path key) throws IOException, InterruptedException {
        Path receipt = Files.write(folder.resolve("receipt.json"), demo.bytes("receipts/" + id));
        Path proof = Files.write(folder.resolve("receipt.tlog-proof"), demo.bytes("receipts/" + id + "/proof"));
        SharedServer.run(
                0, "verify", "--key", key.toString(), "--receipt", receipt.toString(), "--proof", proof.toString());
    }
}
