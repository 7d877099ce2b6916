package io.keywright.pki.validation;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;

/**
 * Each issuer on the way, the trusted authority included, may give the names below it (RFC 5280, section 4.2.1.10). A pattern that
 * could stand for a forbidden name is forbidden, too. Each name is compared with each constraint, so both are few.
 */
final class NameConstraintsCheck implements PathCheck {

    private static final int MOST_COMPARISONS = 100_000;
    private static final int IPV4_AND_MASK = 8;
    private static final int IPV6_AND_MASK = 32;

    @Override
    public List<Failure> failures(List<X509Certificate> path, PathQuestion question) {
        List<Failure> failures = new ArrayList<>();
        for (int i = 1; i < path.size(); i++) {
            X509Certificate issuer = path.get(i);
            List<X509Certificate> below = path.subList(0, i);
            failure(issuer, below, i == path.size() - 1).ifPresent(failures::add);
        }
        return failures.isEmpty() ? byEngine(path, question) : failures;
    }

    private static List<Failure> byEngine(List<X509Certificate> path, PathQuestion question) {
        return path.subList(0, path.size() - 1).stream().noneMatch(NameConstraintsCheck::limitsNames)
                ? List.of()
                : Engine.failure(Facet.Subject.NAMES, path, question).stream()
                        .map(it -> Failure.of(
                                Check.NAME_CONSTRAINTS, "name_not_permitted", it, "its issuer may not give its names"))
                        .toList();
    }

    private static boolean limitsNames(X509Certificate certificate) {
        return certificate.getExtensionValue(Extension.nameConstraints.getId()) != null;
    }

    /** @param outermost the engine begins below it, and judges the names that all others may give */
    private static Optional<Failure> failure(X509Certificate issuer, List<X509Certificate> below, boolean outermost) {
        byte[] extension = issuer.getExtensionValue(Extension.nameConstraints.getId());
        if (extension == null) {
            return Optional.empty();
        }
        try {
            NameConstraints constraints = NameConstraints.getInstance(
                    ASN1OctetString.getInstance(extension).getOctets());
            List<GeneralName> forbidden = bases(constraints.getExcludedSubtrees());
            List<GeneralName> all = Stream.concat(
                            bases(constraints.getPermittedSubtrees()).stream(), forbidden.stream())
                    .toList();
            if (all.isEmpty() || !all.stream().allMatch(NameConstraintsCheck::isWellFormed)) {
                return failed(issuer, "bad_constraints", "the names that it may give are not written as they must be");
            }
            int names = below.stream().mapToInt(it -> names(it).size() + 1).sum();
            if ((long) all.size() * names > MOST_COMPARISONS) {
                return failed(issuer, "too_many_names", "it limits more names, below more names, than are compared");
            }
            return below.stream().anyMatch(it -> mayBeForbidden(it, forbidden))
                            || (outermost && !new TrustedAuthority(issuer).mayName(below))
                    ? failed(issuer, "name_not_permitted", "it may not give the names below it")
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return failed(issuer, "bad_constraints", "the names that it may give cannot be read");
        }
    }

    private static Optional<Failure> failed(X509Certificate issuer, String reason, String detail) {
        return Optional.of(Failure.of(Check.NAME_CONSTRAINTS, reason, issuer, detail));
    }

    private static List<GeneralName> bases(GeneralSubtree[] subtrees) {
        return subtrees == null
                ? List.of()
                : Arrays.stream(subtrees).map(GeneralSubtree::getBase).toList();
    }

    private static boolean isWellFormed(GeneralName name) {
        return switch (name.getTagNo()) {
            case GeneralName.dNSName -> !text(name).startsWith(".");
            case GeneralName.iPAddress ->
                isRange(ASN1OctetString.getInstance(name.getName()).getOctets());
            default -> true;
        };
    }

    /** An address and a mask, whose ones all come first. */
    private static boolean isRange(byte[] range) {
        if (range.length != IPV4_AND_MASK && range.length != IPV6_AND_MASK) {
            return false;
        }
        StringBuilder bits = new StringBuilder();
        for (int i = range.length / 2; i < range.length; i++) {
            bits.append(Integer.toBinaryString(0x100 | (range[i] & 0xFF)).substring(1));
        }
        return !bits.toString().contains("01");
    }

    private static boolean mayBeForbidden(X509Certificate certificate, List<GeneralName> forbidden) {
        return names(certificate).stream()
                .filter(name -> Integer.valueOf(PeerName.DNS).equals(name.get(0)))
                .map(name -> name.get(1).toString().toLowerCase(Locale.ROOT))
                .filter(name -> name.startsWith("*."))
                .anyMatch(pattern -> forbidden.stream()
                        .filter(it -> it.getTagNo() == GeneralName.dNSName)
                        .anyMatch(it -> text(it).endsWith(pattern.substring(1))));
    }

    private static Collection<List<?>> names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    private static String text(GeneralName name) {
        return ASN1IA5String.getInstance(name.getName()).getString().toLowerCase(Locale.ROOT);
    }
}
