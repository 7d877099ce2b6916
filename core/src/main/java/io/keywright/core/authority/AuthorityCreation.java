package io.keywright.core.authority;

import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.authority.NewAuthority.SignedBy;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.call.Call;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.change.AuthorityChange;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.lifecycle.KeyForge;
import io.keywright.core.lifecycle.KeyRing;
import io.keywright.core.lifecycle.NewKey;
import io.keywright.model.AccessPolicy;
import io.keywright.model.Authority;
import io.keywright.model.IssuedCertificate;
import io.keywright.model.KeyUsage;
import io.keywright.model.RotationRule;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.pki.issuing.AuthorityCertificates;
import io.keywright.pki.issuing.PublicKeys;
import io.keywright.pki.issuing.Serial;
import io.keywright.pki.issuing.Validity;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes authorities, and has their certificates signed. */
public final class AuthorityCreation {

    private static final int MOST = 20;
    private static final Duration OF_ROOT = Duration.ofDays(3650);
    private static final Duration OF_OTHERS = Duration.ofDays(1825);
    private final Authorizer authorizer;
    private final ApprovalGate gate;
    private final AuthorityCatalogue catalogue;
    private final AuthorityKeys signing;
    private final KeyForge forge;
    private final KeyRing keys;
    private final UuidV7 ids;
    private final SecureRandom random;
    private final Clock clock;

    public AuthorityCreation(
            Authorizer authorizer,
            ApprovalGate gate,
            AuthorityCatalogue catalogue,
            AuthorityKeys signing,
            KeyForge forge,
            KeyRing keys,
            UuidV7 ids,
            SecureRandom random,
            Clock clock) {
        this.authorizer = authorizer;
        this.gate = gate;
        this.catalogue = catalogue;
        this.signing = signing;
        this.forge = forge;
        this.keys = keys;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /** Makes an authority and its key. */
    public UseCase<Authority> create(NewAuthority wanted) {
        return UseCase.blocking(call -> {
            Scope scope = authorizer.scope(call.caller(), wanted.scope(), call.operation());
            wanted.check();
            if (catalogue.in(scope).size() >= MOST) {
                throw AuthorityRefusals.tooMany(MOST);
            }
            Optional<Authority> parent = parent(scope, wanted.signedBy());
            Validity validity = validity(wanted, parent);
            gate.guard(call);
            StoredKey key = forge.certifying(call, scope, key(wanted, validity.notAfter()));
            call.makes(key.metadata());
            Made made = made(call, scope, wanted, parent, validity, key);
            return Outcome.of(made.authority(), new AuthorityChange.Created(made.authority(), key, made.issued(), MOST))
                    .then(() -> keys.forget(key.metadata()));
        });
    }

    private Optional<Authority> parent(Scope scope, SignedBy signedBy) {
        if (!(signedBy instanceof SignedBy.Parent it)) {
            return Optional.empty();
        }
        Authority parent = catalogue.certified(scope, it.authorityId());
        if (!AuthorityCertificate.of(parent).holdsAt(clock.instant())) {
            throw AuthorityRefusals.ended("signed_by");
        }
        if (parent.parentId() != null) {
            throw AuthorityRefusals.invalid(
                    "signed_by", "That authority signs certificates of modules alone; have a root sign.");
        }
        return Optional.of(parent);
    }

    private Validity validity(NewAuthority wanted, Optional<Authority> parent) {
        Duration usual = wanted.signedBy() instanceof SignedBy.Itself ? OF_ROOT : OF_OTHERS;
        Validity asked = Validity.from(clock.instant(), wanted.lifetime().orElse(usual));
        Validity within =
                parent.map(AuthorityCertificate::of).map(asked::within).orElse(asked);
        if (wanted.lifetime().isPresent() && !within.notAfter().equals(asked.notAfter())) {
            throw AuthorityRefusals.invalid(
                    "lifetime", "The authority above ends earlier; ask for a shorter lifetime.");
        }
        return within;
    }

    /** Whom it certifies, its rules say; its policy narrows them further if somebody wants so. */
    private static NewKey key(NewAuthority wanted, Instant end) {
        return new NewKey(
                wanted.scope(),
                wanted.keyType(),
                Set.of(KeyUsage.CERTIFY),
                wanted.protection(),
                wanted.provider(),
                null,
                new AccessPolicy(Set.of(AccessPolicy.ANY_MODULE), false, AccessPolicy.MAX_USAGE),
                end,
                RotationRule.OFF,
                false);
    }

    /** @param issued what the authority above has issued for it */
    private record Made(Authority authority, Optional<IssuedCertificate> issued) {}

    private Made made(
            Call call, Scope scope, NewAuthority wanted, Optional<Authority> parent, Validity validity, StoredKey key) {
        BigInteger serial = Serial.random(random);
        return switch (wanted.signedBy()) {
            case SignedBy.Outsider outsider -> {
                byte[] request =
                        signing.certify(key, call.deadline(), own -> AuthorityCertificates.request(wanted.name(), own));
                yield new Made(authority(scope, wanted, key, Optional.of(request)), Optional.empty());
            }
            case SignedBy.Itself itself -> {
                byte[] certificate = signing.certify(
                        key, call.deadline(), own -> AuthorityCertificates.root(wanted.name(), own, validity, serial));
                Authority made = authority(scope, wanted, key, Optional.empty());
                yield new Made(made.certified(certificate, List.of()), Optional.empty());
            }
            case SignedBy.Parent above -> {
                Authority made = authority(scope, wanted, key, Optional.empty());
                yield below(call, made, parent.orElseThrow(), validity, serial, key);
            }
        };
    }

    private Authority authority(Scope scope, NewAuthority wanted, StoredKey key, Optional<byte[]> request) {
        return new Authority(
                ids.next(),
                scope,
                wanted.name(),
                key.metadata().keyId(),
                wanted.signedBy() instanceof SignedBy.Parent parent ? parent.authorityId() : null,
                wanted.rules(),
                request,
                Optional.empty(),
                List.of(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                1);
    }

    private Made below(
            Call call, Authority authority, Authority parent, Validity validity, BigInteger serial, StoredKey key) {
        byte[] certificate = signing.certify(
                parent,
                it -> authorizer.checkPolicy(call.caller(), it, call.operation()),
                call.deadline(),
                it -> AuthorityCertificates.intermediate(
                        authority.name(),
                        PublicKeys.read(key.metadata().publicKey()),
                        AuthorityCertificate.of(parent),
                        it,
                        validity,
                        serial));
        IssuedCertificate issued = new IssuedCertificate(
                ids.next(),
                parent.authorityId(),
                authority.scope(),
                null,
                serial,
                certificate,
                validity.notBefore(),
                validity.notAfter(),
                null,
                Optional.empty());
        return new Made(
                authority.certified(certificate, List.of(parent.certificate().orElseThrow())), Optional.of(issued));
    }
}
