package io.keywright.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** In production a server starts with the right passphrase, and with no other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PassphraseAtStartIT {

    private static final String PROPERTY = "keywright.providers.local.passphrase";
    private static final String RIGHT = "correct horse battery staple";
    private static final String ANY_MODULE = "spiffe://*/tenant/*/env/*/plane/*/module/*";

    private final Installation server = Installation.prepare(Map.of(
            "keywright.profile", "production",
            "keywright.access.key-user", ANY_MODULE,
            "keywright.access.key-admin", ANY_MODULE));
    private final Path salt = server.data().resolve("root.key.salt");
    private LeftInOrder left;

    @BeforeAll
    void useTheServerAndStopIt() {
        left = LeftInOrder.by(server, server.launch().with(Map.of(PROPERTY, RIGHT)), Identity.of("acme"), 1);
        assertThat(server.log()).doesNotContain(RIGHT);
    }

    @AfterEach
    void takeTheCauseAway() throws IOException {
        left.restore();
    }

    @AfterAll
    void theSameDataFolderStartsOnceTheCauseIsGone() throws IOException {
        left.startsAgain();
    }

    private void refuses(String passphrase, String... said) throws IOException {
        String output = RefusedStart.byOpening(server.launch().with(Map.of(PROPERTY, passphrase)), said);
        assertThat(output).doesNotContain(passphrase, RIGHT);
    }

    @Test
    void anotherPassphrase() throws IOException {
        String wrong = "Correct horse battery staple";
        String[] said = {"keywright.root", "another root or passphrase"};
        refuses(wrong, said);
        String output = RefusedStart.of(server.launch().with(Map.of(PROPERTY, wrong)), said);
        assertThat(output).doesNotContain(wrong, RIGHT);
    }

    @Test
    void aMissingSalt() throws IOException {
        Files.delete(salt);
        refuses(RIGHT, salt.toString(), "missing", "backup");
    }

    @Test
    void anAlteredSalt() throws IOException {
        String line = Files.readString(salt);
        int last = line.length() - 5;
        Files.writeString(
                salt, line.substring(0, last) + (line.charAt(last) == 'A' ? 'B' : 'A') + line.substring(last + 1));
        refuses(RIGHT, "keywright.root");
    }

    @Test
    void aDamagedSalt() throws IOException {
        Files.writeString(salt, "pepper");
        refuses(RIGHT, salt.toString(), "damaged", "backup");
    }

    @Test
    void aFileInItsPlace() throws IOException {
        Map<String, String> file = Map.of("keywright.providers.local.allow-file-in-production", "true");
        RefusedStart.of(
                server.launch().without(PROPERTY).with(file),
                server.data().resolve("root.key").toString(),
                "missing");
    }
}
