package io.keywright.server.keys;

import static io.keywright.server.keys.AuthorityService.APP;
import static io.keywright.server.keys.AuthorityService.x509;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.keywright.core.authority.CertificateOrder;
import io.keywright.core.authority.CertificateStore.Filter;
import io.keywright.core.authority.NewAuthority;
import io.keywright.core.authority.NewAuthority.SignedBy;
import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.crypto.Message;
import io.keywright.core.lifecycle.NewKey;
import io.keywright.core.operations.KeyRequest;
import io.keywright.model.Authority;
import io.keywright.model.CertificatePurpose;
import io.keywright.model.CertificateRevocationReason;
import io.keywright.model.ErrorCode;
import io.keywright.model.IssuedCertificate;
import io.keywright.model.IssuingRules;
import io.keywright.model.IssuingRules.Addresses;
import io.keywright.model.IssuingRules.ModuleRule;
import io.keywright.model.KeyReference;
import io.keywright.model.KeyType;
import io.keywright.model.KeyUsage;
import io.keywright.model.KeywrightException;
import io.keywright.model.Operation;
import io.keywright.model.Protection;
import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemBlock;
import io.keywright.pki.validation.PathQuestion;
import io.keywright.pki.validation.PathValidator;
import io.keywright.pki.validation.PeerName;
import io.keywright.pki.validation.Purpose;
import io.keywright.pki.validation.RevocationRule;
import io.keywright.pki.validation.TrustedAuthority;
import io.keywright.server.harness.SmallLedger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What authorities issue, and what they do not. */
class IssuanceTest {

    private static final String ID = "spiffe://acme.example/tenant/acme/env/dev/plane/tenant/module/app";

    @TempDir
    Path folder;

    private AuthorityService service;

