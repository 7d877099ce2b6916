package io.keywright.cli.imports;

import com.fasterxml.jackson.jr.ob.JSON;
import io.keywright.core.crypto.SecretBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * A private or symmetric key as JSON Web Key (RFC 7517; RFC 7518 section 6; RFC 8037), written anew as an import takes it. What
 * it says of its public key goes along, so that who reads it strictly sees whether both belong together.
 */
final class PrivateJwk {

    /** The curves, each with what PKCS#8 (RFC 5958, RFC 5915, RFC 8410) has before the private and before the public key. */
    private enum Curve {
        P_256("P-256", 32, "308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420", "a14403420004"),
        P_384("P-384", 48, "3081b6020100301006072a8648ce3d020106052b8104002204819e30819b0201010430", "a16403620004"),
        ED25519("Ed25519", 32, "3051020101300506032b657004220420", "812100");

        private final String name;
        private final int bytes;
        private final String beforePrivate;
        private final String beforePublic;

        Curve(String name, int bytes, String beforePrivate, String beforePublic) {
            this.name = name;
            this.bytes = bytes;
            this.beforePrivate = beforePrivate;
            this.beforePublic = beforePublic;
        }

        static Curve of(String name) {
            for (Curve curve : values()) {
                if (curve.name.equals(name)) {
                    return curve;
                }
            }
            throw new IllegalArgumentException("its curve must be P-256, P-384 or Ed25519");
        }
    }

    private final Map<String, Object> members;

    private PrivateJwk(Map<String, Object> members) {
        this.members = members;
    }

    /** The key in {@code content}, if that is a JWK. */
    static Optional<PrivateJwk> read(byte[] content) {
        try {
            Map<String, Object> members = JSON.std.mapFrom(content);
            return members.containsKey("kty") ? Optional.of(new PrivateJwk(members)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * The bytes of a symmetric key, or PKCS#8 of a private one.
     *
     * @throws IllegalArgumentException if it is none; the message is the end of a sentence about it
     */
    SecretBytes material() {
        return switch (text("kty")) {
            case "oct" -> SecretBytes.own(bytes("k"));
            case "RSA" -> rsa();
            case "EC", "OKP" -> onCurve(Curve.of(text("crv")));
            default -> throw new IllegalArgumentException("its kty must be oct, RSA, EC or OKP");
        };
    }

    private SecretBytes rsa() {
        try {
            return SecretBytes.own(KeyFactory.getInstance("RSA")
                    .generatePrivate(new RSAPrivateCrtKeySpec(
                            number("n"),
                            number("e"),
                            number("d"),
                            number("p"),
                            number("q"),
                            number("dp"),
                            number("dq"),
                            number("qi")))
                    .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("its numbers are no RSA key", e);
        }
    }

    private SecretBytes onCurve(Curve curve) {
        ByteArrayOutputStream pkcs8 = new ByteArrayOutputStream();
        pkcs8.writeBytes(HexFormat.of().parseHex(curve.beforePrivate));
        pkcs8.writeBytes(bytes("d", curve));
        pkcs8.writeBytes(HexFormat.of().parseHex(curve.beforePublic));
        pkcs8.writeBytes(bytes("x", curve));
        if (curve != Curve.ED25519) {
            pkcs8.writeBytes(bytes("y", curve));
        }
        return SecretBytes.own(pkcs8.toByteArray());
    }

    private BigInteger number(String name) {
        return new BigInteger(1, bytes(name));
    }

    private byte[] bytes(String name, Curve curve) {
        byte[] bytes = bytes(name);
        if (bytes.length != curve.bytes) {
            throw new IllegalArgumentException("its %s must be %d bytes".formatted(name, curve.bytes));
        }
        return bytes;
    }

    private byte[] bytes(String name) {
        String text = text(name);
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("its " + name + " is not in base64url", e);
        }
    }

    private String text(String name) {
        if (members.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("it has no " + name);
    }
}
