package io.keywright.core.authority;

import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.authority.NewAuthority.SignedBy;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.Call;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.journal.Change;
import io.keywright.core.lifecycle.KeyForge;
import io.keywright.core.lifecycle.KeyRing;
import io.keywright.core.lifecycle.NewKey;
import io.keywright.model.AccessPolicy;
import io.keywright.model.Authority;
import io.keywright.model.IssuedCertificate;
import io.keywright.model.IssuingRules;
import io.keywright.model.KeyUsage;
import io.keywright.model.RotationRule;
import io.keywright.model.Scope;
import io.keywright.model.StoredKey;
import io.keywright.pki.issuing.AuthorityCertificates;
import io.keywright.pki.issuing.Lifetime;
import io.keywright.pki.issuing.PublicKeys;
import io.keywright.pki.issuing.Serial;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes authorities, gives them certificates from outside, and changes what they issue. */
public final class Authorities {

    private static final int MOST = 20;
    private static final Duration OF_ROOT = Duration.ofDays(3650);
    private static final Duration OF_OTHERS = Duration.ofDays(1825);
    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /** What an X.520 common name has room for (RFC 5280, appendix A). */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._:,()/-]{0,63}");

    private final Authorizer authorizer;
    private final ApprovalGate gate;
    private final AuthorityCatalogue catalogue;
    private final AuthorityKeys signing;
    private final KeyForge forge;
    private final KeyRing keys;
    private final UuidV7 ids;
    private final SecureRandom random;
    private final Clock clock;

    public Authorities(
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
            check(wanted);
            if (catalogue.in(scope).size() >= MOST) {
                throw AuthorityRefusals.tooMany(MOST);
            }
            Optional<Authority> parent = parent(scope, wanted.signedBy());
            Lifetime lifetime = lifetime(wanted, parent);
            gate.guard(call);
            StoredKey key = forge.certifying(call, scope, key(wanted, lifetime.until()));
            call.makes(key.metadata());
            Made made = made(call, scope, wanted, parent, lifetime, key);
            return Outcome.of(made.authority(), new Change.AuthorityCreated(made.authority(), key, made.issued(), MOST))
                    .then(() -> keys.forget(key.metadata()));
        });
    }

    /** Gives an authority the certificate that somebody outside has made of its request. */
    public UseCase<Authority> install(UUID authorityId, String certificate, @Nullable String chain) {
        return changed(authorityId, authority -> {
            OutsideCertificate outside = OutsideCertificate.read(certificate, chain, clock.instant());
            outside.requireFor(authority, signing.key(authority));
            return authority.certified(outside.certificate(), outside.chain());
        });
    }

    /** Has an authority issue by other rules from now on. */
    public UseCase<Authority> change(UUID authorityId, IssuingRules rules) {
        return changed(authorityId, authority -> authority.under(rules));
    }

    @FunctionalInterface
    private interface Alteration {
        Authority of(Authority authority);
    }

    private UseCase<Authority> changed(UUID authorityId, Alteration alteration) {
        return UseCase.blocking(call -> {
            call.names(authorityId);
            Authority altered = alteration.of(own(call, authorityId));
            gate.guard(call);
            return Outcome.of(altered, new Change.AuthorityChanged(altered)).orElse(AuthorityRefusals::changed);
        });
    }

    private Authority own(Call call, UUID authorityId) {
        Scope scope = authorizer.scope(call.caller(), ScopeClaim.NONE, call.operation());
        return catalogue.in(scope, authorityId);
    }

    private static void check(NewAuthority wanted) {
        if (!NAME.matcher(wanted.name()).matches()) {
            throw AuthorityRefusals.invalid(
                    "name",
                    "name must be 1 to 64 letters, digits, spaces and . _ : , ( ) / - that begin with a letter or digit.");
        }
        if (!wanted.keyType().certifies()) {
            throw AuthorityRefusals.invalid(
                    "key_type", "The key of an authority is of type EC-P256, EC-P384, RSA-2048, RSA-3072 or RSA-4096.");
        }
        wanted.lifetime().ifPresent(lifetime -> {
            if (lifetime.compareTo(SHORTEST) < 0 || lifetime.compareTo(LONGEST) > 0) {
                throw AuthorityRefusals.invalid("lifetime", "lifetime must be from PT1H to P36500D.");
            }
        });
    }

    private Optional<Authority> parent(Scope scope, SignedBy signedBy) {
        if (!(signedBy instanceof SignedBy.Parent it)) {
            return Optional.empty();
        }
        Authority parent = catalogue.in(scope, it.authorityId());
        if (parent.certificate().isEmpty()) {
            throw AuthorityRefusals.notCertified();
        }
        if (parent.parentId() != null) {
            throw AuthorityRefusals.invalid(
                    "signed_by", "That authority signs certificates of modules alone; have a root sign.");
        }
        return Optional.of(parent);
    }

    private Lifetime lifetime(NewAuthority wanted, Optional<Authority> parent) {
        Duration usual = wanted.signedBy() instanceof SignedBy.Itself ? OF_ROOT : OF_OTHERS;
        Lifetime asked = Lifetime.of(clock.instant(), wanted.lifetime().orElse(usual));
        Lifetime within =
                parent.map(it -> asked.within(it.certificate().orElseThrow())).orElse(asked);
        if (wanted.lifetime().isPresent() && !within.until().equals(asked.until())) {
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
            Call call, Scope scope, NewAuthority wanted, Optional<Authority> parent, Lifetime lifetime, StoredKey key) {
        BigInteger serial = Serial.random(random);
        return switch (wanted.signedBy()) {
            case SignedBy.Outsider outsider -> {
                byte[] request =
                        signing.certify(key, call.deadline(), own -> AuthorityCertificates.request(wanted.name(), own));
                yield new Made(authority(scope, wanted, key, Optional.of(request)), Optional.empty());
            }
            case SignedBy.Itself itself -> {
                byte[] certificate = signing.certify(
                        key, call.deadline(), own -> AuthorityCertificates.root(wanted.name(), own, lifetime, serial));
                Authority made = authority(scope, wanted, key, Optional.empty());
                yield new Made(made.certified(certificate, List.of()), Optional.empty());
            }
            case SignedBy.Parent above -> {
                Authority made = authority(scope, wanted, key, Optional.empty());
                yield below(call, made, parent.orElseThrow(), lifetime, serial, key);
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
            Call call, Authority authority, Authority parent, Lifetime lifetime, BigInteger serial, StoredKey key) {
        byte[] above = parent.certificate().orElseThrow();
        byte[] certificate = signing.certify(
                parent,
                it -> authorizer.checkPolicy(call.caller(), it, call.operation()),
                call.deadline(),
                it -> AuthorityCertificates.intermediate(
                        authority.name(), PublicKeys.read(key.metadata().publicKey()), above, it, lifetime, serial));
        IssuedCertificate issued = new IssuedCertificate(
                ids.next(),
                parent.authorityId(),
                authority.scope(),
                null,
                serial,
                certificate,
                lifetime.from(),
                lifetime.until(),
                Optional.empty());
        return new Made(authority.certified(certificate, List.of(above)), Optional.of(issued));
    }
}
