package io.keywright.cli.whoami;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.SharedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class WhoamiIT {

    @RegisterExtension
    private static final SharedServer SERVER = new SharedServer();

    @TempDir
    private Path folder = Path.of("");

    private static String whoami(String name, String... more) throws IOException {
        Path pki = SERVER.data().resolve("pki");
        String[] arguments = {
            "whoami",
            "--url",
            SERVER.url(),
            "--ca",
            pki.resolve("ca.pem").toString(),
            "--cert",
            pki.resolve(name + ".pem").toString(),
            "--key",
            pki.resolve(name + "-key.pem").toString()
        };
        return SharedServer.run(
                        0, Stream.of(arguments, more).flatMap(Stream::of).toArray(String[]::new))
                .output();
    }

    @Test
    void tellsWhatTheServiceMakesOfAnIssuedIdentityAndWhichRolesItHas() throws Exception {
        SERVER.issue("acme", "acme", "M7");

        assertThat(whoami("acme"))
                .containsPattern("tenant_id +acme")
                .containsPattern("module +M7")
                .containsPattern("roles +key-user, key-admin, auditor")
                .doesNotContain("person");
        assertThat(whoami("operator"))
                .containsPattern("subject +spiffe://keywright.dev/module/operator")
                .containsPattern("roles +platform-admin");
    }

    @Test
    void tellsItInJsonToo() throws Exception {
        assertThat(whoami("operator", "-o", "json"))
                .startsWith("{")
                .contains("\"module\":\"operator\"", "\"roles\":[\"platform-admin\"]");
    }

    @Test
    void saysThatAFileCannotBeUsed() throws IOException {
        String file = Files.writeString(folder.resolve("x"), "junk").toString();

        assertThat(SharedServer.run(2, "whoami", "--url", "https://localhost:1", "--cert", file, "--key", file)
                        .errors())
                .contains(file + ", or what belongs to it, cannot be used");
    }
}
