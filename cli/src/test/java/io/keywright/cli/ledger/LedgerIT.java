package io.keywright.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.SharedServer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.pki.DevelopmentPki;
import io.keywright.pki.PemFiles;
import io.keywright.pki.PemPair;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The commands beside a development server that runs. */
class LedgerIT {

    private static final String TENANT = "tail";

    @RegisterExtension
    private static final SharedServer SERVER = new SharedServer();

    private static PemPair identity = new PemPair(Path.of(""), Path.of(""));

    @BeforeAll
    static void leaveReceipts() {
        identity = SERVER.issue(TENANT, TENANT, "M7");
        for (int i = 0; i < 5; i++) {
            SERVER.call(1, "policy", "get", "alias/nobody", "--as", TENANT);
        }
    }

    private static List<String> tail(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--as";
        all[arguments.length + 1] = TENANT;
        return SERVER.call(0, all).output().lines().toList();
    }

    @Test
    void aRunningServiceIsFollowed() {
        assertThat(tail("ledger", "tail", "-n", "3")).hasSize(3).allMatch(line -> line.contains("policy_read"));
    }

    @Test
    void aReceiptIsShownAsTheVeryBytesThatTheLedgerHas() throws Exception {
        String shown = tail("ledger", "tail", "-o", "json", "-n", "1").getFirst();

        DevelopmentPki pki = DevelopmentPki.in(SERVER.data());
        try (KmsClient client = new KmsClient(
                URI.create(SERVER.url()),
                identity.read(),
                PemFiles.readCertificate(pki.ca().certificate()))) {
            String id = shown.replaceFirst(".*\"receipt_id\":\"([^\"]+)\".*", "$1");
            assertThat(shown).isEqualTo(client.text("receipts/" + id)).contains("null");
        }
    }

    @Test
    void theStoreOfARunningServiceIsCheckedBesideIt() {
        String data = SERVER.data().toString();
        assertThat(SERVER.call(0, "ledger", "verify", "--key", SERVER.ledgerKey())
                        .output())
                .contains("✓ Sound: ");
        assertThat(SERVER.call(0, "ledger", "stats").output()).contains("policy_read");
        assertThat(SharedServer.run(0, "ledger", "tail", "--store", data, "-n", "2")
                        .output()
                        .lines())
                .hasSize(2);
    }
}
