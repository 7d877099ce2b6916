package io.keywright.pki.issuing;

import java.net.InetAddress;
import java.net.URI;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** The names in a certificate's subject alternative name extension (RFC 5280 section 4.2.1.6); may be empty. */
public record SubjectNames(List<URI> uris, List<String> dnsNames, List<InetAddress> addresses) {

    private static final int DNS = 2;
    private static final int URI_NAME = 6;
    private static final int IP = 7;

    public SubjectNames {
        uris = List.copyOf(uris);
        dnsNames = List.copyOf(dnsNames);
        addresses = List.copyOf(addresses);
    }

    public static SubjectNames none() {
        return new SubjectNames(List.of(), List.of(), List.of());
    }

    public static SubjectNames of(SpiffeId id) {
        return new SubjectNames(List.of(id.uri()), List.of(), List.of());
    }

    public static SubjectNames ofServer(List<String> dnsNames, List<InetAddress> addresses) {
        return new SubjectNames(List.of(), dnsNames, addresses);
    }

    /** {@code localhost}, {@code 127.0.0.1} and {@code ::1}. */
    public static SubjectNames ofLoopback() {
        return ofServer(
                List.of("localhost"), List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1")));
    }

    public boolean isEmpty() {
        return uris.isEmpty() && dnsNames.isEmpty() && addresses.isEmpty();
    }

    /** Whether {@code certificate} carries these names and no others, in any order. */
    public boolean areThoseOf(X509Certificate certificate) {
        try {
            Collection<List<?>> actual = certificate.getSubjectAlternativeNames();
            return asParsed().equals(actual == null ? Set.of() : new HashSet<>(actual));
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    GeneralNames encoded() {
        Stream<GeneralName> identifiers =
                uris.stream().map(uri -> new GeneralName(GeneralName.uniformResourceIdentifier, uri.toString()));
        Stream<GeneralName> hosts = dnsNames.stream().map(name -> new GeneralName(GeneralName.dNSName, name));
        Stream<GeneralName> numbers =
                addresses.stream().map(address -> new GeneralName(GeneralName.iPAddress, address.getHostAddress()));
        return new GeneralNames(
                Stream.of(identifiers, hosts, numbers).flatMap(each -> each).toArray(GeneralName[]::new));
    }

    /** The names as {@link X509Certificate#getSubjectAlternativeNames()} would answer them. */
    private Set<List<?>> asParsed() {
        Set<List<?>> names = new HashSet<>();
        uris.forEach(uri -> names.add(List.of(URI_NAME, uri.toString())));
        dnsNames.forEach(name -> names.add(List.of(DNS, name)));
        addresses.forEach(address -> names.add(List.of(IP, address.getHostAddress())));
        return names;
    }
}
