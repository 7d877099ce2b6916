package io.keywright.core.foreign;

import io.keywright.core.crypto.GeneratedKey;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.model.KeyType;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.KeyAgreement;

/** EC keys on a named curve (RFC 5915). Their public key is computed anew, whatever is said of it. */
final class EcMaterial {

    private static final String EC_PUBLIC_KEY = "2a8648ce3d0201";
    private static final int PARAMETERS = 0xa0;
    private static final int PUBLIC_KEY = 0xa1;
    private static final byte UNCOMPRESSED = 4;
    private static final String PROVIDER = "SunEC";

    private final KeyType type;
    private final String curveId;
    private final ECParameterSpec curve;

    private EcMaterial(KeyType type, String curveId, String name) throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC", PROVIDER);
        parameters.init(new ECGenParameterSpec(name));
        this.type = type;
        this.curveId = curveId;
        this.curve = parameters.getParameterSpec(ECParameterSpec.class);
    }

    /** Both public keys that the private key could have; the caller finds out which one belongs to it. */
    static List<GeneratedKey> read(KeyType type, PrivateKeyInfo info) throws GeneralSecurityException {
        EcMaterial material = type == KeyType.EC_P256
                ? new EcMaterial(type, "2a8648ce3d030107", "secp256r1")
                : new EcMaterial(type, "2b81040022", "secp384r1");
        return material.read(info);
    }

    private List<GeneratedKey> read(PrivateKeyInfo info) throws GeneralSecurityException {
        Fault.OTHER_KEY_TYPE.unless(info.algorithm().equals(EC_PUBLIC_KEY));
        requireCurve(info.parameters());
        DerReader file = new DerReader(info.privateKey());
        DerReader key = file.enter(DerReader.SEQUENCE);
        file.end();
        Fault.MALFORMED.unless(key.number().equals(BigInteger.ONE));
        byte[] scalar = key.read(DerReader.OCTET_STRING);
        Fault.MALFORMED.unless(scalar.length == bytes());
        if (key.at(PARAMETERS)) {
            requireCurve(key.enter(PARAMETERS));
        }
        Optional<byte[]> said = key.at(PUBLIC_KEY) ? Optional.of(bits(key.enter(PUBLIC_KEY))) : info.publicKey();
        key.end();
        return written(scalar, said);
    }

    private static byte[] bits(DerReader reader) {
        byte[] bits = reader.read(DerReader.BIT_STRING);
        reader.end();
        return bits;
    }

    private void requireCurve(DerReader parameters) {
        Fault.EXPLICIT_CURVE.unless(!parameters.at(DerReader.SEQUENCE));
        Fault.OTHER_KEY_TYPE.unless(
                PrivateKeyInfo.hex(parameters.read(DerReader.OBJECT_ID)).equals(curveId));
        parameters.end();
    }

    private List<GeneratedKey> written(byte[] scalar, Optional<byte[]> said) throws GeneralSecurityException {
        BigInteger s = new BigInteger(1, scalar);
        Fault.INCONSISTENT.unless(s.signum() > 0 && s.compareTo(curve.getOrder()) < 0);
        Fault.WEAK.unless(Guessable.no(scalar));
        KeyFactory factory = KeyFactory.getInstance("EC", PROVIDER);
        PrivateKey privateKey = factory.generatePrivate(new ECPrivateKeySpec(s, curve));
        List<ECPoint> points = points(abscissa(factory, privateKey)).stream()
                .filter(point -> said.map(bits -> Arrays.equals(bits, uncompressed(point)))
                        .orElse(true))
                .toList();
        Fault.INCONSISTENT.unless(!points.isEmpty());
        return List.of(keys(factory, privateKey, points));
    }

    private GeneratedKey[] keys(KeyFactory factory, PrivateKey privateKey, List<ECPoint> points)
            throws GeneralSecurityException {
        GeneratedKey[] keys = new GeneratedKey[points.size()];
        for (int i = 0; i < keys.length; i++) {
            byte[] publicKey = factory.generatePublic(new ECPublicKeySpec(points.get(i), curve))
                    .getEncoded();
            keys[i] = new GeneratedKey(type, SecretBytes.own(privateKey.getEncoded()), publicKey);
        }
        return keys;
    }

    /** The public key's x: what the private key agrees upon with the curve's generator. */
    private BigInteger abscissa(KeyFactory factory, PrivateKey privateKey) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH", PROVIDER);
        agreement.init(privateKey);
        agreement.doPhase(factory.generatePublic(new ECPublicKeySpec(curve.getGenerator(), curve)), true);
        return new BigInteger(1, agreement.generateSecret());
    }

    /** The two points of the curve with this x. Both primes are 3 modulo 4, which makes roots simple. */
    private List<ECPoint> points(BigInteger x) {
        BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
        BigInteger square = x.multiply(x)
                .add(curve.getCurve().getA())
                .multiply(x)
                .add(curve.getCurve().getB())
                .mod(p);
        BigInteger y = square.modPow(p.add(BigInteger.ONE).shiftRight(2), p);
        return List.of(new ECPoint(x, y), new ECPoint(x, p.subtract(y)));
    }

    private byte[] uncompressed(ECPoint point) {
        int size = bytes();
        byte[] bits = new byte[2 + 2 * size];
        bits[1] = UNCOMPRESSED;
        put(point.getAffineX(), bits, 2 + size);
        put(point.getAffineY(), bits, 2 + 2 * size);
        return bits;
    }

    private void put(BigInteger number, byte[] target, int end) {
        byte[] signed = number.toByteArray();
        int length = Math.min(signed.length, bytes());
        System.arraycopy(signed, signed.length - length, target, end - length, length);
    }

    private int bytes() {
        return curve.getOrder().bitLength() / Byte.SIZE;
    }
}
