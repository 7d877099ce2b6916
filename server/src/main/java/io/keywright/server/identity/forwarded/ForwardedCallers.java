package io.keywright.server.identity.forwarded;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.keywright.model.Caller;
import io.keywright.model.KeywrightException;
import io.keywright.server.identity.certificate.CertificateCheck;
import io.keywright.server.identity.certificate.CertificateCheck.Verdict;
import io.keywright.server.identity.certificate.Holder;
import io.vertx.core.MultiMap;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * Whom a proxy forwards. The certificate in the header did not pass the TLS of this service, so it is checked here like
 * one that did; that its holder has the key is the proxy's word. Thread-safe.
 */
public final class ForwardedCallers {

    private static final int KNOWN = 2_000;

    private final ProxyRules rules;
    private final CertificateCheck check;
    private final Cache<List<String>, Verdict> known =
            Caffeine.newBuilder().maximumSize(KNOWN).build();

    public ForwardedCallers(ProxyRules rules, CertificateCheck check) {
        this.rules = rules;
        this.check = check;
    }

    /**
     * The caller behind the proxy that sent these headers.
     *
     * @param peer the address that the proxy connects from
     * @throws KeywrightException UNAUTHENTICATED if the proxy is not where it should be, or forwards no one good
     *     certificate
     */
    public Caller of(String peer, MultiMap headers) {
        checkAddress(peer);
        List<String> values = headers.getAll(rules.header().headerName());
        if (values.size() != 1) {
            throw CertificateCheck.unauthenticated(
                    "no_forwarded_certificate",
                    "Have the proxy send one certificate in " + rules.header().headerName() + ".");
        }
        return switch (verdict(values.getFirst(), issuers(headers)).holder()) {
            case Holder.Direct direct -> direct.caller();
            case Holder.Proxy proxy ->
                throw CertificateCheck.unauthenticated(
                        "forwarded_proxy", "Connect to the service, or to one proxy, with a certificate of your own.");
        };
    }

    private void checkAddress(String peer) {
        InetAddress address = InetAddress.ofLiteral(peer);
        if (rules.addresses().stream().noneMatch(network -> network.contains(address))) {
            throw CertificateCheck.unauthenticated(
                    "proxy_address", "Connect from an address that is configured for this proxy.");
        }
    }

    /** An empty list is none (RFC 9110, section 5.6.1). */
    private List<String> issuers(MultiMap headers) {
        return rules.header().chainName().map(headers::getAll).orElse(List.of()).stream()
                .filter(value -> !value.isBlank())
                .toList();
    }

    private Verdict verdict(String certificate, List<String> issuers) {
        List<String> key = new ArrayList<>(issuers);
        key.add(certificate);
        Verdict verdict = known.getIfPresent(key);
        if (verdict == null || !check.holds(verdict)) {
            verdict = check.judge(chain(certificate, issuers));
            known.put(List.copyOf(key), verdict);
        }
        return verdict;
    }

    private List<X509Certificate> chain(String certificate, List<String> issuers) {
        try {
            List<X509Certificate> chain = new ArrayList<>();
            chain.add(HeaderCertificate.read(rules.header(), certificate));
            issuers.forEach(value -> chain.addAll(HeaderCertificate.readList(value)));
            return chain;
        } catch (IllegalArgumentException e) {
            throw CertificateCheck.unauthenticated(
                    "forwarded_certificate", "Have the proxy forward the certificate as its header prescribes.");
        }
    }
}
