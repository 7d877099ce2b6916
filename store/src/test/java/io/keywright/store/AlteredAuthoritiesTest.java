package io.keywright.store;

import static io.keywright.store.AlteredStore.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.authority.CertificateStore.Filter;
import io.keywright.core.change.AuthorityChange;
import io.keywright.model.Authority;
import io.keywright.model.CertificatePurpose;
import io.keywright.model.CertificateRevocation;
import io.keywright.model.CertificateRevocationReason;
import io.keywright.model.IssuedCertificate;
import io.keywright.model.IssuingRules;
import io.keywright.model.IssuingRules.Addresses;
import io.keywright.model.IssuingRules.ModuleRule;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.testkit.Samples;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody writes into the rows of authorities and revocations beside the service, it refuses. */
class AlteredAuthoritiesTest {

    private static final Scope ACME = Samples.scope("acme");

    @TempDir
    Path folder;

    private AlteredStore altered;
    private Store store;
    private Authority authority;

    @BeforeEach
    void open() throws Exception {
        altered = new AlteredStore(folder);
        store = altered.store();
        StoredKey key = new Samples(1).key(ACME, null);
        authority = new Authority(
                new UUID(1, 1),
                ACME,
                "Acme",
                key.metadata().keyId(),
                null,
                new IssuingRules(
                        "acme.example",
                        Map.of(
                                "app",
                                new ModuleRule(
                                        Set.of("acme.example"), Set.of(CertificatePurpose.CLIENT), Duration.ofDays(1))),
                        Addresses.NONE),
                Optional.empty(),
                Optional.of(new byte[] {1, 2, 3}),
                List.of(new byte[] {4, 5, 6}),
                Samples.START,
                1);
        altered.apply(new AuthorityChange.Created(authority, key, Optional.empty(), 1));
        IssuedCertificate certificate = new IssuedCertificate(
                new UUID(2, 1),
                authority.authorityId(),
                ACME,
                "app",
                BigInteger.TEN,
                new byte[] {7},
                Samples.START,
                Samples.START.plusSeconds(60),
                null,
                Optional.empty());
        altered.apply(new AuthorityChange.CertificateIssued(certificate, 1));
        altered.apply(new AuthorityChange.CertificateRevoked(
                certificate.revoked(
                        new CertificateRevocation(Samples.START, CertificateRevocationReason.KEY_COMPROMISE)),
                "ab"));
    }

    @AfterEach
    void close() throws Exception {
        altered.close();
    }

    @Test
    void whatNobodyAlteredIsRead() throws Exception {
        assertThat(store.authorities().authority(ACME, authority.authorityId())).isPresent();
        assertThat(store.certificates().revokedBehind(0, 10)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE authorities SET rules = replace(rules, 'acme.example', 'evil.example')",
                "UPDATE authorities SET certificate = x'010204'",
                "UPDATE authorities SET key_id = x'00000000000000000000000000000009'",
                "UPDATE authorities SET version = 2",
                "UPDATE authorities SET plane = 'shared'",
                "DELETE FROM authority_chains"
            })
    void anAuthorityThatWasAlteredIssuesNothing(String change) throws Exception {
        altered.alter(change);
        refused(() -> store.authorities().authority(authority.authorityId()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE certificate_revocations SET serial = x'0b'",
                "UPDATE certificate_revocations SET issuer_key = 'cd'",
                "UPDATE certificate_revocations SET not_after = 0",
                "UPDATE certificate_revocations SET reason = 'superseded'"
            })
    void aRevocationThatWasAlteredIsRefused(String change) throws Exception {
        altered.alter(change);
        refused(() -> store.certificates().revokedBehind(0, 10));
        refused(() -> store.certificates().certificates(ACME, new Filter(null, null, null, null), null, 10));
    }
}
