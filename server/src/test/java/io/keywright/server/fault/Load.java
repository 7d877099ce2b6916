package io.keywright.server.fault;

import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.NoAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/** Clients that make, use, rotate and revoke keys until the server is gone, and note all that it acknowledges. */
final class Load {

    private static final int TENANTS = 3;
    private static final int CLIENTS_OF_A_TENANT = 2;
    private static final int MAX_DATA_BYTES = 4096;
    private static final int USES_BEFORE_ROTATION = 4;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int MAX_MOMENT_NANOS = 1_000_000;

    private final Installation server;
    private final Witness witness;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> clients = new ArrayList<>();
    private final Ledgered ledgered = new Ledgered();
    private final Queue<KnownKey> keys = new ConcurrentLinkedQueue<>();

    private Load(Installation server, Witness witness) {
        this.server = server;
        this.witness = witness;
    }

    static Load start(Installation server, Witness witness) {
        Load load = new Load(server, witness);
        load.go(load::watch);
        for (int i = 0; i < TENANTS * CLIENTS_OF_A_TENANT; i++) {
            Kms kms = server.as(Identity.of("tenant-" + i % TENANTS));
            load.go(() -> load.work(kms));
        }
        return load;
    }

    /** Runs {@code round} again and again, until no answer comes. */
    private void go(Runnable round) {
        clients.add(threads.submit(() -> {
            try {
                while (true) {
                    round.run();
                }
            } catch (NoAnswer gone) {
                return;
            }
        }));
    }

    private void watch() {
        witness.look();
    }

    private void work(Kms kms) {
        KnownKey cipher = known(KnownKey.create(kms, true, ledgered));
        KnownKey signer = known(KnownKey.create(kms, false, ledgered));
        for (int i = 0; i < USES_BEFORE_ROTATION; i++) {
            cipher.use(data(), ledgered);
            signer.use(data(), ledgered);
        }
        KnownKey successor = known(cipher.rotate(ledgered));
        successor.use(data(), ledgered);
        known(signer.rotate(ledgered)).revoke(ledgered);
        successor.use(data(), ledgered);
    }

    private KnownKey known(KnownKey key) {
        keys.add(key);
        return key;
    }

    private static byte[] data() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        byte[] data = new byte[random.nextInt(MAX_DATA_BYTES)];
        random.nextBytes(data);
        return data;
    }

    /** Waits for so many acknowledged receipts, and then a moment, so that any moment may be the end of it. */
    void await(int receipts) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (ledgered.size() < receipts) {
            if (System.nanoTime() > deadline || clients.stream().anyMatch(Future::isDone)) {
                throw new AssertionError("the server does not take the load:\n" + server.log());
            }
            Thread.sleep(1);
        }
        Thread.sleep(0, ThreadLocalRandom.current().nextInt(MAX_MOMENT_NANOS));
    }

    /** Waits until every client has found the server gone; fails if one of them got a wrong answer before. */
    void end() throws InterruptedException {
        threads.close();
        for (Future<?> client : clients) {
            try {
                client.get();
            } catch (ExecutionException e) {
                throw new AssertionError("the server answered wrongly under load:\n" + server.log(), e.getCause());
            }
        }
    }

    List<Ledgered.Promise> receipts() {
        return ledgered.promises();
    }

    List<KnownKey> keys() {
        return List.copyOf(keys);
    }
}
