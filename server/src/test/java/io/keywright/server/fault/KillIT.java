package io.keywright.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.fault.Ledgered.Promise;
import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Together;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * A server that is killed at any moment has lost nothing that it acknowledged. As often as the property
 * {@code kill.rounds} says; {@code make test-kill} does so a hundred times.
 */
class KillIT {

    private static final int ROUNDS = Integer.getInteger("kill.rounds", 3);
    private static final int MAX_RECEIPTS = 300;
    private static final int MAX_START_MILLIS = 1_000;
    /** Every so often the start after a kill is killed, too. */
    private static final int ROUNDS_WITH_A_KILLED_START = 2;
    /** Every so many receipts one is proved; all of them are by the audit at the end. */
    private static final int RECEIPTS_PER_PROOF = 20;

    private static final int CHECKERS = 8;
    private static final long FILE_LIMIT_SECONDS = 60;

    private final Random random = new Random();

    @Test
    void nothingAcknowledgedIsLostHoweverOftenTheServerIsKilled() throws Exception {
        try (Installation server = Installation.start(Map.of())) {
            DatabaseFile database = DatabaseFile.of(server);
            Witness witness = new Witness(server.as(Identity.of("witness")));
            List<Promise> receipts = new ArrayList<>();
            List<KnownKey> keys = new ArrayList<>();
            for (int round = 1; round <= ROUNDS; round++) {
                Load load = Load.start(server, witness);
                load.await(random.nextInt(MAX_RECEIPTS));
                server.kill();
                load.end();
                if (round % ROUNDS_WITH_A_KILLED_START == 0) {
                    killWhileStarting(server);
                }
                server.start();
                witness.follow(database);
                check(load.receipts(), load.keys(), witness);
                receipts.addAll(load.receipts());
                keys.addAll(load.keys());
                System.out.printf(
                        "kill -9, round %d of %d: %d receipts and %d keys were acknowledged, all are there%n",
                        round, ROUNDS, load.receipts().size(), load.keys().size());
            }
            assertThat(receipts).as("what was acknowledged").hasSizeGreaterThan(ROUNDS * 20);
            together(keys, KnownKey::check);
            assertThat(server.stop()).as("exit code after SIGTERM").isIn(0, 143);
            Audit.of(server.data(), witness.key()).findsAll(receipts);
        }
    }

    private void killWhileStarting(Installation server) throws Exception {
        Process starting = server.launch().start();
        Thread.sleep(random.nextInt(MAX_START_MILLIS));
        starting.destroyForcibly().waitFor();
    }

    private static void check(List<Promise> receipts, List<KnownKey> keys, Witness witness) {
        List<Promise> proved = new ArrayList<>();
        for (int i = 0; i < receipts.size(); i += RECEIPTS_PER_PROOF) {
            proved.add(receipts.get(i));
        }
        together(receipts, receipt -> receipt.redeem(witness.key()));
        together(proved, receipt -> receipt.prove(witness.key()));
        together(keys, KnownKey::check);
    }

    private static <T> void together(List<T> all, Consumer<T> check) {
        Together.run(CHECKERS, checker -> {
            for (int i = checker; i < all.size(); i += CHECKERS) {
                check.accept(all.get(i));
            }
            return checker;
        });
    }

    @Test
    void aFirstStartThatIsKilledIsSimplyTakenUpAgain() throws Exception {
        try (Installation server = Installation.prepare(Map.of())) {
            Path data = server.data();
            for (Path made : List.of(server.database(), data.resolve("keywright.db-wal"), data.resolve("root.key"))) {
                killOnceThereIs(made, server);
            }
            server.start();
            Kms kms = server.asNewTenant();
            kms.sign(kms.newKey("Ed25519"), new byte[1]).expect(200);
        }
    }

    private static void killOnceThereIs(Path file, Installation server) throws Exception {
        Process starting = server.launch().start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(FILE_LIMIT_SECONDS);
        try {
            while (Files.notExists(file)) {
                assertThat(starting.isAlive() && System.nanoTime() < deadline)
                        .as("%s was made; the server said:\n%s", file, server.log())
                        .isTrue();
                Thread.sleep(1);
            }
        } finally {
            starting.destroyForcibly().waitFor();
        }
    }
}
