package io.keywright.server.keys;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Certificate requests as clients make them, honest and otherwise. */
final class Csr {

    static final KeyPair PAIR = pair("EC", "secp256r1");

    private final KeyPair pair;
    private String subject = "";
    private String algorithm = "SHA256withECDSA";
    private KeyPair signer;
    private boolean authority;
    private final List<GeneralName> names = new ArrayList<>();

    Csr(KeyPair pair) {
        this.pair = pair;
        this.signer = pair;
    }

    Csr() {
        this(PAIR);
    }

    static KeyPair pair(String algorithm, String kind) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec(kind));
            } else {
                generator.initialize(Integer.parseInt(kind));
            }
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Csr subject(String name) {
        subject = name;
        return this;
    }

    Csr dns(String name) {
        names.add(new GeneralName(GeneralName.dNSName, name));
        return this;
    }

    Csr uri(String name) {
        names.add(new GeneralName(GeneralName.uniformResourceIdentifier, name));
        return this;
    }

    Csr address(String name) {
        names.add(new GeneralName(GeneralName.iPAddress, name));
        return this;
    }

    Csr authority() {
        authority = true;
        return this;
    }

    Csr signedWith(String other) {
        algorithm = other;
        return this;
    }

    Csr signedBy(KeyPair other) {
        signer = other;
        return this;
    }

    byte[] der() throws Exception {
        PKCS10CertificationRequestBuilder builder =
                new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), pair.getPublic());
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        if (!names.isEmpty()) {
            extensions.addExtension(
                    Extension.subjectAlternativeName, false, new GeneralNames(names.toArray(GeneralName[]::new)));
        }
        if (authority) {
            extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        }
        if (!extensions.isEmpty()) {
            builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate());
        }
        return builder.build(new JcaContentSignerBuilder(algorithm).build(signer.getPrivate()))
                .getEncoded();
    }
}
