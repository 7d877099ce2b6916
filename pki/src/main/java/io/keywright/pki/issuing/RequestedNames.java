package io.keywright.pki.issuing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * What a certificate request wants to be called.
 *
 * @param common the common names of its subject
 * @param dns the DNS names of its subject alternative names, as they were sent
 * @param uris likewise
 * @param others names of other kinds, to be shown
 */
public record RequestedNames(List<String> common, List<String> dns, List<String> uris, List<String> others) {

    private static final int MOST = 100;

    public RequestedNames {
        common = List.copyOf(common);
        dns = List.copyOf(dns);
        uris = List.copyOf(uris);
        others = List.copyOf(others);
    }

    /**
     * Reads them.
     *
     * @throws RefusedRequest if there are too many
     * @throws RuntimeException if one cannot be read
     */
    static RequestedNames of(X500Name subject, Optional<Extensions> extensions) throws RefusedRequest {
        Collected collected = new Collected();
        collected.addSubject(subject);
        extensions
                .map(it -> GeneralNames.fromExtensions(it, Extension.subjectAlternativeName))
                .ifPresent(collected::addAlternatives);
        RequestedNames names = collected.names();
        if (names.count() > MOST) {
            throw new RefusedRequest("too_many_names", "has more than " + MOST + " names");
        }
        return names;
    }

    private int count() {
        return common.size() + dns.size() + uris.size() + others.size();
    }

    private static final class Collected {
        private final List<String> common = new ArrayList<>();
        private final List<String> dns = new ArrayList<>();
        private final List<String> uris = new ArrayList<>();
        private final List<String> others = new ArrayList<>();

        void addSubject(X500Name subject) {
            for (RDN part : subject.getRDNs()) {
                for (AttributeTypeAndValue value : part.getTypesAndValues()) {
                    String text = IETFUtils.valueToString(value.getValue());
                    if (BCStyle.CN.equals(value.getType())) {
                        common.add(text);
                    } else {
                        others.add(value.getType().getId() + "=" + text);
                    }
                }
            }
        }

        void addAlternatives(GeneralNames names) {
            for (GeneralName name : names.getNames()) {
                String text = name.getName().toString();
                switch (name.getTagNo()) {
                    case GeneralName.dNSName -> dns.add(text);
                    case GeneralName.uniformResourceIdentifier -> uris.add(text);
                    default -> others.add(name.toString());
                }
            }
        }

        RequestedNames names() {
            return new RequestedNames(common, dns, uris, others);
        }
    }
}
