package io.keywright.store;

import io.keywright.core.acme.AcmeStore;
import io.keywright.core.journal.StoreException;
import io.keywright.model.acme.AcmeAccount;
import io.keywright.model.acme.AcmeCredential;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Credentials and accounts of ACME clients as rows. */
final class SqlAcmeStore implements AcmeStore {

    private static final String SERVES =
            "SELECT 1 FROM acme_credentials WHERE authority_id = ? AND revoked_at IS NULL LIMIT 1";

    private final Readers readers;
    private final TagRows tags;

    SqlAcmeStore(Readers readers, TagRows tags) {
        this.readers = readers;
        this.tags = tags;
    }

    @Override
    public boolean serves(UUID authorityId) throws StoreException {
        return readers.read(session -> session.find(SERVES, row -> true, (Object) UuidBytes.of(authorityId)))
                .isPresent();
    }

    @Override
    public List<AcmeCredential> credentials(UUID authorityId) throws StoreException {
        return readers.read(session -> session.list(
                AcmeCredentialRow.SELECT + " WHERE c.authority_id = ? ORDER BY c.credential_id",
                row -> AcmeCredentialRow.checked(tags, row),
                (Object) UuidBytes.of(authorityId)));
    }

    @Override
    public Optional<AcmeCredential> credential(UUID credentialId) throws StoreException {
        return readers.read(session -> session.find(
                AcmeCredentialRow.SELECT + " WHERE c.credential_id = ?",
                row -> AcmeCredentialRow.checked(tags, row),
                (Object) UuidBytes.of(credentialId)));
    }

    @Override
    public Optional<AcmeAccount> account(UUID accountId) throws StoreException {
        return readers.read(session -> session.find(
                AcmeAccountRow.SELECT + " WHERE a.account_id = ?", row -> AcmeAccountRow.checked(tags, row), (Object)
                        UuidBytes.of(accountId)));
    }

    @Override
    public Optional<AcmeAccount> account(UUID authorityId, String thumbprint) throws StoreException {
        return readers.read(session -> session.find(
                AcmeAccountRow.SELECT + " WHERE a.authority_id = ? AND a.thumbprint = ?",
                row -> AcmeAccountRow.checked(tags, row),
                UuidBytes.of(authorityId),
                thumbprint));
    }
}
