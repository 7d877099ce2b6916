package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Reply;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What an operator reads in the log: when the service came and went, and whom it refused. */
class LogLinesIT {

    @Test
    void theLogTellsStartRefusalsAndStopAndNoStackTraces() throws IOException {
        try (Installation server = Installation.start(Map.of("keywright.limits.caller-rate", "1000"))) {
            Identity identity = Identity.ofNewTenant();
            Kms kms = server.as(identity);
            assertThat(server.log())
                    .containsPattern(
                            "event=started url=https://localhost:" + server.port()
                                    + " addresses=\\S+ management=- profile=development data=\\S+ root_provider=local ledger=\\S+");

            Reply unknown = kms.sign(UUID.randomUUID().toString(), new byte[1]).expect(404);
            kms.sign("alias/nothing", new byte[1]).expect(404);
            assertThat(lines(server, unknown))
                    .contains(
                            "event=refused",
                            "status=404 code=KEY_NOT_FOUND",
                            "subject=\"spiffe://" + Identity.DOMAIN + "/tenant/" + identity.tenant() + "/",
                            "address=127.0.0.1");
            try (Kms nobody = server.as(server.certificates().withUris())) {
                assertThat(lines(server, nobody.get("/keys").expect(401)))
                        .contains("event=unauthenticated", "subject=\"CN=", "address=127.0.0.1", "reason=");
            }
            long began = System.nanoTime();
            for (int i = 0; i < 200; i++) {
                kms.get("/keys/" + i).expect(400);
            }
            int most = 60 + 5 * Math.toIntExact(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began) + 1);
            assertThat(server.log().lines().filter(line -> line.contains("event=refused")))
                    .hasSizeLessThan(most);

            server.stop();
            assertThat(server.log()).contains("event=stopping").doesNotContain("\tat ");
        }
    }

    private static String lines(Installation server, Reply refused) {
        String requestId = refused.header("X-Request-Id");
        return server.log()
                .lines()
                .filter(line -> line.contains(requestId))
                .reduce("", (all, line) -> all + line + "\n");
    }
}
