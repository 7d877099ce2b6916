package io.keywright.pki.validation;

import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A name that somebody wants to reach, and whether a certificate has it (RFC 9525; the common name counts for nothing). */
public sealed interface PeerName {

    /** A host: letters, digits, hyphens and dots. */
    record Dns(String value) implements PeerName {
        @Override
        public boolean matches(int kind, Object name) {
            return kind == DNS && name instanceof String pattern && covers(pattern);
        }

        /** An asterisk stands for one whole label, the first, with at least two behind it. */
        private boolean covers(String pattern) {
            String host = value.toLowerCase(Locale.ROOT);
            String lower = pattern.toLowerCase(Locale.ROOT);
            if (!lower.startsWith("*.")) {
                return lower.equals(host);
            }
            String rest = lower.substring(1);
            int first = host.indexOf('.');
            return first > 0
                    && rest.indexOf('.', 1) > 0
                    && host.substring(first).equals(rest);
        }
    }

    /** An IP address, which matches no pattern. */
    record Address(InetAddress value) implements PeerName {
        @Override
        public boolean matches(int kind, Object name) {
            return kind == ADDRESS && name instanceof String literal && same(literal);
        }

        private boolean same(String literal) {
            try {
                return InetAddress.ofLiteral(literal).equals(value);
            } catch (IllegalArgumentException unreadable) {
                return false;
            }
        }
    }

    /** A URI, as SPIFFE ids are, letter by letter. */
    record Uri(String value) implements PeerName {
        @Override
        public boolean matches(int kind, Object name) {
            return kind == URI && value.equals(name);
        }
    }

    int DNS = 2;
    int URI = 6;
    int ADDRESS = 7;

    /** Whether one name of a subject alternative name extension is this one. */
    boolean matches(int kind, Object name);

    /** Whether {@code certificate} has this name. */
    default boolean isIn(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names != null && names.stream().anyMatch(it -> matches((Integer) it.get(0), it.get(1)));
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    /** What {@code text} names: a URI, an IP address or a host; empty if it is none of them. */
    static Optional<PeerName> of(String text) {
        if (text.contains("://")) {
            return Optional.of(new Uri(text));
        }
        try {
            return Optional.of(new Address(InetAddress.ofLiteral(text)));
        } catch (IllegalArgumentException noAddress) {
            return Optional.of(text).filter(Hosts.FORM.asMatchPredicate()).map(Dns::new);
        }
    }

    /** How hosts are written (RFC 1123). */
    final class Hosts {
        private static final Pattern FORM = Pattern.compile(
                "(?=.{1,253}$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

        private Hosts() {}
    }
}
