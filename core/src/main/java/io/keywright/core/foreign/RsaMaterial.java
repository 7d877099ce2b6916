package io.keywright.core.foreign;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.TWO;

import io.keywright.core.crypto.GeneratedKey;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.model.KeyType;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;

/** RSA keys of two primes (RFC 8017, appendix A.1.2), as sound as FIPS 186-5, appendix A.1, asks for. */
record RsaMaterial(
        BigInteger n,
        BigInteger e,
        BigInteger d,
        BigInteger p,
        BigInteger q,
        BigInteger dp,
        BigInteger dq,
        BigInteger inverse) {

    private static final String RSA_ENCRYPTION = "2a864886f70d010101";
    private static final BigInteger LEAST_EXPONENT = BigInteger.valueOf(65537);
    private static final int MOST_EXPONENT_BITS = 256;
    private static final int PRIME_CERTAINTY = 100;
    private static final int LEAST_DISTANCE_BITS = 100;

    static GeneratedKey read(KeyType type, PrivateKeyInfo info) throws GeneralSecurityException {
        Fault.OTHER_KEY_TYPE.unless(info.algorithm().equals(RSA_ENCRYPTION));
        info.parameters().read(DerReader.NULL);
        info.parameters().end();
        RsaMaterial key = parts(info.privateKey());
        key.check(type.sizeBits());
        return key.written(type);
    }

    private static RsaMaterial parts(byte[] privateKey) {
        DerReader file = new DerReader(privateKey);
        DerReader key = file.enter(DerReader.SEQUENCE);
        file.end();
        Fault.MALFORMED.unless(key.number().signum() == 0);
        RsaMaterial parts = new RsaMaterial(
                key.number(),
                key.number(),
                key.number(),
                key.number(),
                key.number(),
                key.number(),
                key.number(),
                key.number());
        key.end();
        return parts;
    }

    private void check(int bits) {
        Fault.OTHER_KEY_TYPE.unless(n.bitLength() == bits);
        Fault.INCONSISTENT.unless(p.multiply(q).equals(n));
        Fault.WEAK.unless(e.testBit(0) && e.compareTo(LEAST_EXPONENT) >= 0 && e.bitLength() <= MOST_EXPONENT_BITS);
        Fault.WEAK.unless(p.bitLength() == bits / 2 && q.bitLength() == bits / 2);
        Fault.WEAK.unless(p.subtract(q).abs().bitLength() > bits / 2 - LEAST_DISTANCE_BITS);
        Fault.WEAK.unless(p.isProbablePrime(PRIME_CERTAINTY) && q.isProbablePrime(PRIME_CERTAINTY));
        Fault.WEAK.unless(d.bitLength() > bits / 2);
        Fault.WEAK.unless(!RocaFingerprint.of(n));
        Fault.INCONSISTENT.unless(belongTogether());
    }

    private boolean belongTogether() {
        BigInteger lessP = p.subtract(ONE);
        BigInteger lessQ = q.subtract(ONE);
        BigInteger period = lessP.multiply(lessQ).divide(lessP.gcd(lessQ));
        return e.multiply(d).mod(period).equals(ONE)
                && d.compareTo(n) < 0
                && dp.equals(d.mod(lessP))
                && dq.equals(d.mod(lessQ))
                && inverse.compareTo(p) < 0
                && inverse.multiply(q).mod(p).equals(ONE)
                && TWO.modPow(e, n).modPow(d, n).equals(TWO);
    }

    private GeneratedKey written(KeyType type) throws GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance("RSA", "SunRsaSign");
        byte[] pkcs8 = factory.generatePrivate(new RSAPrivateCrtKeySpec(n, e, d, p, q, dp, dq, inverse))
                .getEncoded();
        byte[] publicKey = factory.generatePublic(new RSAPublicKeySpec(n, e)).getEncoded();
        return new GeneratedKey(type, SecretBytes.own(pkcs8), publicKey);
    }

    /** Nothing of the key. */
    @Override
    public String toString() {
        return "RsaMaterial";
    }
}
