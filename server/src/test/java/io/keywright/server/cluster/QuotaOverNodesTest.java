package io.keywright.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.change.UsageChange;
import io.keywright.core.quota.DailyUsage;
import io.keywright.core.quota.EncryptionLimit;
import io.keywright.core.quota.JointReservation;
import io.keywright.core.quota.KeyQuota;
import io.keywright.core.quota.RateLimiter;
import io.keywright.model.AccessPolicy;
import io.keywright.model.Environment;
import io.keywright.model.KeyLine;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyState;
import io.keywright.model.KeyType;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeyVersion;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Plane;
import io.keywright.model.Protection;
import io.keywright.model.Scope;
import io.keywright.server.harness.SmallLedger;
import io.keywright.store.postgresql.DatabaseAddress;
import io.keywright.store.postgresql.PostgresqlDatabase;
import io.keywright.testkit.postgresql.Postgresql;
import io.keywright.testkit.postgresql.SharedPostgresql;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a key may do, it may do as often as that on all nodes together, and whoever comes too late is told why. */
@ExtendWith(SharedPostgresql.class)
class QuotaOverNodesTest {

    private static final int LIMIT = 200;
    private static final int CALLS = 600;
    private static final int CALLERS = 20;

    @TempDir
    static Path folder;

    private final List<SmallLedger> nodes = new ArrayList<>();
    private final List<KeyQuota> quotas = new ArrayList<>();

    @BeforeEach
    void start(Postgresql server) throws Exception {
        SmallLedger.provider(folder, "local");
        DatabaseAddress address = new DatabaseAddress(
                List.of(new DatabaseAddress.Host(Postgresql.HOST, server.port())),
                Postgresql.DATABASE,
                "quota_over_nodes",
                Postgresql.USER,
                Optional.empty(),
                Optional.empty());
        for (int i = 0; i < 2; i++) {
            SmallLedger node = new SmallLedger(folder, PostgresqlDatabase.open(address));
            KeyQuota quota = new KeyQuota(
                    new RateLimiter<UUID>("key_rate", Optional.empty(), System::nanoTime),
                    new EncryptionLimit(node.store.usage(), node.blocking(), 10),
                    new DailyUsage(node.store.usage(), node.blocking(), 10, node.clock));
            node.store.tell(quota);
            nodes.add(node);
            quotas.add(quota);
        }
    }

    @AfterEach
    void stop() throws Exception {
        for (SmallLedger node : nodes) {
            node.close();
        }
    }

    /** One of which only the id and the daily limit matter. */
    private static KeyMetadata key(long limit) {
        UUID keyId = UUID.randomUUID();
        KeyLine line = new KeyLine(
                keyId,
                new Scope("acme", Environment.DEV, Plane.TENANT),
                null,
                KeyType.AES_256,
                KeyType.AES_256.usages(),
                new AccessPolicy(Set.of(AccessPolicy.ANY_MODULE), false, limit),
                1);
        Instant made = Instant.parse("2026-01-01T00:00:00Z");
        return new KeyMetadata(
                line,
                new KeyVersion(
                        keyId,
                        1,
                        KeyState.ACTIVE,
                        "",
                        made,
                        made,
                        made.plusSeconds(1),
                        null,
                        null,
                        Protection.SOFTWARE));
    }

    private CompletableFuture<String> use(int node, KeyMetadata key, KeyUsage usage, int times) {
        return run(node, call -> {
            call.concerns(key);
            return quotas.get(node).take(key, usage, times).thenApply(reservation -> {
                call.charge(reservation);
                return Outcome.of("done");
            });
        });
    }

    /** Uses both keys at once, as a ciphertext is encrypted anew. */
    private CompletableFuture<String> useBoth(int node, KeyMetadata source, KeyMetadata target) {
        return run(node, call -> {
            call.concerns(source);
            return quotas.get(node)
                    .take(source, KeyUsage.DECRYPT, 1)
                    .thenCompose(one -> quotas.get(node)
                            .take(target, KeyUsage.ENCRYPT, 1)
                            .thenApply(other -> {
                                call.charge(new JointReservation(one, other));
                                return Outcome.of("done");
                            }));
        });
    }

    private CompletableFuture<String> run(int node, UseCase.NonBlocking<String> used) {
        return nodes.get(node)
                .run(SmallLedger.caller("acme", "app"), Operation.ENCRYPT, used)
                .handle((done, failure) -> failure == null ? "done" : reason(failure));
    }

