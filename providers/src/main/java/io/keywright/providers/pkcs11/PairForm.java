package io.keywright.providers.pkcs11;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.KeyType;
import io.keywright.providers.pkcs11.cryptoki.Attribute;
import io.keywright.providers.pkcs11.cryptoki.Attributes;
import io.keywright.providers.pkcs11.cryptoki.Mechanism;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.RSAPublicKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** How tokens make and tell key pairs of a type. */
sealed interface PairForm {

    /** What makes such a pair. */
    Mechanism mechanism();

    /** What is said of the public key when the pair is made. */
    List<Attribute> parameters();

    /** The attributes that tell the public key. */
    long[] told();

    /** SubjectPublicKeyInfo DER (RFC 5280); empty if the token does not tell a key of this type. */
    Optional<byte[]> publicKey(Attributes told);

    /**
     * The form of a type's pairs.
     *
     * @throws RootProviderException WRONG_KEY_TYPE if no token has such keys
     */
    static PairForm of(KeyType type) throws RootProviderException {
        return switch (type) {
            case RSA_2048, RSA_3072, RSA_4096 -> new Rsa(type.sizeBits());
            case EC_P256 ->
                new OnCurve(
                        Mechanism.Plain.EC_KEY_PAIR_GEN,
                        "06082a8648ce3d030107",
                        "3059301306072a8648ce3d020106082a8648ce3d030107034200",
                        65);
            case EC_P384 ->
                new OnCurve(
                        Mechanism.Plain.EC_KEY_PAIR_GEN,
                        "06052b81040022",
                        "3076301006072a8648ce3d020106052b81040022036200",
                        97);
            case ED25519 ->
                new OnCurve(Mechanism.Plain.EC_EDWARDS_KEY_PAIR_GEN, "06032b6570", "302a300506032b6570032100", 32);
            case ML_DSA_65, X25519, ECDH_P256, ECDH_P384, AES_256, HMAC_256 ->
                throw new RootProviderException(
                        Reason.WRONG_KEY_TYPE,
                        "Tokens make no " + type.wireName() + " keys here. Choose RSA, EC or Ed25519.");
        };
    }

    /** RSA with the public exponent 65537. */
    record Rsa(int bits) implements PairForm {

        private static final byte[] F4 = {1, 0, 1};

        @Override
        public Mechanism mechanism() {
            return Mechanism.Plain.RSA_PKCS_KEY_PAIR_GEN;
        }

        @Override
        public List<Attribute> parameters() {
            return List.of(Attribute.of(Attribute.MODULUS_BITS, bits), Attribute.of(Attribute.PUBLIC_EXPONENT, F4));
        }

        @Override
        public long[] told() {
            return new long[] {Attribute.MODULUS, Attribute.PUBLIC_EXPONENT};
        }

        @Override
        public Optional<byte[]> publicKey(Attributes told) {
            return told.bytes(Attribute.MODULUS)
                    .flatMap(modulus -> told.bytes(Attribute.PUBLIC_EXPONENT)
                            .map(exponent -> encoded(new BigInteger(1, modulus), new BigInteger(1, exponent))));
        }

        private static byte[] encoded(BigInteger modulus, BigInteger exponent) {
            try {
                return KeyFactory.getInstance("RSA")
                        .generatePublic(new RSAPublicKeySpec(modulus, exponent))
                        .getEncoded();
            } catch (GeneralSecurityException e) {
                return new byte[0];
            }
        }
    }

    /**
     * A key that is a point of a curve.
     *
     * @param curve the curve's object identifier in DER
     * @param head what stands before the point in SubjectPublicKeyInfo
     */
    record OnCurve(Mechanism mechanism, String curve, String head, int pointBytes) implements PairForm {

        @Override
        public List<Attribute> parameters() {
            return List.of(Attribute.of(Attribute.EC_PARAMS, HexFormat.of().parseHex(curve)));
        }

        @Override
        public long[] told() {
            return new long[] {Attribute.EC_POINT};
        }

        /** The point comes in a DER OCTET STRING, from a few tokens without it. */
        @Override
        public Optional<byte[]> publicKey(Attributes told) {
            String octetString = "04%02x".formatted(pointBytes);
            return told.bytes(Attribute.EC_POINT)
                    .map(HexFormat.of()::formatHex)
                    .map(point -> point.length() == 2 * (pointBytes + 2) && point.startsWith(octetString)
                            ? point.substring(octetString.length())
                            : point)
                    .filter(point -> point.length() == 2 * pointBytes)
                    .map(point -> HexFormat.of().parseHex(head + point));
        }
    }
}
