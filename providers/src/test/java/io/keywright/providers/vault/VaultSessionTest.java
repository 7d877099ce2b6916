package io.keywright.providers.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.ProviderKeyReference;
import io.keywright.testkit.openbao.OpenBao;
import io.keywright.testkit.openbao.SharedOpenBao;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Tokens of a real OpenBao: renewed before they end, replaced when they are no more. */
@ExtendWith(SharedOpenBao.class)
@ResourceLock(value = SharedOpenBao.LOCK, mode = ResourceAccessMode.READ)
@Timeout(120)
class VaultSessionTest {

    @TempDir
    private Path folder = Path.of("");

    private Engine engine;

    @BeforeEach
    void open(OpenBao bao) throws Exception {
        engine = Engine.open(bao, folder);
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(50);
        }
    }

    private static boolean serves(ProviderKey key) {
        try {
            return Wraps.unwrap(key, Wraps.wrap(key)).equals(Wraps.secret());
        } catch (RootProviderException e) {
            return false;
        }
    }

    private boolean wasRenewed() throws Exception {
        return engine.tokens().values().stream().anyMatch(token -> token.hasNonNull("last_renewal"));
    }

    @Test
    void aTokenOfALoginIsRenewedAndNotReplaced() throws Exception {
        try (VaultRootProvider provider = engine.provider(engine.byAppRole("5s"))) {
            ProviderKey key = provider.open(ProviderKeyReference.DEFAULT);
            assertThat(serves(key)).isTrue();
            Set<String> first = engine.tokens().keySet();
            await(this::wasRenewed);

            assertThat(serves(key)).isTrue();
            assertThat(engine.tokens().keySet()).isEqualTo(first).hasSize(1);
        }
    }

    @Test
    void aTokenOfAFileIsRenewedWhileNobodyAsks() throws Exception {
        try (VaultRootProvider provider =
                engine.provider(engine.byToken(engine.bao().token("5s", engine.mount())))) {
            ProviderKey key = provider.open(ProviderKeyReference.DEFAULT);
            assertThat(serves(key)).isTrue();
            await(this::wasRenewed);

            assertThat(serves(key)).isTrue();
        }
    }

    @Test
    void aTokenThatReachesItsGreatestAgeIsReplacedWithoutAFailedCall() throws Exception {
        try (VaultRootProvider provider = engine.provider(engine.byAppRole("5s", "7s"))) {
            ProviderKey key = provider.open(ProviderKeyReference.DEFAULT);
            assertThat(serves(key)).isTrue();
            String first = engine.tokens().keySet().iterator().next();
            await(() -> {
                assertThat(serves(key)).isTrue();
                Map<String, JsonNode> tokens = engine.tokens();
                return !tokens.isEmpty() && !tokens.containsKey(first);
            });
        }
    }

    @Test
    void aLoginIsReplacedAtOnceAfterItsTokenWasRevoked() throws Exception {
        try (VaultRootProvider provider = engine.provider(engine.byAppRole("1h"))) {
            ProviderKey key = provider.open(ProviderKeyReference.DEFAULT);
            assertThat(serves(key)).isTrue();
            engine.revokeTokens();

            assertThat(serves(key)).isTrue();
            assertThat(engine.tokens()).hasSize(1);
        }
    }

    @Test
    void aRevokedTokenOfAFileIsReplacedByTheOneThatIsPutThere() throws Exception {
        VaultSettings settings = engine.byToken(engine.bao().token("1h", engine.mount()));
        try (VaultRootProvider provider = engine.provider(settings)) {
            ProviderKey key = provider.open(ProviderKeyReference.DEFAULT);
            assertThat(serves(key)).isTrue();
            engine.revokeTokens();
            RootProviderException fault = Wraps.fault(() -> Wraps.wrap(key));
            assertThat(fault.reason()).isEqualTo(Reason.BAD_CREDENTIALS);
            assertThat(fault).hasMessageContainingAll("token-file", "read on auth/token/lookup-self");

            String other = engine.bao().token("1h", engine.mount());
            Files.writeString(settings.login().tokenFile().orElseThrow(), other);
            await(() -> serves(key));
        }
    }

    @Test
    void aLackingPermissionCostsNoNewLogin() throws Exception {
        try (VaultRootProvider provider = engine.provider(engine.byAppRole("1h"))) {
            ProviderKey key = provider.open(ProviderKeyReference.DEFAULT);
            assertThat(serves(key)).isTrue();
            engine.allow("path \"sys/capabilities-self\" { capabilities = [\"update\"] }");
            for (int call = 0; call < 5; call++) {
                assertThat(Wraps.fault(() -> Wraps.wrap(key)).reason()).isEqualTo(Reason.PERMISSION_MISSING);
            }

            assertThat(engine.tokens()).hasSize(1);
        }
    }

    @Test
    void aWrongSecretIdIsSaidToBeOne() throws Exception {
        VaultSettings settings = engine.byAppRole("1h");
        Files.writeString(settings.login().secretIdFile().orElseThrow(), "wrong");
        try (VaultRootProvider provider = engine.provider(settings)) {
            RootProviderException fault = Wraps.fault(() -> Wraps.wrap(provider.open(ProviderKeyReference.DEFAULT)));

            assertThat(fault.reason()).isEqualTo(Reason.BAD_CREDENTIALS);
            assertThat(fault).hasMessageContainingAll("auth/approle/login", "secret-id-file");
        }
    }

    @Test
    void aClosedProviderForgetsItsToken() throws Exception {
        VaultRootProvider provider = engine.provider(engine.byAppRole("1h"));
        ProviderKey key = provider.open(ProviderKeyReference.DEFAULT);
        assertThat(serves(key)).isTrue();
        provider.close();

        assertThat(serves(key)).isFalse();
    }
}
