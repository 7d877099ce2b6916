package io.keywright.pki.truststore;

import io.keywright.pki.truststore.TrustStoreException.Kind;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PBMAC1Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * What it costs to open a PKCS#12 file, told from its parameters before anything is computed: whoever wrote the file chose how
 * often a password is hashed (RFC 7292, appendix B; RFC 8018).
 */
final class Pkcs12Work {

    /** What OWASP asks of PBKDF2 with SHA-256 is 600,000; what tools write is 2,048 to 100,000. */
    static final int MOST_ROUNDS = 1_000_000;

    private static final int MOST_KEY_BYTES = 64;

    private long rounds;

    void count(MacData mac) throws TrustStoreException {
        AlgorithmIdentifier digest = mac.getMac().getAlgorithmId();
        if (PKCSObjectIdentifiers.id_PBMAC1.equals(digest.getAlgorithm())) {
            countDerivation(PBMAC1Params.getInstance(digest.getParameters()).getKeyDerivationFunc());
        } else {
            add(mac.getIterationCount());
        }
    }

    void count(ContentInfo encrypted) throws TrustStoreException {
        AlgorithmIdentifier encryption =
                EncryptedData.getInstance(encrypted.getContent()).getEncryptionAlgorithm();
        ASN1ObjectIdentifier algorithm = encryption.getAlgorithm();
        if (PKCSObjectIdentifiers.id_PBES2.equals(algorithm)) {
            countDerivation(AlgorithmIdentifier.getInstance(PBES2Parameters.getInstance(encryption.getParameters())
                    .getKeyDerivationFunc()
                    .toASN1Primitive()));
        } else if (algorithm.on(PKCSObjectIdentifiers.pkcs_12PbeIds)) {
            add(PKCS12PBEParams.getInstance(encryption.getParameters()).getIterations());
        } else {
            throw unknown();
        }
    }

    private void countDerivation(AlgorithmIdentifier derivation) throws TrustStoreException {
        if (!PKCSObjectIdentifiers.id_PBKDF2.equals(derivation.getAlgorithm())) {
            throw unknown();
        }
        PBKDF2Params parameters = PBKDF2Params.getInstance(derivation.getParameters());
        BigInteger keyBytes = parameters.getKeyLength();
        if (keyBytes != null && keyBytes.compareTo(BigInteger.valueOf(MOST_KEY_BYTES)) > 0) {
            throw tooMuch();
        }
        add(parameters.getIterationCount());
    }

    private void add(BigInteger more) throws TrustStoreException {
        if (more.signum() <= 0 || more.compareTo(BigInteger.valueOf(MOST_ROUNDS)) > 0) {
            throw tooMuch();
        }
        rounds += more.intValue();
        if (rounds > MOST_ROUNDS) {
            throw tooMuch();
        }
    }

    private static TrustStoreException tooMuch() {
        return new TrustStoreException(
                Kind.WORK, "is a PKCS#12 file that hashes its password more than " + MOST_ROUNDS + " times");
    }

    private static TrustStoreException unknown() {
        return new TrustStoreException(
                Kind.FORM, "is a PKCS#12 file that is encrypted in no way that is known here (PBES2 with PBKDF2 is)");
    }
}
