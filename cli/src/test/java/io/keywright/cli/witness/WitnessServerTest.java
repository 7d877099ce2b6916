package io.keywright.cli.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.cli.CapturedTerminal;
import io.keywright.ledger.cosignature.Cosigner;
import io.keywright.ledger.note.NoteSignature;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.witness.Witness;
import io.keywright.verifier.terminal.CommandFailed;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessServerTest {

    private static final String NAME = "witness.example/w";

    @TempDir
    private Path folder = Path.of("");

    private final CapturedTerminal screen = new CapturedTerminal();
    private final SmallLog log = new SmallLog();
    private List<Cosigner> cosigners = List.of();
    private @Nullable WitnessServer server;
    private WitnessClient client = new WitnessClient(0);

    @BeforeEach
    void start() throws IOException {
        cosigners = new CosignerFiles(folder).open(NAME);
        CheckpointFiles memory =
                new CheckpointFiles(folder, cosigners.getFirst().key());
        Witness witness = new Witness(cosigners, List.of(log.key()), memory, Clock.systemUTC());
        WitnessServer started = WitnessServer.start(witness, new InetSocketAddress("localhost", 0), screen.terminal());
        client = new WitnessClient(started.address().getPort());
        server = started;
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private Path kept() {
        return folder.resolve(OriginHash.of(SmallLog.ORIGIN) + ".checkpoint");
    }

    @Test
    void whatItCosignsIsVerifiableAndKept() throws Exception {
        HttpResponse<String> answer = client.add(log.request(0, 5));

        assertThat(answer.statusCode()).isEqualTo(200);
        SignedNote cosigned = log.checkpoint(5)
                .with(answer.body().lines().map(NoteSignature::parse).toList());
        assertThat(cosigners)
                .hasSize(2)
                .allMatch(it -> it.key().cosignedAt(cosigned).isPresent());
        assertThat(Files.readString(kept())).isEqualTo(cosigned.toString());
        assertThat(client.get("/" + OriginHash.of(SmallLog.ORIGIN) + "/checkpoint")
                        .body())
                .isEqualTo(cosigned.toString());
        assertThat(screen.output()).contains("cosigned " + SmallLog.ORIGIN + ", size 5");
    }

    @Test
    void everyRulingHasItsStatus() throws Exception {
        client.add(log.request(0, 5));

        HttpResponse<String> other = client.add(log.request(3, 7));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).isEqualTo("5\n");
        assertThat(other.headers().firstValue("Content-Type")).contains("text/x.tlog.size");
        assertThat(client.add("old 1\n".getBytes(UTF_8)).statusCode()).isEqualTo(400);
        assertThat(client.add(new SmallLog().request(5, 7)).statusCode()).isEqualTo(403);
        String forked = new String(log.request(5, 7), UTF_8).replaceFirst("\n[^\n]{43}=", "\n" + "A".repeat(43) + "=");
        assertThat(client.add(forked.getBytes(UTF_8)).statusCode()).isEqualTo(422);
        assertThat(screen.output()).contains("ALARM", "size 7");
        assertThat(client.add(log.request(5, 7)).statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsNoRequestOfTheProtocolGetsNothing() throws Exception {
        assertThat(client.get("/").statusCode()).isEqualTo(404);
        assertThat(client.get("/checkpoint").statusCode()).isEqualTo(404);
        assertThat(client.get("/add-checkpoint").statusCode()).isEqualTo(405);
        assertThat(client.get("/" + OriginHash.of("log.example/other") + "/checkpoint")
                        .statusCode())
                .isEqualTo(404);
        assertThat(client.add(new byte[(1 << 16) + 1]).statusCode()).isEqualTo(413);
    }

    @Test
    void aMemoryThatWasAlteredCosignsNothing() throws Exception {
        client.add(log.request(0, 5));
        Files.writeString(kept(), log.checkpoint(3).toString());

        assertThat(client.add(log.request(3, 7)).statusCode()).isEqualTo(500);
        assertThat(screen.errors()).contains("was altered");
    }

    @Test
    void itsKeysStayAndAreItsOwn() throws IOException {
        assertThat(new CosignerFiles(folder).open(NAME))
                .extracting(Cosigner::key)
                .isEqualTo(cosigners.stream().map(Cosigner::key).toList());
        assertThat(Files.getPosixFilePermissions(folder.resolve("ed25519.pem")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> new CosignerFiles(folder).open("witness.example/other"))
                .isInstanceOf(CommandFailed.class);
        Files.writeString(folder.resolve("ed25519.pem"), "nonsense");
        assertThatThrownBy(() -> new CosignerFiles(folder).open(NAME)).isInstanceOf(IOException.class);
    }

    @Test
    void noTwoWitnessesShareAFolder() throws IOException {
        try (FolderLock lock = FolderLock.take(folder)) {
            assertThat(lock.folder()).isEqualTo(folder);
            assertThatThrownBy(() -> FolderLock.take(folder)).isInstanceOf(CommandFailed.class);
        }
        FolderLock.take(folder).close();
    }
}
