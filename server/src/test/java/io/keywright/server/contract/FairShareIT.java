package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Reply;
import io.keywright.server.harness.Served;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What one tenant has computed keeps nobody else waiting. */
@Served
@Isolated("It has one tenant keep the processors busy.")
class FairShareIT {

    private static final byte[] DATA = {1, 2, 3};
    private static final int KEYS = 6;

    private final Installation server;

    FairShareIT(Installation server) {
        this.server = server;
    }

    @Test
    void oneTenantsNewRsaKeysHoldUpNobodyElse() {
        Kms greedy = server.asNewTenant();
        Kms other = server.asNewTenant();
        String signing = other.newKey("RSA-2048");
        String cold = other.newKey("AES-256");
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Reply>> made = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> greedy.create("RSA-3072", List.of("sign", "verify")), executor))
                    .limit(KEYS)
                    .toList();
            CompletableFuture.anyOf(made.toArray(CompletableFuture[]::new)).join();
            other.sign(signing, DATA).expect(200);
            other.encrypt(cold, DATA).expect(200);
            other.get("/health").expect(200);
            assertThat(made)
                    .as("keys that are still being made")
                    .filteredOn(key -> !key.isDone())
                    .hasSizeGreaterThan(KEYS / 2);
            assertThat(made).allSatisfy(key -> key.join().expect(201));
        }
    }
}
