package io.keywright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.testkit.openbao.OpenBao;
import io.keywright.testkit.provider.aws.AwsEmulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page that leads in half an hour to a root of one's own does, with leases that last two seconds instead of ten. */
class QuickstartPageIT {

    private static final String STOP_AT_THE_END = "trap 'kill $started 2> /dev/null || true; wait' EXIT\n";

    @TempDir
    private Path folder = Path.of("");

    private static String lines() throws IOException {
        String blocks = String.join("\n", Pasted.blocks("docs/setup/KMS_QUICKSTART.md"));
        return STOP_AT_THE_END
                + blocks.replaceAll("(?m) &$", " & started=\"\\$started \\$!\"")
                        .replace("127.0.0.1:8200", "127.0.0.1:" + freePort())
                        .replace("5005", Integer.toString(freePort()))
                        .replace("keywright dev ", "keywright dev --port 0 ")
                        .replace("PT10S", "PT2S")
                        .replace("PT5S", "PT1S");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void itsLinesLeadFromAnEmptyFolderToALedgerThatTellsOfTheRoot() throws Exception {
        Started.assumeBuilt();

        String output = Pasted.in(folder)
                .with(OpenBao.programs())
                .with(AwsEmulator.programs())
                .with("HOME", folder.toString())
                .run(lines());

        assertThat(output)
                .contains("\"reason\":\"key_disabled\"", "\"state\":\"off\"")
                .containsPattern("(?m)^[1-9][0-9]*\n0$")
                .contains(
                        "\"operation\":\"tenant_root_refused\"",
                        "\"operation\":\"tenant_root_restored\"",
                        "\"operation\":\"tenant_root_changed\"",
                        "✓ Sound: ");
    }
}