    private static String reason(Throwable failure) {
        return String.valueOf(
                KeywrightException.of(failure.getCause() instanceof KeywrightException cause ? cause : failure)
                        .details()
                        .get("reason"));
    }

    /** Both nodes use the key at once; how often each came of it. */
    private Map<String, Integer> race(KeyMetadata key, KeyUsage usage) {
        return race(node -> use(node, key, usage, 1));
    }

    /** Many callers of both nodes, each of which waits for its answer before it calls again. */
    private Map<String, Integer> race(IntFunction<CompletableFuture<String>> calling) {
        Map<String, Integer> ended = new ConcurrentHashMap<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            for (int i = 0; i < CALLERS; i++) {
                int node = i % 2;
                callers.execute(() -> {
                    for (int call = 0; call < CALLS / CALLERS; call++) {
                        ended.merge(calling.apply(node).join(), 1, Integer::sum);
                    }
                });
            }
        }
        return ended;
    }

    private static LocalDate today(SmallLedger node) {
        return LocalDate.ofInstant(node.clock.instant(), ZoneOffset.UTC);
    }

    @Test
    void twoNodesAllowADaysUsesTogether() throws Exception {
        KeyMetadata key = key(LIMIT);
        assertThat(race(key, KeyUsage.SIGN)).isEqualTo(Map.of("done", LIMIT, "daily_usage", CALLS - LIMIT));
        assertThat(nodes.getFirst().store.usage().used(key.scope(), key.keyId(), today(nodes.getFirst())))
                .isEqualTo(LIMIT);
        assertThat(use(0, key, KeyUsage.SIGN, 1).join()).isEqualTo("daily_usage");
        assertThat(use(1, key, KeyUsage.SIGN, 1).join()).isEqualTo("daily_usage");
    }

    @Test
    void aBatchThatTheOtherNodeHasLeftNoRoomForIsRefusedAndASmallerOneIsNot() throws Exception {
        KeyMetadata key = key(LIMIT);
        assertThat(use(0, key, KeyUsage.SIGN, 1).join()).isEqualTo("done");
        assertThat(use(1, key, KeyUsage.SIGN, LIMIT - 5).join()).isEqualTo("done");
        assertThat(use(0, key, KeyUsage.SIGN, 5).join()).isEqualTo("daily_usage");
        assertThat(use(0, key, KeyUsage.SIGN, 4).join()).isEqualTo("done");
        assertThat(use(1, key, KeyUsage.SIGN, 1).join()).isEqualTo("daily_usage");
    }

    @Test
    void batchesOfItemsShareADaysUsesLikewise() throws Exception {
        KeyMetadata key = key(LIMIT);
        assertThat(race(node -> use(node, key, KeyUsage.SIGN, 3)))
                .isEqualTo(Map.of("done", LIMIT / 3, "daily_usage", CALLS - LIMIT / 3));
        assertThat(nodes.getFirst().store.usage().used(key.scope(), key.keyId(), today(nodes.getFirst())))
                .isEqualTo(LIMIT / 3 * 3);
    }

    @Test
    void whereOneOfTwoKeysHasNoRoomNothingIsTakenOfTheOther() throws Exception {
        KeyMetadata source = key(LIMIT);
        KeyMetadata target = key(AccessPolicy.MAX_USAGE);
        assertThat(race(node -> useBoth(node, source, target)))
                .isEqualTo(Map.of("done", LIMIT, "daily_usage", CALLS - LIMIT));
        assertThat(nodes.getFirst().store.usage().used(source.scope(), source.keyId(), today(nodes.getFirst())))
                .isEqualTo(LIMIT);
        assertThat(nodes.getFirst().store.usage().encryptions(target.scope(), target.keyId()))
                .isEqualTo(LIMIT);
    }

    @Test
    void twoNodesEncryptTogetherNoMoreOftenThanAKeyMay() throws Exception {
        KeyMetadata key = key(AccessPolicy.MAX_USAGE);
        nodes.getFirst()
                .commit(new UsageChange.KeyUsed(key.scope(), key.keyId(), today(nodes.getFirst()))
                        .encrypting(EncryptionLimit.MOST - LIMIT));
        assertThat(race(key, KeyUsage.ENCRYPT)).isEqualTo(Map.of("done", LIMIT, "encryption_limit", CALLS - LIMIT));
        assertThat(nodes.getFirst().store.usage().encryptions(key.scope(), key.keyId()))
                .isEqualTo(EncryptionLimit.MOST);
    }
}
