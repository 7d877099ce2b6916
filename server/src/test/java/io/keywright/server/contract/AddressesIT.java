package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.pki.Credential;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.RawConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host name can have several addresses: the service is found at each that this machine has. */
class AddressesIT {

    private static final Pattern NAMED = Pattern.compile("event=started url=https://localhost:\\d+ addresses=(\\S+) ");

    /** The last is nobody's (RFC 5737); the one before it is left out, too, where IPv6 is off. */
    private static final String HOSTS =
            "127.0.0.1 localhost\n127.0.0.2 localhost\n::1 localhost\n192.0.2.1 localhost\n";

    @Test
    void everyAddressOfTheHostIsServed(@TempDir Path folder) throws IOException {
        Path hosts = Files.writeString(folder.resolve("hosts"), HOSTS);
        try (Installation server = Installation.start(Map.of("jdk.net.hosts.file", hosts.toString()))) {
            Credential tenant = server.certificates().of(Identity.ofNewTenant());

            String[] named = named(server.log()).split(",");

            assertThat(named).contains("127.0.0.1", "127.0.0.2").doesNotContain("192.0.2.1");
            for (String address : named) {
                try (RawConnection connection = new RawConnection(server, tenant, address)) {
                    assertThat(connection
                                    .write("GET /kms/v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                    .reply()
                                    .status())
                            .as(address)
                            .isEqualTo(200);
                }
            }
            server.stop();
            assertThat(server.log()).contains("event=stopping").doesNotContain("\tat ");
        }
    }

    private static String named(String log) {
        return NAMED.matcher(log).results().findFirst().map(AddressesIT::first).orElseThrow();
    }

    private static String first(MatchResult match) {
        return match.group(1);
    }
}