    @BeforeEach
    void open() throws Exception {
        service = new AuthorityService(folder, Clock.systemUTC(), Set.of());
    }

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    private static void refuses(ErrorCode code, String reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(KeywrightException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.details()).containsEntry("reason", reason);
        });
    }

    private void isNotAllowed(String reason, Csr request) throws Exception {
        Authority authority = service.root();
        byte[] der = request.der();
        refuses(ErrorCode.POLICY_VIOLATION, reason, () -> service.issue(authority, der));
        assertThat(service.certificates.list(APP, new Filter(null, null, null, null), null, 10))
                .isEmpty();
    }

    private void isNoRequest(String reason, byte[] content) {
        Authority authority = service.root();
        refuses(ErrorCode.INVALID_REQUEST, reason, () -> service.issue(authority, content));
    }

    private static CertificateOrder order(
            Authority authority, byte[] request, Set<CertificatePurpose> purposes, Duration lifetime) {
        return new CertificateOrder(ScopeClaim.NONE, authority.authorityId(), request, purposes, Optional.of(lifetime));
    }

    private static List<String> failures(
            Authority root, List<X509Certificate> between, X509Certificate leaf, Purpose purpose, String name)
            throws Exception {
        return PathValidator.validate(new PathQuestion(
                        leaf,
                        between,
                        Set.of(new TrustedAuthority(x509(root))),
                        List.of(),
                        RevocationRule.IF_KNOWN,
                        purpose,
                        PeerName.of(name),
                        Instant.now()))
                .failures()
                .stream()
                .map(Object::toString)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"EC_P256", "EC_P384", "RSA_2048"})
    void whatAnAuthorityIssuesIsValidForWhomItIssuedIt(KeyType type) throws Exception {
        Authority root = service.create(type, new SignedBy.Itself(), Duration.ofDays(365));
        IssuedCertificate issued = service.issue(
                root, new Csr().subject("CN=app").dns("orders.acme.example").der());

        X509Certificate leaf = x509(issued);
        assertThat(failures(root, List.of(), leaf, Purpose.CLIENT, ID)).isEmpty();
        assertThat(failures(root, List.of(), leaf, Purpose.SERVER, "orders.acme.example"))
                .isEmpty();
        assertThat(failures(root, List.of(), leaf, Purpose.SERVER, "acme.example"))
                .isNotEmpty();
        assertThat(leaf.getSubjectX500Principal().getName()).isEqualTo("CN=app");
        assertThat(leaf.getSerialNumber().bitLength()).isEqualTo(129);
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
    }

    @Test
    void aRootSignsForAnAuthorityBelowWhichIssues() throws Exception {
        Authority root = service.root();
        Authority below = service.below(root);
        IssuedCertificate issued = service.issue(below, new Csr().der());

        assertThat(failures(root, List.of(x509(below)), x509(issued), Purpose.CLIENT, ID))
                .isEmpty();
        assertThat(below.chain()).containsExactly(root.certificate().orElseThrow());
        refuses(
                ErrorCode.INVALID_REQUEST,
                "key_of_an_authority",
                () -> service.keys.rotate(
                        APP,
                        service.keys
                                .keys
                                .find(root.scope(), new KeyReference.ById(root.keyId()), KeyUsage.CERTIFY)
                                .join()
                                .get()
                                .metadata()));
    }

    @Test
    void anAuthorityWhoseOwnCertificateWasRevokedIssuesNothing() throws Exception {
        Authority root = service.root();
        Authority below = service.below(root);
        byte[] request = new Csr().der();
        assertThat(service.issue(below, request)).isNotNull();
        IssuedCertificate own = service.certificates
                .list(APP, new Filter(root.authorityId(), null, null, null), null, 10)
                .getFirst();
        service.revoke(APP, own.certificateId(), CertificateRevocationReason.CESSATION_OF_OPERATION);

        refuses(ErrorCode.INVALID_REQUEST, "authority_revoked", () -> service.issue(below, request));
        assertThat(service.issue(root, request)).isNotNull();
    }

    /** X.509 has room for 64 characters there, OpenSSL reads no more. */
    @Test
    void whoseNameIsTooLongForACommonNameIsNamedByItsIdAlone() throws Exception {
        String module = "m".repeat(65);
        Authority root = service.change(
                service.root(),
                new IssuingRules(
                        "acme.example",
                        Map.of("*", new ModuleRule(Set.of(), Set.of(CertificatePurpose.CLIENT), Duration.ofDays(1))),
                        Addresses.NONE));
        X509Certificate leaf = x509(service.issue(
                SmallLedger.caller("acme", module), order(root, new Csr().der(), Set.of(), Duration.ofHours(1))));

        assertThat(leaf.getSubjectX500Principal().getName()).isEmpty();
        assertThat(leaf.getCriticalExtensionOIDs()).contains("2.5.29.17");
        assertThat(failures(root, List.of(), leaf, Purpose.CLIENT, ID.replace("/app", "/" + module)))
                .isEmpty();
    }

    @Test
    void eachCertificateHasItsReceipt() throws Exception {
        Authority root = service.root();
        IssuedCertificate issued = service.issue(root, new Csr().der());

        assertThat(service.keys.ledger.receipts("acme"))
                .extracting(
                        it -> it.operation(),
                        it -> it.context().success(),
                        it -> it.context().keyId())
                .endsWith(
                        tuple("authority_created", true, root.keyId()),
                        tuple("certificate_issued", true, root.keyId()));
        assertThat(service.keys.ledger.newestChange("acme"))
                .contains("\"serial\":\"" + issued.serial().toString(16) + "\"")
                .contains("\"certificate_sha256\":");
    }

    /** Else whoever may sign could write a certificate of their own. */
    @Test
    void theKeyOfAnAuthoritySignsNothingElse() {
        Authority root = service.root();
        refuses(
                ErrorCode.INVALID_REQUEST,
                "key_usage",
                () -> service.keys.run(
                        APP,
                        Operation.SIGN,
                        service.keys.operations.sign(
                                new KeyRequest(ScopeClaim.NONE, root.keyId().toString(), null),
                                new Message.Data(new byte[] {1}))));
    }

    @Test
    void nobodyMakesSuchAKeyWithoutAnAuthorityOrIssuesWithAnother() {
        assertThatThrownBy(() -> service.keys.make(
                        APP,
                        new NewKey(
                                ScopeClaim.NONE,
                                KeyType.EC_P256,
                                Set.of(KeyUsage.CERTIFY),
                                Protection.SOFTWARE,
                                null,
                                null,
                                null,
                                null)))
                .isInstanceOfSatisfying(
                        KeywrightException.class,
                        refusal -> assertThat(refusal.details()).containsEntry("member", "key_usage"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "acme.example.evil.example",
                "notacme.example",
                "*.acme.example",
                "acme.example.",
                "orders.acme.example\0.evil.example",
                "10.0.0.1",
                "-.acme.example"
            })
    void namesThatTheRulesDoNotAllowAreRefused(String name) throws Exception {
        isNotAllowed("name_not_allowed", new Csr().dns("orders.acme.example").dns(name));
    }

    @Test
    void nobodyIsCalledBySomebodyElsesId() throws Exception {
        isNotAllowed("name_not_allowed", new Csr().uri(ID.replace("/module/app", "/module/other")));
    }

    @Test
    void nobodyIsCalledByAnotherTenantsId() throws Exception {
        isNotAllowed("name_not_allowed", new Csr().uri(ID.replace("/tenant/acme", "/tenant/globex")));
    }

    @Test
    void addressesAndOtherSubjectsAreRefused() throws Exception {
        isNotAllowed("name_not_allowed", new Csr().address("10.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CN=admin", "O=Globex", "CN=app,O=Acme", "CN=app,CN=admin"})
    void subjectsThatAreNotTheModulesAreRefused(String subject) throws Exception {
        isNotAllowed("name_not_allowed", new Csr().subject(subject));
    }

    @Test
    void ownNamesMayStandInTheRequest() throws Exception {
        IssuedCertificate issued = service.issue(
                service.root(), new Csr().subject("CN=app").uri(ID).der());
        assertThat(x509(issued).getSubjectAlternativeNames()).containsExactly(List.of(6, ID));
    }

    @Test
    void whoHasNotTheKeyGetsNoCertificateOfIt() throws Exception {
        isNoRequest(
                "possession_not_proved",
                new Csr().signedBy(Csr.pair("EC", "secp256r1")).der());
    }

    @Test
    void whatWasAlteredProvesNothing() throws Exception {
        byte[] request = new Csr().subject("CN=app").der();
        request[request.length - 3] ^= 1;
        isNoRequest("possession_not_proved", request);
    }

    @Test
    void weakKeysAndHashesAreRefused() throws Exception {
        isNoRequest(
                "weak",
                new Csr(Csr.pair("RSA", "1024")).signedWith("SHA256withRSA").der());
        isNoRequest("weak", new Csr().signedWith("SHA1withECDSA").der());
        isNoRequest(
                "weak",
                new Csr(Csr.pair("EC", "secp521r1")).signedWith("SHA1withECDSA").der());
    }

    @Test
    void nobodyBecomesAnAuthorityByAsking() throws Exception {
        isNoRequest("authority_requested", new Csr().authority().der());
    }

    @Test
    void junkIsNoRequest() throws Exception {
        isNoRequest("not_a_request", new byte[0]);
        isNoRequest("not_a_request", "-----BEGIN CERTIFICATE REQUEST-----\n".getBytes(StandardCharsets.UTF_8));
        isNoRequest("not_a_request", new byte[] {0x30, (byte) 0x84, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff});
        isNoRequest("not_a_request", new byte[17 * 1024]);
        byte[] request = new Csr().der();
        byte[] longer = java.util.Arrays.copyOf(request, request.length + 1);
        isNoRequest("not_a_request", longer);
    }

    @Test
    void pemWillDo() throws Exception {
        String pem = Pem.write(new PemBlock("CERTIFICATE REQUEST", new Csr().der()));
        assertThat(service.issue(service.root(), pem.getBytes(StandardCharsets.UTF_8)))
                .isNotNull();
    }

    @Test
    void modulesThatTheRulesDoNotNameGetNothing() throws Exception {
        Authority root = service.root();
        byte[] request = new Csr().der();
        refuses(
                ErrorCode.POLICY_VIOLATION,
                "module_not_allowed",
                () -> service.issue(
                        SmallLedger.caller("acme", "other"), order(root, request, Set.of(), Duration.ofHours(1))));
    }

    @Test
    void anotherTenantsAuthorityIsNotThere() throws Exception {
        Authority root = service.root();
        byte[] request = new Csr().der();
        refuses(
                ErrorCode.KEY_NOT_FOUND,
                "authority_not_found",
                () -> service.issue(
                        SmallLedger.caller("globex", "app"), order(root, request, Set.of(), Duration.ofHours(1))));
    }

    @Test
    void purposesAndLifetimesAreWhatTheRulesAllow() throws Exception {
        Authority root =
                service.change(service.root(), AuthorityService.rules(Duration.ofHours(2), CertificatePurpose.CLIENT));
        byte[] request = new Csr().der();

        refuses(
                ErrorCode.POLICY_VIOLATION,
                "purpose_not_allowed",
                () -> service.issue(APP, order(root, request, Set.of(CertificatePurpose.SERVER), Duration.ofHours(1))));
        refuses(
                ErrorCode.POLICY_VIOLATION,
                "lifetime_not_allowed",
                () -> service.issue(APP, order(root, request, Set.of(), Duration.ofHours(3))));
        IssuedCertificate issued = service.issue(root, request);
        assertThat(issued.notAfter())
                .isBefore(Instant.now().plus(Duration.ofHours(2)).plusSeconds(1));
        assertThat(failures(root, List.of(), x509(issued), Purpose.SERVER, ID)).isNotEmpty();
    }

    @Test
    void nothingOutlivesItsAuthority() throws Exception {
        Authority root = service.create(KeyType.EC_P256, new SignedBy.Itself(), Duration.ofHours(3));
        IssuedCertificate issued = service.issue(root, new Csr().der());
        assertThat(issued.notAfter()).isEqualTo(x509(root).getNotAfter().toInstant());
        assertThat(issued.notBefore())
                .isAfterOrEqualTo(x509(root).getNotBefore().toInstant());
    }

    @Test
    void anAuthorityWhoseKeyIsArchivedIssuesNothing() throws Exception {
        Authority root = service.root();
        service.archiveKey(root);
        byte[] request = new Csr().der();
        assertThatThrownBy(() -> service.issue(root, request))
                .isInstanceOfSatisfying(
                        KeywrightException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.KEY_INACTIVE));
    }

    @Test
    void anAuthorityThatHasEndedIssuesNothingAndSignsForNobody() throws Exception {
        service.close();
        MovableClock clock = new MovableClock();
        service = new AuthorityService(folder, clock, Set.of());
        Authority root = service.root();
        byte[] request = new Csr().der();
        clock.set(x509(root).getNotAfter().toInstant().plusSeconds(1));

        refuses(ErrorCode.INVALID_REQUEST, "authority_ended", () -> service.issue(root, request));
        refuses(
                ErrorCode.INVALID_REQUEST,
                "authority_ended",
                () -> service.create(new NewAuthority(
                        ScopeClaim.NONE,
                        "Acme below",
                        KeyType.EC_P256,
                        Protection.SOFTWARE,
                        null,
                        new SignedBy.Parent(root.authorityId()),
                        Optional.empty(),
                        AuthorityService.RULES)));
    }

    @Test
    void anAuthorityNeedsAnApprovalWhereTheRulesSaySo() throws Exception {
        service.close();
        service = new AuthorityService(
                folder, Clock.systemUTC(), Set.of(Operation.CREATE_AUTHORITY, Operation.ISSUE_CERTIFICATE));
        refuses(ErrorCode.POLICY_VIOLATION, "approval_required", service::root);
    }
}
