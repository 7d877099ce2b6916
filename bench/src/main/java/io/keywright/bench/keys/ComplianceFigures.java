package io.keywright.bench.keys;

import io.keywright.core.compliance.Monitor;
import io.keywright.core.compliance.Round;
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

/** How long the monitor of compliance takes to look at many keys. Run by {@code make bench-compliance}. */
public final class ComplianceFigures {

    private static final int TENANTS = 100;
    private static final int CALLERS = 256;
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration YEAR = Duration.ofDays(365);

    private final KeyFactory factory;
    private final Monitor monitor;

    private ComplianceFigures(KeyFactory factory) {
        this.factory = factory;
        this.monitor = factory.monitor(new Schedule(Map.of(KeyType.AES_256, MONTH)), YEAR);
    }

    /** Prints the figures as they come; the argument is how many keys there are. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("keywright-compliance");
        try (KeyFactory factory = new KeyFactory(folder)) {
            ComplianceFigures figures = new ComplianceFigures(factory);
            figures.make(Integer.parseInt(arguments[0]));
            figures.look("nothing is wrong");
            figures.look("nothing is wrong");
            factory.pass(MONTH.plusDays(1));
            figures.look("each key has become overdue");
            figures.look("each key is still overdue");
        } finally {
            delete(folder);
        }
    }

    private void make(int number) throws InterruptedException {
        Semaphore free = new Semaphore(CALLERS);
        CompletableFuture<?>[] made = new CompletableFuture<?>[number];
        for (int i = 0; i < number; i++) {
            free.acquire();
            made[i] = factory.make("tenant-" + i % TENANTS, KeyType.AES_256)
                    .whenComplete((key, failure) -> free.release());
        }
        CompletableFuture.allOf(made).join();
    }

    private void look(String when) throws Exception {
        Round round = monitor.run().orElseThrow();
        System.out.printf(
                "%s: looked at %,d keys and opened %,d findings in %.2f s%n",
                when, round.looked(), round.opened(), round.took().toMillis() / 1e3);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
