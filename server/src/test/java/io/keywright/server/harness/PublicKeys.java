package io.keywright.server.harness;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** What anybody can do with a public key from the service and a plain JDK. */
public final class PublicKeys {

    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----\n";
    private static final String END = "\n-----END PUBLIC KEY-----\n";
    private static final int SHA_256_BYTES = 32;

    private PublicKeys() {}

    /** Reads PEM SubjectPublicKeyInfo, and nothing else (RFC 7468 section 13). */
    public static PublicKey parse(String pem, String keyType) throws GeneralSecurityException {
        if (!pem.startsWith(BEGIN) || !pem.endsWith(END)) {
            throw new AssertionError("not a public key in PEM: " + pem);
        }
        String base64 =
                pem.substring(BEGIN.length(), pem.length() - END.length()).replace("\n", "");
        return KeyFactory.getInstance(jcaName(keyType))
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    /** Whether {@code signature}, in JOSE's form, verifies by the JDK alone. */
    public static boolean verifies(PublicKey key, String algorithm, byte[] data, byte[] signature)
            throws GeneralSecurityException {
        Signature verifier = Signature.getInstance(
                switch (algorithm) {
                    case "RS256" -> "SHA256withRSA";
                    case "PS256" -> "RSASSA-PSS";
                    case "ES256" -> "SHA256withECDSAinP1363Format";
                    case "ES384" -> "SHA384withECDSAinP1363Format";
                    case "EdDSA" -> "Ed25519";
                    default -> algorithm;
                });
        if (algorithm.equals("PS256")) {
            verifier.setParameter(new PSSParameterSpec(
                    "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, SHA_256_BYTES, PSSParameterSpec.TRAILER_FIELD_BC));
        }
        verifier.initVerify(key);
        verifier.update(data);
        return verifier.verify(signature);
    }

    private static String jcaName(String keyType) {
        return keyType.startsWith("RSA") || keyType.startsWith("EC") ? keyType.split("-", 2)[0] : keyType;
    }
}
