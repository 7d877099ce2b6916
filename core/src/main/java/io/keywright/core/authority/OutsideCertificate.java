package io.keywright.core.authority;

import io.keywright.model.Authority;
import io.keywright.model.KeyMetadata;
import io.keywright.model.KeywrightException;
import io.keywright.model.pem.PemCertificates;
import io.keywright.model.pem.PemException;
import io.keywright.pki.issuing.Issuer;
import io.keywright.pki.issuing.PublicKeys;
import io.keywright.pki.validation.CertificateStrength;
import io.keywright.pki.validation.TrustedAuthority;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody outside has made of an authority's request: its certificate, and those above it, the issuer's first. Each has
 * signed the one before.
 */
record OutsideCertificate(X509Certificate own, List<X509Certificate> above) {

    private static final int MOST_CHARACTERS = 64 * 1024;
    private static final int MOST_ABOVE = 8;
    private static final int CRL_SIGN = 6;

    /**
     * Reads it.
     *
     * @throws KeywrightException INVALID_REQUEST if it is not the certificate of an authority, strong and valid now, with a chain that holds
     */
    static OutsideCertificate read(String certificate, @Nullable String chain, Instant now) {
        OutsideCertificate outside = new OutsideCertificate(one(certificate), chain == null ? List.of() : all(chain));
        outside.requireAuthority(now);
        outside.requireChain();
        return outside;
    }

    private static X509Certificate one(String pem) {
        List<X509Certificate> found = certificates("certificate", pem);
        if (found.size() != 1) {
            throw AuthorityRefusals.invalid("certificate", "Send one certificate; those above it belong into chain.");
        }
        return found.getFirst();
    }

    private static List<X509Certificate> all(String pem) {
        List<X509Certificate> found = certificates("chain", pem);
        if (found.size() > MOST_ABOVE) {
            throw AuthorityRefusals.invalid("chain", "Send at most " + MOST_ABOVE + " certificates.");
        }
        return found;
    }

    private static List<X509Certificate> certificates(String member, String pem) {
        if (pem.length() > MOST_CHARACTERS) {
            throw AuthorityRefusals.invalid(member, "Send at most " + MOST_CHARACTERS + " characters.");
        }
        try {
            return PemCertificates.inFile(pem.getBytes(StandardCharsets.UTF_8));
        } catch (PemException e) {
            throw AuthorityRefusals.invalid(
                    member, "Send X.509 certificates in PEM; what was sent " + e.getMessage() + ".");
        }
    }

    private void requireAuthority(Instant now) {
        TrustedAuthority authority = new TrustedAuthority(own);
        Optional<String> fault = authority
                .fault()
                .map(TrustedAuthority.Fault::clause)
                .or(() -> signsLists() ? Optional.empty() : Optional.of("its key usage lacks cRLSign"))
                .or(() -> new Issuer(own).canBeReferredTo()
                        ? Optional.empty()
                        : Optional.of("its key identifier cannot be read"))
                .or(() -> authority.isValidAt(now) ? Optional.empty() : Optional.of("it is not valid now"))
                .or(() -> CertificateStrength.weakness(own));
        fault.ifPresent(why -> {
            throw AuthorityRefusals.invalid(
                    "certificate", "unsuitable", "Have the request signed as an authority's, not so: " + why + ".");
        });
    }

    private boolean signsLists() {
        boolean[] usage = own.getKeyUsage();
        return usage == null || usage[CRL_SIGN];
    }

    private void requireChain() {
        X509Certificate below = own;
        for (X509Certificate issuer : above) {
            if (!issuer.getSubjectX500Principal().equals(below.getIssuerX500Principal()) || !signed(issuer, below)) {
                throw AuthorityRefusals.invalid(
                        "chain", "Send the certificates above it in order: each must have signed the one before.");
            }
            below = issuer;
        }
    }

    private static boolean signed(X509Certificate issuer, X509Certificate below) {
        try {
            below.verify(issuer.getPublicKey());
            return issuer.getBasicConstraints() >= 0;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Passes if it was made of the authority's request. */
    void requireFor(Authority authority, KeyMetadata key) {
        if (authority.request().isEmpty()) {
            throw AuthorityRefusals.invalid(
                    "certificate",
                    "not_from_outside",
                    "The authority has its certificate from here; make another authority.");
        }
        if (!PublicKeys.read(key.publicKey()).equals(own.getPublicKey())) {
            throw AuthorityRefusals.invalid(
                    "certificate",
                    "other_key",
                    "Send the certificate that was made of this authority's request; this one has another key.");
        }
    }

    byte[] certificate() {
        return encoded(own);
    }

    List<byte[]> chain() {
        List<byte[]> chain = new ArrayList<>();
        above.forEach(certificate -> chain.add(encoded(certificate)));
        return chain;
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was just read has no encoding", e);
        }
    }
}
