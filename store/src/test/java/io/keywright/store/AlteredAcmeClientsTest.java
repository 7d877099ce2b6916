package io.keywright.store;

import static io.keywright.store.AlteredStore.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.change.AcmeChange;
import io.keywright.core.change.AuthorityChange;
import io.keywright.model.Authority;
import io.keywright.model.CertificatePurpose;
import io.keywright.model.IssuingRules;
import io.keywright.model.IssuingRules.Addresses;
import io.keywright.model.IssuingRules.ModuleRule;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.model.WrappedSecret;
import io.keywright.model.acme.AcmeAccount;
import io.keywright.model.acme.AcmeCredential;
import io.keywright.testkit.Samples;
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

/** Whoever writes beside the service into the rows of ACME clients opens no account and gives none another key. */
class AlteredAcmeClientsTest {

    private static final Scope SCOPE = Samples.scope("acme");
    private static final UUID CREDENTIAL = new UUID(2, 1);
    private static final UUID ACCOUNT = new UUID(3, 1);

    @TempDir
    Path folder;

    private AlteredStore altered;
    private Store store;

    @BeforeEach
    void open() throws Exception {
        altered = new AlteredStore(folder);
        store = altered.store();
        StoredKey key = new Samples(1).key(SCOPE, null);
        IssuingRules rules = new IssuingRules(
                "acme.example",
                Map.of("app", new ModuleRule(Set.of(), Set.of(CertificatePurpose.SERVER), Duration.ofDays(1))),
                Addresses.NONE);
        Authority authority = new Authority(
                new UUID(1, 1),
                SCOPE,
                "Acme",
                key.metadata().keyId(),
                null,
                rules,
                Optional.empty(),
                Optional.of(new byte[] {1}),
                List.of(),
                Samples.START,
                1);
        AcmeCredential credential = new AcmeCredential(
                CREDENTIAL,
                authority.authorityId(),
                SCOPE,
                "app",
                new WrappedSecret(1, new byte[] {1}),
                Samples.START,
                Optional.empty());
        altered.apply(new AuthorityChange.Created(authority, key, Optional.empty(), 1));
        altered.apply(new AcmeChange.CredentialCreated(credential, 1));
        altered.apply(new AcmeChange.AccountRegistered(
                new AcmeAccount(ACCOUNT, authority.authorityId(), CREDENTIAL, "{}", "print", false, Samples.START, 1),
                1));
    }

    @AfterEach
    void close() throws Exception {
        altered.close();
    }

    @Test
    void whatNobodyAlteredIsRead() throws Exception {
        assertThat(store.acme().credential(CREDENTIAL)).isPresent();
        assertThat(store.acme().account(ACCOUNT)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE acme_accounts SET jwk = '{\"kty\":\"EC\"}'",
                "UPDATE acme_accounts SET thumbprint = 'other'",
                "UPDATE acme_accounts SET version = 2",
                "UPDATE acme_accounts SET deactivated = 1",
                "DELETE FROM row_tags WHERE kind = 11"
            })
    void anAccountThatWasAlteredDoesNothing(String change) throws Exception {
        altered.alter(change);
        refused(() -> store.acme().account(ACCOUNT));
    }

    @Test
    void aCredentialThatWasRevokedStaysSo() throws Exception {
        AcmeCredential credential = store.acme().credential(CREDENTIAL).orElseThrow();
        altered.apply(new AcmeChange.CredentialRevoked(credential.revoked(Samples.START)));
        altered.alter("UPDATE acme_credentials SET revoked_at = NULL");
        refused(() -> store.acme().credential(CREDENTIAL));
        refused(() -> store.acme().credentials(credential.authorityId()));
    }

    @Test
    void aCredentialIsNoOtherModules() throws Exception {
        altered.alter("UPDATE acme_credentials SET module = 'admin'");
        refused(() -> store.acme().credential(CREDENTIAL));
    }
}
