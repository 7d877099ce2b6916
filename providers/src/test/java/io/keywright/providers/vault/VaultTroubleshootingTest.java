package io.keywright.providers.vault;

import io.keywright.core.root.RootProviderException;
import io.keywright.model.ProviderKeyReference;
import io.keywright.pki.CertificateAuthority;
import io.keywright.pki.PemFiles;
import io.keywright.pki.issuing.Validity;
import io.keywright.testkit.openbao.OpenBao;
import io.keywright.testkit.openbao.SharedOpenBao;
import io.keywright.testkit.provider.TroubleshootingPage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The errors that users of OpenBao and Vault meet most are those on the page. */
@ExtendWith(SharedOpenBao.class)
@ResourceLock(value = SharedOpenBao.LOCK, mode = ResourceAccessMode.READ)
class VaultTroubleshootingTest {

    @TempDir
    private Path folder = Path.of("");

    private Engine engine;

    @BeforeEach
    void open(OpenBao bao) throws Exception {
        engine = Engine.open(bao, folder);
    }

    private RootProviderException error(VaultSettings settings, ProviderKeyReference key) {
        try (VaultRootProvider provider = engine.provider(settings)) {
            return Wraps.fault(() -> Wraps.wrap(provider.open(key)));
        }
    }

    private VaultSettings trusting(Path ca) throws Exception {
        VaultSettings right = engine.byToken(engine.bao().token("1h", engine.mount()));
        return new VaultSettings(
                right.address(), right.mount(), right.key(), right.namespace(), Optional.of(ca), false, right.login());
    }

    @Test
    void itsErrorsAreThoseOfThePage() throws Exception {
        Path other = folder.resolve("other.pem");
        Validity hour = Validity.from(Instant.now(), Duration.ofHours(1));
        PemFiles.writeCertificate(
                other, CertificateAuthority.create("OpenBao", hour).certificate());
        VaultSettings allowed = engine.byToken(engine.bao().token("1h", engine.mount()));

        RootProviderException stranger = error(trusting(other), ProviderKeyReference.DEFAULT);
        RootProviderException unknown = error(engine.byToken("s.ended"), ProviderKeyReference.DEFAULT);
        RootProviderException missing = error(allowed, Engine.reference(Engine.KEY + "-gone"));
        engine.allow(VaultPermissions.of(engine.mount(), "another").hcl());
        RootProviderException forbidden = error(allowed, ProviderKeyReference.DEFAULT);

        TroubleshootingPage.tells("OpenBao, Vault", List.of(stranger, unknown, missing, forbidden));
    }
}
