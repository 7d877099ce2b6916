package io.keywright.core.foreign;

import java.util.HexFormat;
import java.util.Optional;

/**
 * What is in PKCS#8 (RFC 5208, RFC 5958), with attributes left out.
 *
 * @param algorithm the object identifier's content in hexadecimal digits
 * @param parameters what follows it
 * @param privateKey in the form of its algorithm
 * @param publicKey the content of its bit string, if it is there
 */
record PrivateKeyInfo(String algorithm, DerReader parameters, byte[] privateKey, Optional<byte[]> publicKey) {

    private static final int ATTRIBUTES = 0xa0;
    private static final int PUBLIC_KEY = 0x81;

    static PrivateKeyInfo read(byte[] pkcs8) {
        DerReader file = new DerReader(pkcs8);
        DerReader info = file.enter(DerReader.SEQUENCE);
        file.end();
        int version = info.number().intValue();
        DerReader algorithm = info.enter(DerReader.SEQUENCE);
        String id = hex(algorithm.read(DerReader.OBJECT_ID));
        byte[] privateKey = info.read(DerReader.OCTET_STRING);
        if (info.at(ATTRIBUTES)) {
            info.read(ATTRIBUTES);
        }
        Optional<byte[]> publicKey = info.at(PUBLIC_KEY) ? Optional.of(info.read(PUBLIC_KEY)) : Optional.empty();
        info.end();
        Fault.MALFORMED.unless(version == (publicKey.isPresent() ? 1 : 0));
        return new PrivateKeyInfo(id, algorithm, privateKey, publicKey);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** Nothing of the key. */
    @Override
    public String toString() {
        return "PrivateKeyInfo[" + algorithm + "]";
    }
}
