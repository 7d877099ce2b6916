package io.keywright.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other scripts in the place of {@code bin/keywright}, to see what becomes of a server that does not behave. */
class ServerProcessTest {

    @TempDir
    private Path folder = Path.of("");

    private ServerProcess server(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("script"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return new ServerProcess(file, folder);
    }

    @Test
    void isReadyAtTheUrlThatItWrites() throws Exception {
        ServerProcess server =
                server("echo \"$KEYWRIGHT_JAVA_OPTS\"; echo https://localhost:1 > \"$7\"; exec sleep 60");

        assertThat(server.start("-Da=b")).hasToString("https://localhost:1");
        server.stop();

        assertThat(folder.resolve("server.log")).content().contains("-Da=b");
    }

    @Test
    void aServerThatEndsIsQuoted() throws Exception {
        ServerProcess server = server("echo 'no such root provider'; exit 1");

        assertThatThrownBy(server::start).hasMessage("the server has ended. Its last words:\nno such root provider");
    }

    @Test
    void aServerThatWasInterruptedIsNot() throws Exception {
        ServerProcess server = server("echo irrelevant; exit 130");

        assertThatThrownBy(server::start).hasMessage("interrupted");
    }

    @Test
    void cannotBeStartedOnceItIsStopped() throws Exception {
        ServerProcess server = server("echo https://localhost:1 > \"$7\"");
        server.stop();

        assertThatThrownBy(server::start).hasMessage("interrupted");
        assertThat(folder.resolve("ready")).doesNotExist();
    }
}
