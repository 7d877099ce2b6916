package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Served;
import io.keywright.server.harness.Together;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** More large requests at once than memory would hold wait for each other. */
@Isolated
@Served
class LargeRequestsIT {

    private final Installation server;
    private final Kms kms;
    private final String keyId;

    LargeRequestsIT(Installation server) {
        this.server = server;
        this.kms = server.asNewTenant();
        this.keyId = kms.newKey("Ed25519");
    }

    @Test
    void aHundredAndFiftyOfTheLargestAreAllAnswered() {
        byte[] data = new byte[512 * 1024];
        List<Integer> statuses = Together.run(150, i -> kms.sign(keyId, data).status());

        assertThat(statuses).allMatch(status -> status == 200 || status == 429 || status == 503);
        assertThat(statuses.stream().filter(status -> status == 200).count()).isGreaterThan(30);
        assertThat(server.log()).doesNotContain("OutOfMemoryError");
    }
}
