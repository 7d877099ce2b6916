package io.keywright.bench.keys;

import io.keywright.core.lifecycle.KeyStore.KeyFilter;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.KeyType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How long a page of one tenant's many keys takes, whichever filter narrows it. Run by {@code make bench-lists}. */
public final class ListFigures {

    private static final String TENANT = "acme";
    private static final int PAGE = 100;
    private static final int CALLERS = 256;
    private static final int ROUNDS = 40;
    /** One in so many keys is of a rare type, and one archived. */
    private static final int RARE = 1_000;

    private final KeyFactory factory;
    private final List<KeyMetadata> keys = new ArrayList<>();

    private ListFigures(KeyFactory factory) {
        this.factory = factory;
    }

    /** Prints the figures as they come; the argument is how many keys there are. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("keywright-lists");
        try (KeyFactory factory = new KeyFactory(folder)) {
            ListFigures figures = new ListFigures(factory);
            figures.make(Integer.parseInt(arguments[0]));
            figures.measureAll();
        } finally {
            delete(folder);
        }
    }

    private void make(int number) throws InterruptedException {
        Semaphore free = new Semaphore(CALLERS);
        List<CompletableFuture<KeyMetadata>> made = new ArrayList<>(number);
        for (int i = 0; i < number; i++) {
            free.acquire();
            made.add(factory.make(TENANT, type(i), "key-" + i)
                    .whenComplete((key, failure) -> free.release())
                    .thenApply(recorded -> recorded.value().key()));
        }
        made.stream().map(CompletableFuture::join).forEach(keys::add);
        keys.sort(Comparator.comparing(key -> key.keyId().toString()));
        for (int i = RARE / 2; i < number; i += RARE) {
            factory.archive(keys.get(i)).join();
        }
    }

    private static KeyType type(int i) {
        return i % RARE == 0 ? KeyType.HMAC_256 : i % 2 == 0 ? KeyType.ED25519 : KeyType.AES_256;
    }

    private void measureAll() {
        List<@Nullable KeyType> types = Arrays.asList(null, KeyType.AES_256, KeyType.HMAC_256, KeyType.ML_DSA_65);
        List<@Nullable KeyState> states = Arrays.asList(null, KeyState.ACTIVE, KeyState.ARCHIVED, KeyState.DESTROYED);
        for (KeyType type : types) {
            for (KeyState state : states) {
                measure(new KeyFilter(type, state, null));
            }
        }
        measure(new KeyFilter(null, null, "key-" + keys.size() / 2));
        measure(new KeyFilter(KeyType.AES_256, KeyState.ACTIVE, "nobody"));
    }

    private void measure(KeyFilter filter) {
        UUID middle = keys.get(keys.size() / 2).keyId();
        System.out.printf(
                Locale.ROOT,
                "%-60s first page %5.1f ms, from the middle %5.1f ms (wanted: 20 ms)%n",
                filter,
                median(filter, null),
                median(filter, middle));
    }

    private double median(KeyFilter filter, @Nullable UUID after) {
        long[] nanos = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long began = System.nanoTime();
            factory.list(TENANT, filter, after, PAGE);
            nanos[i] = System.nanoTime() - began;
        }
        Arrays.sort(nanos);
        return nanos[ROUNDS / 2] / 1e6;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
