package io.keywright.bench.keys;

import io.keywright.core.rotation.KeyResult.RotationOutcome;
import io.keywright.core.rotation.Run;
import io.keywright.core.rotation.Schedule;
import io.keywright.model.KeyType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/** How fast keys are made and replaced, each durable with its receipt. Run by {@code make bench-rotation}. */
public final class RotationFigures {

    private static final int TENANTS = 100;
    private static final int KEYS_OF_EACH = 10;
    private static final int KEYS = 20_000;
    private static final int CALLERS = 256;
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Schedule MONTHLY = new Schedule(Map.of(KeyType.ED25519, MONTH, KeyType.AES_256, MONTH));

    private final KeyFactory factory;
    private long keys;

    private RotationFigures(KeyFactory factory) {
        this.factory = factory;
    }

    /** Prints the figures as they come. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("keywright-rotation");
        try (KeyFactory factory = new KeyFactory(folder)) {
            RotationFigures figures = new RotationFigures(factory);
            figures.make(TENANTS * KEYS_OF_EACH);
            figures.rotate();
            figures.rotate();
            figures.make(KEYS);
            figures.make(KEYS);
            figures.rotateRoots();
            new BusyRotation(factory).run();
        } finally {
            delete(folder);
        }
    }

    private void make(int number) throws InterruptedException {
        Semaphore free = new Semaphore(CALLERS);
        long began = System.nanoTime();
        CompletableFuture<?>[] made = new CompletableFuture<?>[number];
        for (int i = 0; i < number; i++) {
            free.acquire();
            made[i] = factory.make("tenant-" + i % TENANTS, i / TENANTS % 2 == 0 ? KeyType.ED25519 : KeyType.AES_256)
                    .whenComplete((key, failure) -> free.release());
        }
        CompletableFuture.allOf(made).join();
        keys += number;
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "made %,d keys, Ed25519 and AES by turns, of %d callers: %,.0f per second (wanted: 3,000)%n",
                number, CALLERS, number / seconds);
    }

    private void rotate() throws Exception {
        factory.pass(MONTH);
        long began = System.nanoTime();
        Run run = factory.rotations(MONTHLY).run().orElseThrow();
        double seconds = (System.nanoTime() - began) / 1e9;
        keys += run.count(RotationOutcome.ROTATED);
        System.out.printf(
                "rotated %,d keys of %d tenants in %.2f s (wanted: under 5 s)%n",
                run.count(RotationOutcome.ROTATED), TENANTS, seconds);
    }

    /** All roots at once, with every key that there is under them, old versions included. */
    private void rotateRoots() throws Exception {
        factory.pass(YEAR);
        long began = System.nanoTime();
        factory.rootRotations(YEAR).run();
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "rotated the roots of %d tenants and wrapped %,d keys anew in %.2f s: %,.0f per second, %d left%n",
                TENANTS, keys, seconds, keys / seconds, factory.underOldRoots());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
