package io.keywright.pki.validation;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An authority that is trusted, and what its own certificate says of what it may vouch for. A path begins below it, so
 * that RFC 5280, section 6.1, leaves all of this to whoever trusts it; here it holds as it does for everybody else.
 */
public record TrustedAuthority(X509Certificate certificate) {

    private static final String NAME_CONSTRAINTS = "2.5.29.30";
    private static final int KEY_CERT_SIGN = 5;
    private static final Set<String> FOR_CLIENTS = Set.of("1.3.6.1.5.5.7.3.2", "2.5.29.37.0");

    /** Why an authority can vouch for nobody, whatever the time. */
    public enum Fault {
        NOT_AN_AUTHORITY("it is not marked as an authority's (CA:TRUE, and key usage keyCertSign if there is any)"),
        CRITICAL_EXTENSION("it has a critical extension of its own"),
        NOT_FOR_CLIENTS("its extended key usage is not for clients"),
        NAME_CONSTRAINTS("its name constraints cannot be read");

        private final String clause;

        Fault(String clause) {
            this.clause = clause;
        }

        /** The fault in words that go on after a colon. */
        public String clause() {
            return clause;
        }
    }

    /** What is wrong with it; empty if it can vouch for somebody. */
    public Optional<Fault> fault() {
        boolean[] usage = certificate.getKeyUsage();
        if (certificate.getBasicConstraints() < 0 || (usage != null && !usage[KEY_CERT_SIGN])) {
            return Optional.of(Fault.NOT_AN_AUTHORITY);
        }
        if (certificate.hasUnsupportedCriticalExtension()) {
            return Optional.of(Fault.CRITICAL_EXTENSION);
        }
        if (!isForClients(certificate)) {
            return Optional.of(Fault.NOT_FOR_CLIENTS);
        }
        try {
            names();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(Fault.NAME_CONSTRAINTS);
        }
    }

    /** Whether the extended key usage, if there is one, lets an authority issue certificates of clients. */
    private static boolean isForClients(X509Certificate authority) {
        try {
            List<String> purposes = authority.getExtendedKeyUsage();
            return purposes == null || purposes.stream().anyMatch(FOR_CLIENTS::contains);
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    /** Whether its own certificate is valid then. */
    public boolean isValidAt(Instant time) {
        try {
            certificate.checkValidity(Date.from(time));
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    /** Whether there are no more authorities below it than its path length. */
    boolean hasRoomFor(List<X509Certificate> below) {
        return counted(below).size() <= certificate.getBasicConstraints();
    }

    /** Whether it may give the names of all below it. */
    boolean mayName(List<X509Certificate> below) {
        return hasNames(below.getFirst()) && counted(below).stream().allMatch(this::hasNames);
    }

    /** Authorities below that are not this one under another key (RFC 5280, section 6.1.4). */
    private static List<X509Certificate> counted(List<X509Certificate> below) {
        return below.subList(1, below.size()).stream()
                .filter(it -> !it.getSubjectX500Principal().equals(it.getIssuerX500Principal()))
                .toList();
    }

    private boolean hasNames(X509Certificate issued) {
        try {
            return names().match(issued);
        } catch (IOException | RuntimeException unknownKindOfName) {
            return false;
        }
    }

    /** Selects what has names that this may give. */
    private X509CertSelector names() throws IOException {
        X509CertSelector selector = new X509CertSelector();
        byte[] extension = certificate.getExtensionValue(NAME_CONSTRAINTS);
        if (extension != null) {
            selector.setNameConstraints(content(extension));
        }
        return selector;
    }

    /** What an OCTET STRING in DER holds; all extensions are that. */
    private static byte[] content(byte[] octets) {
        int more = octets[1] >= 0 ? 0 : octets[1] & 0x7F;
        return Arrays.copyOfRange(octets, 2 + more, octets.length);
    }
}
