package io.keywright.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.model.KeyType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UsableKeyTest {

    static Stream<Arguments> everyType() {
        return KeyLoadingTest.everyType();
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void printsItsTypeOnly(Engines.Named named, KeyType type) {
        assertThat(Keys.load(named.engine(), type)).hasToString("UsableKey[" + type.wireName() + "]");
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void isOfNoUseOnceDestroyed(Engines.Named named, KeyType type) {
        UsableKey key = Keys.load(named.engine(), type);
        Operations.protectSomething(named.engine(), key);
        key.close();
        key.close();
        assertThat(key.destroyed()).isTrue();
        assertThatThrownBy(() -> Operations.protectSomething(named.engine(), key))
                .isInstanceOf(KeyDestroyedException.class);
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void destroysNoOtherKey(Engines.Named named, KeyType type) {
        UsableKey other = Keys.load(named.engine(), type);
        Keys.load(named.engine(), type).close();
        Operations.protectSomething(named.engine(), other);
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void servesManyThreadsAtOnce(Engines.Named named, KeyType type) throws Exception {
        UsableKey key = Keys.load(named.engine(), type);
        for (Future<Void> task : inParallel(32, () -> useFiveTimes(named.engine(), key))) {
            task.get();
        }
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void finishesOrSaysSoWhenDestroyedMeanwhile(Engines.Named named, KeyType type) throws Exception {
        UsableKey key = Keys.load(named.engine(), type);
        List<Future<Void>> tasks = inParallel(32, () -> {
            useFiveTimes(named.engine(), key);
            key.close();
            return null;
        });
        for (Future<Void> task : tasks) {
            try {
                task.get();
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(KeyDestroyedException.class);
            }
        }
    }

    private static Void useFiveTimes(CryptoEngine engine, UsableKey key) {
        for (int i = 0; i < 5; i++) {
            Operations.protectSomething(engine, key);
        }
        return null;
    }

    private static List<Future<Void>> inParallel(int count, Callable<Void> task) {
        List<Future<Void>> futures = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                futures.add(threads.submit(task));
            }
        }
        return futures;
    }
}
