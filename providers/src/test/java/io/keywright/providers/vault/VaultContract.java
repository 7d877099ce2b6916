package io.keywright.providers.vault;

import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.ProviderKeyReference;
import io.keywright.testkit.openbao.OpenBao;
import io.keywright.testkit.openbao.SharedOpenBao;
import io.keywright.testkit.provider.RootProviderContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The contract, held against a real OpenBao, whichever way one logs in. */
@ExtendWith(SharedOpenBao.class)
@ResourceLock(SharedOpenBao.LOCK)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class VaultContract implements RootProviderContract {

    private Engine engine;
    private VaultRootProvider provider;

    abstract VaultSettings settings(Engine opened) throws Exception;

    @BeforeAll
    void mount(OpenBao bao, @TempDir Path folder) throws Exception {
        engine = Engine.open(bao, folder);
    }

    @BeforeEach
    void open() throws Exception {
        provider = engine.provider(settings(engine));
    }

    @AfterEach
    void close() {
        provider.close();
    }

    @Override
    public RootProvider provider() {
        return provider;
    }

    @Override
    public ProviderKey stranger() throws Exception {
        return provider.open(Engine.reference("keywright-other"));
    }

    @Override
    public ProviderKeyReference nobody() {
        return Engine.reference("keywright-none");
    }

    @Override
    public List<Outage> outages() {
        OpenBao bao = engine.bao();
        String key = engine.mount() + "/keys/" + Engine.KEY;
        return List.of(
                new Outage("a sealed server", Reason.UNREACHABLE, bao::seal, bao::unseal),
                new Outage(
                        "a policy that names nothing of the engine",
                        Reason.PERMISSION_MISSING,
                        () -> engine.allow("path \"sys/capabilities-self\" { capabilities = [\"update\"] }"),
                        () -> engine.allow(engine.permissions().hcl())),
                new Outage(
                        "a policy that does not even tell what it allows",
                        Reason.PERMISSION_MISSING,
                        () -> engine.allow("path \"auth/token/lookup-self\" { capabilities = [\"read\"] }"),
                        () -> engine.allow(engine.permissions().hcl())),
                new Outage(
                        "a key that is softly deleted",
                        Reason.KEY_DISABLED,
                        () -> bao.root().call("DELETE", key + "/soft-delete", Map.of()),
                        () -> bao.root().call("POST", key + "/soft-delete-restore", Map.of())));
    }
}
