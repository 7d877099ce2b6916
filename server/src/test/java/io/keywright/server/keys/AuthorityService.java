package io.keywright.server.keys;

import io.keywright.core.authority.AuthorityCatalogue;
import io.keywright.core.authority.AuthorityChanges;
import io.keywright.core.authority.AuthorityCreation;
import io.keywright.core.authority.AuthorityKeys;
import io.keywright.core.authority.CertificateCatalogue;
import io.keywright.core.authority.CertificateOrder;
import io.keywright.core.authority.CertificateStore;
import io.keywright.core.authority.Issuance;
import io.keywright.core.authority.NewAuthority;
import io.keywright.core.authority.NewAuthority.SignedBy;
import io.keywright.core.authority.PublishedStatus;
import io.keywright.core.authority.Revocation;
import io.keywright.core.authority.RevocationLists;
import io.keywright.core.authority.RevokedCertificates;
import io.keywright.core.authority.StatusResponder;
import io.keywright.core.authorization.Authorizer;
import io.keywright.core.authorization.IdentityPattern;
import io.keywright.core.authorization.Roles;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.follow.Following;
import io.keywright.core.journal.StoreException;
import io.keywright.core.operations.Certification;
import io.keywright.model.Authority;
import io.keywright.model.Caller;
import io.keywright.model.CertificatePurpose;
import io.keywright.model.CertificateRevocationReason;
import io.keywright.model.IssuedCertificate;
import io.keywright.model.IssuingRules;
import io.keywright.model.IssuingRules.Addresses;
import io.keywright.model.IssuingRules.ModuleRule;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyType;
import io.keywright.model.KeyUsage;
import io.keywright.model.Operation;
import io.keywright.model.Protection;
import io.keywright.model.Role;
import io.keywright.model.pem.PemCertificates;
import io.keywright.model.pem.PemException;
import io.keywright.server.harness.SmallLedger;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A {@link KeyService} with authorities. */
final class AuthorityService implements AutoCloseable {

    static final Caller APP = KeyService.of("acme");
    static final IssuingRules RULES = rules(Duration.ofDays(30), CertificatePurpose.CLIENT, CertificatePurpose.SERVER);

    final KeyService keys;
    private final AuthorityKeys signing;
    final AuthorityCreation creation;
    final AuthorityChanges changes;
    final AuthorityCatalogue catalogue;
    final CertificateCatalogue certificates;
    final Issuance issuance;
    final Revocation revocation;
    final RevocationLists lists;
    final RevokedCertificates revoked;
    final StatusResponder responder;
    final PublishedStatus published;

    AuthorityService(Path folder, Clock clock, Set<Operation> approved) throws Exception {
        this.keys = new KeyService(folder, clock, approved, SmallLedger.provider(folder, "local"));
        this.catalogue = new AuthorityCatalogue(keys.authorizer, keys.ledger.store.authorities());
        this.certificates = new CertificateCatalogue(keys.authorizer, keys.ledger.store.certificates());
        this.signing = new AuthorityKeys(keys.settings, keys.keys, keys.vault, keys.engine, keys.computations, clock);
        this.changes = new AuthorityChanges(keys.authorizer, keys.gate, catalogue, signing, clock);
        this.creation = new AuthorityCreation(
                keys.authorizer,
                keys.gate,
                catalogue,
                signing,
                keys.forge,
                keys.keys,
                keys.ledger.ids,
                keys.ledger.crypto.random(),
                clock);
        this.issuance = new Issuance(
                keys.authorizer,
                catalogue,
                certificates,
                new Certification(keys.use, keys.engine),
                keys.ledger.ids,
                keys.ledger.crypto.random(),
                keys.ledger.blocking(),
                clock);
        this.revoked = new RevokedCertificates(keys.ledger.store.certificates());
        this.revocation = revocation(keys.authorizer);
        this.responder = new StatusResponder(catalogue, keys.ledger.store.certificates(), signing, clock);
        this.published =
                new PublishedStatus(catalogue, keys.ledger.store.certificates(), signing, keys.ledger.recorder, clock);
        this.lists = lists(keys.ledger.store.certificates());
    }

