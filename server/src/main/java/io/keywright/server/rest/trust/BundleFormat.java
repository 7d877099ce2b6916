package io.keywright.server.rest.trust;

import io.keywright.core.bundle.TrustBundle;
import io.keywright.model.TrustAnchor;
import io.keywright.model.WireName;
import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemBlock;
import io.keywright.model.pem.PemCertificates;
import io.keywright.model.pem.PemException;
import io.keywright.pki.truststore.JksFile;
import io.keywright.pki.truststore.Pkcs12File;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The forms that a trust bundle is handed out in; each is the same for the same anchors. */
enum BundleFormat implements WireName {
    PEM("pem", BundleFormat.PEM_TYPE, BundleFormat::pem),
    PKCS12("pkcs12", BundleFormat.PKCS12_TYPE, BundleFormat::pkcs12),
    JKS("jks", BundleFormat.JKS_TYPE, BundleFormat::jks),
    SPIFFE("spiffe", BundleFormat.SPIFFE_TYPE, SpiffeBundle::write);

    /** RFC 8555, section 9.1. */
    static final String PEM_TYPE = "application/pem-certificate-chain";

    static final String PKCS12_TYPE = "application/x-pkcs12";
    static final String JKS_TYPE = "application/x-jks";
    static final String SPIFFE_TYPE = "application/json";

    private final String wireName;
    private final String mediaType;
    private final Function<TrustBundle, byte[]> writer;

    BundleFormat(String wireName, String mediaType, Function<TrustBundle, byte[]> writer) {
        this.wireName = wireName;
        this.mediaType = mediaType;
        this.writer = writer;
    }

    /** The first that the header names by its media type; PEM if it names none. */
    static BundleFormat accepted(@Nullable String accept) {
        return Arrays.stream(values())
                .filter(format -> accept != null && accept.contains(format.mediaType))
                .findFirst()
                .orElse(PEM);
    }

    @Override
    public String wireName() {
        return wireName;
    }

    String mediaType() {
        return mediaType;
    }

    byte[] of(TrustBundle bundle) {
        return bundle.form(wireName, writer);
    }

    private static byte[] pem(TrustBundle bundle) {
        return bundle.anchors().stream()
                .map(anchor -> Pem.write(PemBlock.certificate(anchor.certificate())))
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] pkcs12(TrustBundle bundle) {
        return Pkcs12File.write(
                bundle.anchors().stream().map(TrustAnchor::certificate).toList());
    }

    private static byte[] jks(TrustBundle bundle) {
        return JksFile.write(bundle.anchors().stream()
                .map(anchor -> new JksFile.Entry(anchor.certificate(), anchor.createdAt()))
                .toList());
    }

    static X509Certificate certificate(TrustAnchor anchor) {
        try {
            return PemCertificates.one(anchor.certificate());
        } catch (PemException e) {
            throw new IllegalStateException("the certificate of anchor " + anchor.anchorId() + " cannot be read", e);
        }
    }
}
