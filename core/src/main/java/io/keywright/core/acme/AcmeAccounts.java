package io.keywright.core.acme;

import io.keywright.core.authority.AuthorityStore;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.journal.Change;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Authority;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.acme.AcmeAccount;
import io.keywright.model.acme.AcmeCredential;
import io.keywright.model.acme.AcmeProblemType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Opens, finds and changes the accounts of ACME clients. Who has a key was proved before. What is not a use case blocks. */
public final class AcmeAccounts {

    private static final int MOST = 100;

    private final Authorizer authorizer;
    private final AuthorityStore authorities;
    private final AcmeStore store;
    private final AcmeSecrets secrets;
    private final UuidV7 ids;
    private final Clock clock;

    public AcmeAccounts(
            Authorizer authorizer,
            AuthorityStore authorities,
            AcmeStore store,
            AcmeSecrets secrets,
            UuidV7 ids,
            Clock clock) {
        this.authorizer = authorizer;
        this.authorities = authorities;
        this.store = store;
        this.secrets = secrets;
        this.ids = ids;
        this.clock = clock;
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
            return client(authority, store.account(accountId).orElseThrow(AcmeAccounts::noAccount));
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
        AcmeCredential credential = store.credential(account.credentialId()).orElseThrow(AcmeAccounts::noAccount);
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
                    .filter(AcmeAccounts::counts)
                    .orElseThrow(AcmeAccounts::noCredential);
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

    /** Opens an account for the key {@code jwk}, whose thumbprint is given, too. */
    public UseCase<AcmeAccount> register(AcmeCredential credential, String jwk, String thumbprint) {
        return UseCase.blocking(call -> {
            UUID id = ids.next();
            call.names(credential.credentialId());
            authorizer.scope(call.caller(), ScopeClaim.NONE, call.operation());
            AcmeAccount account = new AcmeAccount(
                    id,
                    credential.authorityId(),
                    credential.credentialId(),
                    jwk,
                    thumbprint,
                    false,
                    clock.instant().truncatedTo(ChronoUnit.MILLIS),
                    1);
            call.makes(id);
            return Outcome.of(account, new Change.AcmeAccountRegistered(account, MOST))
                    .orElse(AcmeAccounts::notOpened);
        });
    }

    /** Gives an account up, for good. */
    public UseCase<AcmeAccount> deactivate(AcmeClient client) {
        return changed(client.account().givenUp());
    }

    /** Gives an account another key, whose owner has agreed. */
    public UseCase<AcmeAccount> changeKey(AcmeClient client, String jwk, String thumbprint) {
        return changed(client.account().under(jwk, thumbprint));
    }

    private UseCase<AcmeAccount> changed(AcmeAccount account) {
        return UseCase.blocking(call -> {
            call.names(account.accountId());
            authorizer.scope(call.caller(), ScopeClaim.NONE, call.operation());
            return Outcome.of(account, new Change.AcmeAccountChanged(account)).orElse(AcmeAccounts::changedMeanwhile);
        });
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

    private static KeywrightException notOpened() {
        return AcmeRefusals.tooMany("No account can be opened: its credential has opened " + MOST
                + ", was revoked, or another account got the key. Ask a key admin for another credential.");
    }

    private static KeywrightException changedMeanwhile() {
        return AcmeRefusals.of(
                ErrorCode.KEY_INACTIVE,
                AcmeProblemType.MALFORMED,
                "The account was changed meanwhile, or another has that key; read it again.");
    }
}
