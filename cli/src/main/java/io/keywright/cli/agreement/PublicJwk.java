package io.keywright.cli.agreement;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/**
 * A public key to agree with, as JSON Web Key (RFC 7518 section 6.2; RFC 8037 section 2), written anew as SubjectPublicKeyInfo.
 * Members that say nothing of the key itself are ignored (RFC 7517 section 4).
 */
record PublicJwk(Map<String, Object> members) {

    /** The curves, each with what SubjectPublicKeyInfo (RFC 5480, RFC 8410) has before the key. */
    private enum Curve {
        P_256("P-256", "EC", 32, "3059301306072a8648ce3d020106082a8648ce3d03010703420004"),
        P_384("P-384", "EC", 48, "3076301006072a8648ce3d020106052b8104002203620004"),
        X25519("X25519", "OKP", 32, "302a300506032b656e032100");

        private final String name;
        private final String type;
        private final int bytes;
        private final String before;

        Curve(String name, String type, int bytes, String before) {
            this.name = name;
            this.type = type;
            this.bytes = bytes;
            this.before = before;
        }

        static Curve of(String type, String name) {
            for (Curve curve : values()) {
                if (curve.type.equals(type) && curve.name.equals(name)) {
                    return curve;
                }
            }
            throw new IllegalArgumentException(
                    "it must be of kty EC and crv P-256 or P-384, or of kty OKP and crv X25519");
        }
    }

    /**
     * SubjectPublicKeyInfo in DER. Whether it is a point of its curve is for the service to say.
     *
     * @throws IllegalArgumentException if it is no such key; the message is the end of a sentence about it
     */
    byte[] info() {
        if (members.containsKey("d")) {
            throw new IllegalArgumentException("it holds a private key; take d out of it, and never hand it on");
        }
        Curve curve = Curve.of(text("kty"), text("crv"));
        ByteArrayOutputStream info = new ByteArrayOutputStream();
        info.writeBytes(HexFormat.of().parseHex(curve.before));
        info.writeBytes(bytes("x", curve));
        if (curve != Curve.X25519) {
            info.writeBytes(bytes("y", curve));
        }
        return info.toByteArray();
    }

    private byte[] bytes(String name, Curve curve) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text(name));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("its " + name + " is not in base64url", e);
        }
        if (bytes.length != curve.bytes) {
            throw new IllegalArgumentException("its %s must be %d bytes".formatted(name, curve.bytes));
        }
        return bytes;
    }

    private String text(String name) {
        if (members.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("it has no " + name);
    }
}
