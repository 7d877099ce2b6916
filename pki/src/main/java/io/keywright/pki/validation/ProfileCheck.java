package io.keywright.pki.validation;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.Extension;

/** What RFC 5280, section 4, demands of the form of each certificate, as far as engines leave it out. */
final class ProfileCheck implements PathCheck {

    private static final int LONGEST_SERIAL = 20;
    private static final int KEY_CERT_SIGN = 5;
    private static final Set<String> NEVER_CRITICAL = Set.of(
            Extension.authorityKeyIdentifier.getId(),
            Extension.subjectKeyIdentifier.getId(),
            Extension.authorityInfoAccess.getId(),
            Extension.subjectInfoAccess.getId());

    @Override
    public List<Failure> failures(List<X509Certificate> path, PathQuestion question) {
        return Stream.concat(
                        path.stream().flatMap(ProfileCheck::failures),
                        path.stream().limit(Math.max(1, path.size() - 1)).flatMap(ProfileCheck::serial))
                .toList();
    }

    private static Stream<Failure> failures(X509Certificate certificate) {
        return Stream.of(critical(certificate), subject(certificate), authority(certificate))
                .flatMap(it -> it);
    }

    /** Old authorities have the number 0, and section 4.1.2.2 bids to bear with them. */
    private static Stream<Failure> serial(X509Certificate certificate) {
        boolean good = certificate.getSerialNumber().signum() > 0
                && certificate.getSerialNumber().toByteArray().length <= LONGEST_SERIAL + 1;
        return unless(good, "bad_serial", certificate, "its serial number is not a positive one of up to 20 bytes");
    }

    private static Stream<Failure> critical(X509Certificate certificate) {
        Set<String> critical = certificate.getCriticalExtensionOIDs();
        boolean good = critical == null || critical.stream().noneMatch(NEVER_CRITICAL::contains);
        return Stream.concat(
                unless(
                        !certificate.hasUnsupportedCriticalExtension(),
                        "unknown_critical_extension",
                        certificate,
                        "it has a critical extension that nothing here understands"),
                unless(good, "must_not_be_critical", certificate, "it marks an extension critical that may not be"));
    }

    /** Without a subject's name the alternative names are all there is, and an issuer always has a name. */
    private static Stream<Failure> subject(X509Certificate certificate) {
        boolean named = !certificate.getSubjectX500Principal().getName().isEmpty();
        Set<String> critical = certificate.getCriticalExtensionOIDs();
        boolean alternative = critical != null && critical.contains(Extension.subjectAlternativeName.getId());
        boolean authority = certificate.getBasicConstraints() >= 0;
        return Stream.concat(
                unless(
                        named || (alternative && !authority),
                        "no_subject",
                        certificate,
                        "it names nobody: its subject is empty, and no critical alternative name stands for it"),
                unless(
                        !certificate.getIssuerX500Principal().getName().isEmpty(),
                        "no_issuer",
                        certificate,
                        "it does not name its issuer"));
    }

    /** What only an authority can be allowed. */
    private static Stream<Failure> authority(X509Certificate certificate) {
        boolean authority = certificate.getBasicConstraints() >= 0;
        boolean limits = certificate.getExtensionValue(Extension.nameConstraints.getId()) != null;
        boolean[] usage = certificate.getKeyUsage();
        boolean signs = usage != null && usage[KEY_CERT_SIGN];
        return unless(
                authority || (!limits && !signs),
                "rights_of_an_authority",
                certificate,
                "it may sign certificates or limits names, and is no authority's");
    }

    private static Stream<Failure> unless(boolean good, String reason, X509Certificate certificate, String detail) {
        return good ? Stream.of() : Stream.of(Failure.of(Check.PROFILE, reason, certificate, detail));
    }
}
