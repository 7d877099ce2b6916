package io.keywright.providers.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.ProviderKeyReference;
import io.keywright.providers.vault.VaultPermissions.Grant;
import io.keywright.testkit.openbao.BaoApi;
import io.keywright.testkit.openbao.OpenBao;
import io.keywright.testkit.openbao.SharedOpenBao;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The policy that documents and set-up print is enough, and each line of it is needed for what it says. */
@ExtendWith(SharedOpenBao.class)
@ResourceLock(value = SharedOpenBao.LOCK, mode = ResourceAccessMode.READ)
class VaultPermissionsTest {

    @TempDir
    private Path folder = Path.of("");

    private Engine engine;
    private VaultPermissions permissions = VaultPermissions.of("", "");

    @BeforeEach
    void open(OpenBao bao) throws Exception {
        engine = Engine.open(bao, folder);
        permissions = VaultPermissions.of(engine.mount(), Engine.KEY);
    }

    /** What each purpose means, done with a token of that policy; whether it could be done. */
    private boolean can(String purpose) throws Exception {
        String token = engine.bao().token("1h", engine.mount());
        return switch (purpose) {
            case "wrap" -> uses(token);
            case "unwrap" -> uses(token);
            case "read the type, versions and state of the key" -> uses(token);
            case "log in with a token from a file" -> uses(token);
            case "tell a missing permission from a token that has ended" -> {
                BaoApi api = engine.bao().root().as(token);
                yield succeeds(() -> api.call("POST", "sys/capabilities-self", Map.of("paths", "a")));
            }
            case "renew the token before it ends" -> {
                BaoApi api = engine.bao().root().as(token);
                yield succeeds(() -> api.call("POST", "auth/token/renew-self", Map.of()));
            }
            default -> throw new AssertionError(purpose);
        };
    }

    private boolean uses(String token) throws Exception {
        try (VaultRootProvider provider = engine.provider(engine.byToken(token))) {
            var key = provider.open(ProviderKeyReference.DEFAULT);
            return Wraps.unwrap(key, Wraps.wrap(key)).equals(Wraps.secret());
        } catch (RootProviderException e) {
            assertThat(e.reason()).isIn(Reason.PERMISSION_MISSING, Reason.BAD_CREDENTIALS);
            return false;
        }
    }

    @FunctionalInterface
    private interface Call {
        Object run() throws IOException, InterruptedException;
    }

    private static boolean succeeds(Call call) throws InterruptedException {
        try {
            call.run();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void theSetUpPrintsThisPolicy() {
        assertThat(new VaultGuide()
                        .steps(Map.of("mount", engine.mount(), "key", Engine.KEY), Optional.empty())
                        .getLast()
                        .text())
                .contains(permissions.hcl());
    }

    @Test
    void exactlyThisPolicyIsEnough() throws Exception {
        engine.allow(permissions.hcl());
        for (Grant grant : permissions.grants()) {
            assertThat(can(grant.purpose())).as(grant.purpose()).isTrue();
        }
    }

    @Test
    void withoutOneOfItsLinesWhatTheLineIsForFails() throws Exception {
        for (Grant left : permissions.grants()) {
            engine.allow(permissions.grants().stream()
                    .filter(grant -> !grant.equals(left))
                    .map(grant -> grant.permission().hcl())
                    .collect(Collectors.joining("\n")));
            assertThat(can(left.purpose())).as(left.purpose()).isFalse();
        }
    }

    @Test
    void itAllowsNothingMore() throws Exception {
        engine.allow(permissions.hcl());
        BaoApi api = engine.bao().root().as(engine.bao().token("1h", engine.mount()));
        for (String forbidden : new String[] {
            engine.mount() + "/keys/" + Engine.KEY + "/rotate",
            engine.mount() + "/keys/" + Engine.KEY + "/config",
            engine.mount() + "/encrypt/" + Engine.KEY + "-other",
            engine.mount() + "/decrypt/" + Engine.KEY + "-other",
            engine.mount() + "/rewrap/" + Engine.KEY,
            "auth/token/create"
        }) {
            assertThat(api.status("POST", forbidden)).as(forbidden).isEqualTo(403);
        }
    }
}
