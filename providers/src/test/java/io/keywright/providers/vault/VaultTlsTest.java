package io.keywright.providers.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.ProviderKeyReference;
import io.keywright.pki.CertificateAuthority;
import io.keywright.pki.Credential;
import io.keywright.pki.PemFiles;
import io.keywright.pki.issuing.SubjectNames;
import io.keywright.pki.issuing.Validity;
import io.keywright.testkit.openbao.OpenBao;
import io.keywright.testkit.openbao.SharedOpenBao;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The server must prove who it is, and one may prove by a certificate who asks. */
@ExtendWith(SharedOpenBao.class)
@ResourceLock(value = SharedOpenBao.LOCK, mode = ResourceAccessMode.READ)
class VaultTlsTest {

    private final Validity hour = Validity.from(Instant.now(), Duration.ofHours(1));

    @TempDir
    private Path folder = Path.of("");

    private Engine engine;

    @BeforeEach
    void open(OpenBao bao) throws Exception {
        engine = Engine.open(bao, folder);
    }

    private RootProviderException fault(Optional<Path> ca) throws Exception {
        VaultSettings right = engine.byToken(engine.bao().root().token());
        VaultSettings settings = new VaultSettings(
                right.address(), right.mount(), right.key(), right.namespace(), ca, false, right.login());
        try (VaultRootProvider provider = engine.provider(settings)) {
            return Wraps.fault(() -> Wraps.wrap(provider.open(ProviderKeyReference.DEFAULT)));
        }
    }

    @Test
    void aServerOfAnotherAuthorityIsNotTrusted() throws Exception {
        Path other = folder.resolve("other.pem");
        PemFiles.writeCertificate(
                other, CertificateAuthority.create("OpenBao", hour).certificate());

        for (Optional<Path> ca : List.of(Optional.of(other), Optional.<Path>empty())) {
            RootProviderException fault = fault(ca);
            assertThat(fault.reason()).isEqualTo(Reason.UNREACHABLE);
            assertThat(fault).hasMessageContaining("set ca to the file");
        }
    }

    private VaultSettings byCertificate(CertificateAuthority issuer) throws Exception {
        Credential client = issuer.issueClient(new X500Principal("CN=keywright"), SubjectNames.ofLoopback(), hour);
        PemFiles.writeCertificate(folder.resolve("client.pem"), client.certificate());
        PemFiles.writePrivateKey(folder.resolve("client-key.pem"), client.privateKey());
        return engine.settings(Logins.certificate(folder.resolve("client.pem"), folder.resolve("client-key.pem")));
    }

    @Test
    void aCertificateThatARoleTrustsLogsInAndAnotherDoesNot() throws Exception {
        engine.enable("cert");
        engine.bao()
                .root()
                .call(
                        "POST",
                        "auth/cert/certs/" + engine.mount(),
                        Map.of(
                                "certificate",
                                Files.readString(engine.bao().ca()),
                                "token_policies",
                                engine.mount(),
                                "token_no_default_policy",
                                true));
        try (VaultRootProvider provider =
                engine.provider(byCertificate(engine.bao().authority()))) {
            ProviderKey key = provider.open(ProviderKeyReference.DEFAULT);
            assertThat(Wraps.unwrap(key, Wraps.wrap(key))).isEqualTo(Wraps.secret());
        }
        try (VaultRootProvider provider = engine.provider(byCertificate(CertificateAuthority.create("Other", hour)))) {
            RootProviderException fault = Wraps.fault(() -> Wraps.wrap(provider.open(ProviderKeyReference.DEFAULT)));
            assertThat(fault.reason()).isEqualTo(Reason.BAD_CREDENTIALS);
            assertThat(fault).hasMessageContaining("auth/cert/login");
        }
    }
}
