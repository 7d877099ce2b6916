package io.keywright.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Together;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A server that is killed in the middle of imports has made a key, or has left its import open; never both, never neither. */
class ImportKillIT {

    private static final int ROUNDS = Integer.getInteger("kill.rounds", 2);
    private static final int AT_ONCE = 6;

    @Test
    void anImportIsDoneWholeOrNotAtAllHoweverOftenTheServerIsKilled() throws Exception {
        try (Installation server = Installation.start(Map.of())) {
            Kms kms = server.as(Identity.of("importer"));
            DatabaseFile database = DatabaseFile.of(server);
            for (int round = 1; round <= ROUNDS; round++) {
                List<BegunImport> imports = Stream.generate(() -> BegunImport.by(kms))
                        .limit(AT_ONCE)
                        .toList();
                List<Optional<String>> answers = endUntilKilled(server, imports);
                server.start();
                long made = imports.stream().filter(BegunImport::isMade).count();
                System.out.printf(
                        "kill -9 of imports, round %d of %d: of %d keys %d were made, %d acknowledged%n",
                        round,
                        ROUNDS,
                        AT_ONCE,
                        made,
                        answers.stream().flatMap(Optional::stream).count());
                for (int i = 0; i < AT_ONCE; i++) {
                    imports.get(i).check(answers.get(i), database);
                }
            }
            assertThat(kms.receipts("operation=key_imported&outcome=success&limit=100"))
                    .as("one receipt for each key")
                    .hasSize(ROUNDS * AT_ONCE);
        }
    }

    /** What each import was answered, some before the server was killed; nothing if it was gone by then. */
    private static List<Optional<String>> endUntilKilled(Installation server, List<BegunImport> imports) {
        CountDownLatch awaited =
                new CountDownLatch(1 + ThreadLocalRandom.current().nextInt(AT_ONCE - 1));
        return Together.run(AT_ONCE + 1, i -> {
            if (i == AT_ONCE) {
                return killed(server, awaited);
            }
            Optional<String> answer = imports.get(i).ended();
            awaited.countDown();
            return answer;
        });
    }

    private static Optional<String> killed(Installation server, CountDownLatch awaited) {
        try {
            assertThat(awaited.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        server.kill();
        return Optional.empty();
    }
}
