package io.keywright.core.acme;

import io.keywright.core.authority.AuthorityStore;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Authority;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.acme.AcmeAccount;
import io.keywright.model.acme.AcmeCredential;
import io.keywright.model.acme.AcmeProblemType;
import java.util.Optional;
import java.util.UUID;

/** Finds authorities that serve ACME clients, and clients by what they have proved to have. Blocks. */
public final class AcmeClients {

    private final AuthorityStore authorities;
    private final AcmeStore store;
    private final AcmeSecrets secrets;

    public AcmeClients(AuthorityStore authorities, AcmeStore store, AcmeSecrets secrets) {
        this.authorities = authorities;
        this.store = store;
        this.secrets = secrets;
    }

    /**
     * An authority that serves ACME clients: it has its certificate, and a credential that counts.
     *
     * @throws KeywrightException KEY_NOT_FOUND if it is none
     */
    public Authority authority(UUID authorityId) {
        try {
            if (!store.serves(authorityId)) {
                throw AcmeRefusals.notFound();
            }
            return authorities
                    .authority(authorityId)
                    .filter(authority -> authority.certificate().isPresent())
                    .orElseThrow(AcmeRefusals::notFound);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    private static boolean counts(AcmeCredential credential) {
        return credential.revokedAt().isEmpty();
    }

    /**
     * The account of that id.
     *
     * @throws KeywrightException if there is none at this authority, or it does not count
     */
    public AcmeClient client(Authority authority, UUID accountId) {
        try {
            return client(authority, store.account(accountId).orElseThrow(AcmeClients::noAccount));
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    /**
     * The account that has the key with that thumbprint; empty if none has.
     *
     * @throws KeywrightException if one has that does not count
     */
    public Optional<AcmeClient> withKey(Authority authority, String thumbprint) {
        try {
            Optional<AcmeAccount> account = store.account(authority.authorityId(), thumbprint);
            return account.isEmpty() ? Optional.empty() : Optional.of(client(authority, account.get()));
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    private AcmeClient client(Authority authority, AcmeAccount account) throws StoreException {
        if (!account.authorityId().equals(authority.authorityId())) {
            throw noAccount();
        }
        AcmeCredential credential = store.credential(account.credentialId()).orElseThrow(AcmeClients::noAccount);
        if (account.deactivated()) {
            throw AcmeRefusals.unauthorized("The account was deactivated; open another with another key.");
        }
        if (!counts(credential)) {
            throw AcmeRefusals.unauthorized(
                    "The credential that the account was opened with was revoked; ask a key admin for another.");
        }
        return new AcmeClient(account, credential, authority);
    }

    /** What is done with a credential's MAC key. */
    @FunctionalInterface
    public interface Proof {
        boolean holds(SecretBytes secret);
    }

    /**
     * The credential of that id.
     *
     * @param proof of whoever names it that it has the MAC key
     * @throws KeywrightException UNAUTHORIZED if there is none at this authority, it does not count, or {@code proof} does not
     *     hold: without a word that tells these apart
     */
    public AcmeCredential credential(Authority authority, UUID credentialId, Proof proof) {
        try {
            AcmeCredential credential = store.credential(credentialId)
                    .filter(it -> it.authorityId().equals(authority.authorityId()))
                    .filter(AcmeClients::counts)
                    .orElseThrow(AcmeClients::noCredential);
            try (SecretBytes secret = secrets.open(credential)) {
                if (!proof.holds(secret)) {
                    throw noCredential();
                }
            }
            return credential;
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    /** Whom the accounts of a credential act as. */
    public Caller module(Authority authority, AcmeCredential credential) {
        return AcmeClient.module(authority, credential);
    }

    private static KeywrightException noAccount() {
        return AcmeRefusals.of(
                ErrorCode.INVALID_REQUEST,
                AcmeProblemType.ACCOUNT_DOES_NOT_EXIST,
                "There is no such account; open one with newAccount.");
    }

    private static KeywrightException noCredential() {
        return AcmeRefusals.unauthorized(
                "The external account binding is not one of a credential that counts here; ask a key admin for one.");
    }
}
