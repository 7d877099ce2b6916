package io.keywright.core.acme;

import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.authority.AuthorityCatalogue;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.change.AcmeChange;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.journal.StoreException;
import io.keywright.model.Authority;
import io.keywright.model.Caller;
import io.keywright.model.ErrorCode;
import io.keywright.model.KeywrightException;
import io.keywright.model.Role;
import io.keywright.model.acme.AcmeCredential;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Makes, shows and revokes what ACME clients open accounts with, for the key admins of an authority's scope. */
public final class AcmeCredentials {

    private static final Set<Role> READERS = EnumSet.of(Role.KEY_ADMIN, Role.APPROVER, Role.AUDITOR);
    private static final int MOST = 100;

    /**
     * A credential that was just made.
     *
     * @param secret its MAC key: to be shown this once, and destroyed
     */
    public record Created(AcmeCredential credential, SecretBytes secret) {}

    private final Authorizer authorizer;
    private final ApprovalGate gate;
    private final AuthorityCatalogue authorities;
    private final AcmeStore store;
    private final AcmeSecrets secrets;
    private final UuidV7 ids;
    private final Clock clock;

    public AcmeCredentials(
            Authorizer authorizer,
            ApprovalGate gate,
            AuthorityCatalogue authorities,
            AcmeStore store,
            AcmeSecrets secrets,
            UuidV7 ids,
            Clock clock) {
        this.authorizer = authorizer;
        this.gate = gate;
        this.authorities = authorities;
        this.store = store;
        this.secrets = secrets;
        this.ids = ids;
        this.clock = clock;
    }

    /** Lets ACME clients open accounts that act as {@code module}, to which the authority's rules must allow something. */
    public UseCase<Created> create(UUID authorityId, String module) {
        return UseCase.blocking(call -> {
            call.names(authorityId);
            authorizer.scope(call.caller(), ScopeClaim.NONE, call.operation());
            Authority authority = authorities.get(call.caller(), authorityId);
            requireModule(authority, module);
            gate.guard(call);
            Created created = made(call.caller(), authority, module);
            call.makes(created.credential().credentialId());
            return Outcome.of(created, new AcmeChange.CredentialCreated(created.credential(), MOST))
                    .orElse(AcmeCredentials::tooMany);
        });
    }

    private static void requireModule(Authority authority, String module) {
        try {
            AcmeClient.caller(authority, module);
        } catch (IllegalArgumentException e) {
            throw moduleUnknown();
        }
        if (authority.rules().of(module).isEmpty()) {
            throw moduleUnknown();
        }
    }

    private Created made(Caller caller, Authority authority, String module) {
        UUID id = ids.next();
        SecretBytes secret = secrets.make();
        AcmeCredential credential = new AcmeCredential(
                id,
                authority.authorityId(),
                authority.scope(),
                module,
                secrets.wrap(caller, authority.scope(), id, secret),
                now(),
                Optional.empty());
        return new Created(credential, secret);
    }

    /** From its answer on, the credential opens no accounts, and those that it opened may do nothing. */
    public UseCase<AcmeCredential> revoke(UUID authorityId, UUID credentialId) {
        return UseCase.blocking(call -> {
            call.names(credentialId);
            authorizer.scope(call.caller(), ScopeClaim.NONE, call.operation());
            Authority authority = authorities.get(call.caller(), authorityId);
            AcmeCredential credential = of(authority, credentialId);
            if (credential.revokedAt().isPresent()) {
                return Outcome.of(credential);
            }
            AcmeCredential revoked = credential.revoked(now());
            return Outcome.of(revoked, new AcmeChange.CredentialRevoked(revoked));
        });
    }

    /** All of an authority, in the order in which they were made. Blocks. */
    public List<AcmeCredential> list(Caller caller, UUID authorityId) {
        authorizer.require(caller, READERS);
        Authority authority = authorities.get(caller, authorityId);
        try {
            return store.credentials(authority.authorityId());
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    private AcmeCredential of(Authority authority, UUID credentialId) {
        try {
            return store.credential(credentialId)
                    .filter(it -> it.authorityId().equals(authority.authorityId()))
                    .orElseThrow(AcmeCredentials::notFound);
        } catch (StoreException e) {
            throw e.asRefusal();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static KeywrightException moduleUnknown() {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "The authority issues nothing to that module; add it to the authority's rules first.",
                Map.of("member", "module", "reason", "module_not_allowed"));
    }

    private static KeywrightException tooMany() {
        return new KeywrightException(
                ErrorCode.INVALID_REQUEST,
                "The authority has " + MOST + " credentials, as many as it may; revoke one that is not needed.",
                Map.of("reason", "too_many_acme_credentials"));
    }

    private static KeywrightException notFound() {
        return new KeywrightException(
                ErrorCode.KEY_NOT_FOUND,
                "The authority has no such credential; list them with GET"
                        + " /kms/v1/authorities/{authority_id}/acme-credentials.",
                Map.of("reason", "acme_credential_not_found"));
    }
}
