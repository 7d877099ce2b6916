package io.keywright.bench.keys;

import io.keywright.core.approval.ApprovalGate;
import io.keywright.core.authority.AuthorityCatalogue;
import io.keywright.core.authority.AuthorityCreation;
import io.keywright.core.authority.AuthorityKeys;
import io.keywright.core.authority.CertificateCatalogue;
import io.keywright.core.authority.CertificateOrder;
import io.keywright.core.authority.Issuance;
import io.keywright.core.authority.Issuance.Issued;
import io.keywright.core.authority.NewAuthority;
import io.keywright.core.authority.NewAuthority.SignedBy;
import io.keywright.core.authority.Revocation;
import io.keywright.core.authority.RevocationLists;
import io.keywright.core.authority.RevokedCertificates;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.UseCase;
import io.keywright.core.crypto.UuidV7;
import io.keywright.core.follow.Following;
import io.keywright.core.ledger.Recorder;
import io.keywright.core.lifecycle.KeyForge;
import io.keywright.core.lifecycle.KeyRing;
import io.keywright.core.operations.Certification;
import io.keywright.model.Authority;
import io.keywright.model.CertificatePurpose;
import io.keywright.model.CertificateRevocationReason;
import io.keywright.model.IssuedCertificate;
import io.keywright.model.IssuingRules;
import io.keywright.model.IssuingRules.Addresses;
import io.keywright.model.IssuingRules.ModuleRule;
import io.keywright.model.KeyType;
import io.keywright.model.Protection;
import io.keywright.store.Store;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** Authorities of tenants, which issue certificates for clients to every module of their scope. */
final class AuthorityFactory {

    private static final IssuingRules RULES = new IssuingRules(
            "bench",
            Map.of(
                    IssuingRules.ANY_MODULE,
                    new ModuleRule(Set.of(), Set.of(CertificatePurpose.CLIENT), Duration.ofDays(7))),
            Addresses.NONE);

    private final AuthorityCreation authorities;
    private final Issuance issuance;
    private final Revocation revocation;
    private final RevocationLists lists;

    AuthorityFactory(
            Store store,
            Authorizer authorizer,
            ApprovalGate gate,
            KeyForge forge,
            KeyRing keys,
            AuthorityKeys signing,
            Certification certification,
            Recorder recorder,
            UuidV7 ids,
            SecureRandom random,
            Executor blocking,
            Clock clock) {
        AuthorityCatalogue catalogue = new AuthorityCatalogue(authorizer, store.authorities());
        CertificateCatalogue certificates = new CertificateCatalogue(authorizer, store.certificates());
        RevokedCertificates revoked = new RevokedCertificates(store.certificates());
        this.authorities = new AuthorityCreation(authorizer, gate, catalogue, signing, forge, keys, ids, random, clock);
        this.issuance = new Issuance(authorizer, catalogue, certificates, certification, ids, random, blocking, clock);
        this.revocation = new Revocation(
                authorizer,
                gate,
                catalogue,
                certificates,
                store.certificates(),
                recorder,
                new Following("revoked certificates", revoked::follow, clock),
                clock);
        this.lists = new RevocationLists(catalogue, store.certificates(), signing, recorder, clock);
    }

    UseCase<Authority> create() {
        return authorities.create(new NewAuthority(
                ScopeClaim.NONE,
                "bench",
                KeyType.EC_P256,
                Protection.SOFTWARE,
                null,
                new SignedBy.Itself(),
                Optional.empty(),
                RULES));
    }

    UseCase<Issued> issue(Authority authority, byte[] request) {
        return issuance.issue(
                new CertificateOrder(ScopeClaim.NONE, authority.authorityId(), request, Set.of(), Optional.empty()));
    }

    UseCase<IssuedCertificate> revoke(IssuedCertificate certificate) {
        return revocation.revoke(certificate.certificateId(), CertificateRevocationReason.SUPERSEDED);
    }

    byte[] revocationList(Authority authority) {
        return lists.current(authority.authorityId()).list();
    }
}
