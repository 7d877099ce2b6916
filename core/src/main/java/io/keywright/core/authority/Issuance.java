package io.keywright.core.authority;

import io.keywright.core.authorization.Authorizer;
import io.keywright.core.call.Call;
import io.keywright.core.call.Outcome;
import io.keywright.core.call.UseCase;
import io.keywright.core.change.AuthorityChange;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.operations.Certification;
import io.keywright.model.Authority;
import io.keywright.model.Caller;
import io.keywright.model.CertificatePurpose;
import io.keywright.model.IssuedCertificate;
import io.keywright.model.IssuingRules.ModuleRule;
import io.keywright.model.Scope;
import io.keywright.pki.issuing.AuthorityKey;
import io.keywright.pki.issuing.Issuer;
import io.keywright.pki.issuing.LeafCertificate;
import io.keywright.pki.issuing.RefusedRequest;
import io.keywright.pki.issuing.Serial;
import io.keywright.pki.issuing.SigningRequest;
import io.keywright.pki.issuing.SubjectNames;
import io.keywright.pki.issuing.Validity;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Issues certificates to modules, for the names and purposes that their authority's rules let them have. */
public final class Issuance {

    private static final Duration USUAL = Duration.ofHours(24);

    /** A certificate, and who issued it. */
    public record Issued(IssuedCertificate certificate, Authority authority) {}

    private final Authorizer authorizer;
    private final AuthorityCatalogue catalogue;
    private final CertificateCatalogue certificates;
    private final Certification certification;
    private final UuidV7 ids;
    private final SecureRandom random;
    private final Executor blocking;
    private final Clock clock;

    /** @param blocking runs what waits for the store */
    public Issuance(
            Authorizer authorizer,
            AuthorityCatalogue catalogue,
            CertificateCatalogue certificates,
            Certification certification,
            UuidV7 ids,
            SecureRandom random,
            Executor blocking,
            Clock clock) {
        this.authorizer = authorizer;
        this.catalogue = catalogue;
        this.certificates = certificates;
        this.certification = certification;
        this.ids = ids;
        this.random = random;
        this.blocking = blocking;
        this.clock = clock;
    }

    /** Issues a certificate to the caller. The change of rules that comes first counts. */
    public UseCase.NonBlocking<Issued> issue(CertificateOrder order) {
        return call -> {
            Scope scope = authorizer.scope(call.caller(), order.scope(), call.operation());
            return CompletableFuture.supplyAsync(() -> draft(call, scope, order), blocking)
                    .thenCompose(draft -> signed(call, order, draft));
        };
    }

    private record Draft(
            Authority authority,
            Issuer issuer,
            LeafCertificate leaf,
            @Nullable UUID renewedFrom) {

        byte[] signedBy(AuthorityKey key) {
            return leaf.signedBy(issuer, key);
        }
    }

    private CompletableFuture<Outcome<Issued>> signed(Call call, CertificateOrder order, Draft draft) {
        PublicKey key = draft.issuer().certificate().getPublicKey();
        return certification
                .certify(order.scope(), draft.authority().keyId(), key, draft::signedBy)
                .start(call)
                .thenApply(outcome -> {
                    IssuedCertificate issued =
                            issued(call, draft, outcome.value().value());
                    return Outcome.of(
                            new Issued(issued, draft.authority()),
                            new AuthorityChange.CertificateIssued(
                                    issued, draft.authority().version()));
                });
    }

    private IssuedCertificate issued(Call call, Draft draft, byte[] certificate) {
        LeafCertificate leaf = draft.leaf();
        return new IssuedCertificate(
                ids.next(),
                draft.authority().authorityId(),
                draft.authority().scope(),
                call.caller().module(),
                leaf.serial(),
                certificate,
                leaf.validity().notBefore(),
                leaf.validity().notAfter(),
                draft.renewedFrom(),
                Optional.empty());
    }

    private Draft draft(Call call, Scope scope, CertificateOrder order) {
        Authority authority = catalogue.certified(scope, order.authorityId());
        Issuer issuer = inForce(authority);
        String module = call.caller().module();
        ModuleRule rule = rule(authority, module);
        SigningRequest request = read(order.request());
        ModuleNames names = ModuleNames.of(call.caller(), scope, authority.rules(), rule, request.names());
        LeafCertificate leaf = new LeafCertificate(
                LeafCertificate.subject(
                        switch (order.subject()) {
                            case MODULE -> module;
                            case NONE -> "";
                        }),
                request.publicKey(),
                new SubjectNames(List.of(names.id()), names.dnsNames(), List.of()),
                purposes(order.purposes(), rule),
                validity(order, rule, issuer),
                Serial.random(random),
                authority.rules().addresses());
        return new Draft(authority, issuer, leaf, renewedFrom(call.caller()));
    }

    /** Nobody renews what is revoked: not even who was let in just before. */
    private @Nullable UUID renewedFrom(Caller caller) {
        Optional<IssuedCertificate> shown = certificates.shownBy(caller);
        if (shown.flatMap(IssuedCertificate::revocation).isPresent()) {
            throw AuthorityRefusals.violation(
                    "certificate_revoked", "The certificate that you connect with is revoked; connect with another.");
        }
        return shown.map(IssuedCertificate::certificateId).orElse(null);
    }

    private Issuer inForce(Authority authority) {
        Issuer issuer = AuthorityCertificate.of(authority);
        if (!issuer.holdsAt(clock.instant())) {
            throw AuthorityRefusals.ended("authority_id");
        }
        if (certificates.isRevoked(authority)) {
            throw AuthorityRefusals.invalid(
                    "authority_id",
                    "authority_revoked",
                    "The authority's own certificate was revoked; use another authority.");
        }
        return issuer;
    }

    private static ModuleRule rule(Authority authority, String module) {
        return authority
                .rules()
                .of(module)
                .orElseThrow(
                        () -> AuthorityRefusals.violation(
                                "module_not_allowed",
                                "The authority issues nothing to your module; ask a key admin to add it to the authority's rules."));
    }

    private static SigningRequest read(byte[] content) {
        try {
            return SigningRequest.read(content);
        } catch (RefusedRequest e) {
            throw AuthorityRefusals.invalid(
                    "request", e.reason(), "Send one certificate request; what was sent " + e.getMessage() + ".");
        }
    }

    private static Set<CertificatePurpose> purposes(Set<CertificatePurpose> asked, ModuleRule rule) {
        if (!rule.purposes().containsAll(asked)) {
            throw AuthorityRefusals.violation(
                    "purpose_not_allowed",
                    "Your module may not have certificates for that purpose; ask a key admin to add it to the authority's rules.");
        }
        return asked.isEmpty() ? rule.purposes() : asked;
    }

    private Validity validity(CertificateOrder order, ModuleRule rule, Issuer issuer) {
        Duration longest = rule.longest();
        Duration asked = order.lifetime().orElse(USUAL.compareTo(longest) < 0 ? USUAL : longest);
        if (asked.compareTo(longest) > 0) {
            throw AuthorityRefusals.violation(
                    "lifetime_not_allowed", "Your certificates hold for " + longest + " at the most; ask for less.");
        }
        if (asked.compareTo(Duration.ofMinutes(1)) < 0) {
            throw AuthorityRefusals.invalid("lifetime", "lifetime must be at least PT1M.");
        }
        return Validity.from(clock.instant(), asked).within(issuer);
    }
}