    private Revocation revocation(Authorizer authorizer) {
        return revocation(authorizer, keys.ledger.store.certificates());
    }

    private Revocation revocation(Authorizer authorizer, CertificateStore store) {
        return new Revocation(
                authorizer,
                keys.gate,
                catalogue,
                certificates,
                store,
                keys.ledger.recorder,
                new Following("revoked certificates", revoked::follow, keys.ledger.clock),
                keys.ledger.clock);
    }

    /** How everybody revokes who finds renewals in {@code store}. */
    Revocation revocationFrom(CertificateStore store) {
        return revocation(keys.authorizer, store);
    }

    /** How everybody revokes who has this role and no other. */
    Revocation revocationBy(Role role) {
        return revocation(new Authorizer(
                new Roles(Map.of(role, List.of(IdentityPattern.parse("spiffe://test.keywright/tenant/*/module/*"))))));
    }

    RevocationLists lists(CertificateStore certificates) {
        return new RevocationLists(catalogue, certificates, signing, keys.ledger.recorder, keys.ledger.clock);
    }

    /** Rules by which the module {@code app} may have names below {@code acme.example}. */
    static IssuingRules rules(Duration longest, CertificatePurpose... purposes) {
        return new IssuingRules(
                "acme.example",
                Map.of("app", new ModuleRule(Set.of("acme.example"), Set.of(purposes), longest)),
                Addresses.NONE);
    }

    Authority create(KeyType type, SignedBy signedBy, Duration lifetime) {
        return create(new NewAuthority(
                ScopeClaim.NONE,
                "Acme " + type,
                type,
                Protection.SOFTWARE,
                null,
                signedBy,
                Optional.of(lifetime),
                RULES));
    }

    Authority create(NewAuthority wanted) {
        return keys.run(APP, Operation.CREATE_AUTHORITY, creation.create(wanted));
    }

    Authority root() {
        return create(KeyType.EC_P256, new SignedBy.Itself(), Duration.ofDays(365));
    }

    Authority change(Authority authority, IssuingRules rules) {
        return keys.run(APP, Operation.CHANGE_AUTHORITY, changes.change(authority.authorityId(), rules));
    }

    /** An authority that issues, below a root. */
    Authority below(Authority root) {
        return create(KeyType.EC_P256, new SignedBy.Parent(root.authorityId()), Duration.ofDays(30));
    }

    private KeyMetadata key(Authority authority) {
        return keys.keys
                .find(authority.scope(), new KeyReference.ById(authority.keyId()), KeyUsage.CERTIFY)
                .join()
                .get()
                .metadata();
    }

    void archiveKey(Authority authority) {
        keys.archive(APP, key(authority));
    }

    void destroyKey(Authority authority) {
        keys.revoke(APP, key(authority));
    }

    IssuedCertificate issue(Authority authority, byte[] request) {
        return issue(
                APP,
                new CertificateOrder(ScopeClaim.NONE, authority.authorityId(), request, Set.of(), Optional.empty()));
    }

    IssuedCertificate issue(Caller caller, CertificateOrder order) {
        return keys.run(caller, Operation.ISSUE_CERTIFICATE, issuance.issue(order))
                .certificate();
    }

    IssuedCertificate revoke(Caller caller, UUID certificateId, CertificateRevocationReason reason) {
        return keys.run(caller, Operation.REVOKE_CERTIFICATE, revocation.revoke(certificateId, reason));
    }

    X509CRL list(Authority authority) throws Exception {
        return (X509CRL) CertificateFactory.getInstance("X.509")
                .generateCRL(new ByteArrayInputStream(
                        lists.current(authority.authorityId()).list()));
    }

    static X509Certificate x509(byte[] der) throws PemException {
        return PemCertificates.one(der);
    }

    static X509Certificate x509(Authority authority) throws PemException {
        return x509(authority.certificate().orElseThrow());
    }

    static X509Certificate x509(IssuedCertificate issued) throws PemException {
        return x509(issued.certificate());
    }

    @Override
    public void close() throws StoreException {
        keys.close();
    }
}
