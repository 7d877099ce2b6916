package io.keywright.server.acme;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** An ACME client that can also do what it should not: its signatures are made by the JDK alone. */
public final class AcmeTestClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** What was answered. */
    public record Said(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public JsonNode body() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** The problem's type without its namespace, behind the status. */
        public String problem() {
            return status() + " " + body().path("type").asText().replace("urn:ietf:params:acme:error:", "");
        }
    }

    private final String directory;
    private KeyPair pair;
    private String kid = "";

    /** @param directory of the authority, up to its id */
    public AcmeTestClient(String directory, KeyPair pair) {
        this.directory = directory;
        this.pair = pair;
    }

    public String url(String below) {
        return directory + below;
    }

    public String kid() {
        return kid;
    }

    public void claim(String otherKid) {
        kid = otherKid;
    }

    public void useKey(KeyPair other) {
        pair = other;
    }

    public static Said get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)));
    }

    private static Said send(HttpRequest.Builder request) {
        try {
            return new Said(HTTP.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public String nonce() {
        return get(url("/new-nonce")).header("Replay-Nonce");
    }

    /** Sends a body as it is. */
    public static Said sendRaw(String url, String body) {
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/jose+json")
                .POST(BodyPublishers.ofString(body)));
    }

    public static Said sendAs(String type, String url, String body) {
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body)));
    }

    /** Opens an account with a credential. */
    public Said open(String credentialId, byte[] secret) {
        Said said = byJwk(
                "/new-account",
                Map.of(
                        "termsOfServiceAgreed",
                        true,
                        "externalAccountBinding",
                        binding("HS256", credentialId, secret, url("/new-account"), jwk(pair))));
        if (said.status() < 300) {
            kid = said.header("Location");
        }
        return said;
    }

    /** An external account binding. */
    public static Map<String, Object> binding(
            String algorithm, String credentialId, byte[] secret, String url, Map<String, Object> jwk) {
        String header = encoded(text(Map.of("alg", algorithm, "kid", credentialId, "url", url)));
        String payload = encoded(text(jwk));
        try {
            String name = algorithm.replace("HS", "HmacSHA");
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(secret, name));
            byte[] signature = mac.doFinal((header + "." + payload).getBytes(UTF_8));
            return Map.of(
                    "protected",
                    header,
                    "payload",
                    payload,
                    "signature",
                    Base64URL.encode(signature).toString());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public Map<String, Object> jwk() {
        return jwk(pair);
    }

    public Said byJwk(String below, Object payload) {
        return sendRaw(url(below), body(url(below), text(payload), header -> {
            header.put("jwk", jwk(pair));
            return header;
        }));
    }

    /** Sends an object that the account has signed to a whole URL. */
    public Said post(String url, Object payload) {
        return sendRaw(url, signed(url, text(payload)));
    }

    /** POST-as-GET. */
    public Said read(String url) {
        return sendRaw(url, signed(url, ""));
    }

    /** A body that the account has signed. */
    public String signed(String url, String payload) {
        return body(url, payload, header -> {
            header.put("kid", kid);
            return header;
        });
    }

    /** A body with a header that {@code alter} has finished. */
    public String body(String url, String payload, UnaryOperator<Map<String, Object>> alter) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", algorithm(pair));
        header.put("nonce", nonce());
        header.put("url", url);
        Map<String, Object> altered = alter.apply(header);
        String protectedHeader = encoded(text(altered));
        String encodedPayload = encoded(payload);
        String signature = Base64URL.encode(signature(pair, (protectedHeader + "." + encodedPayload).getBytes(UTF_8)))
                .toString();
        return text(Map.of("protected", protectedHeader, "payload", encodedPayload, "signature", signature));
    }

    /** What the account's server must answer to the challenge. */
    public String answer(String token) {
        return token + "." + thumbprint();
    }

    public String thumbprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(text(new TreeMap<>(jwk(pair))).getBytes(UTF_8));
            return Base64URL.encode(digest).toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String text(@Nullable Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String encoded(String text) {
        return Base64URL.encode(text).toString();
    }

    private static String algorithm(KeyPair pair) {
        return switch (pair.getPublic()) {
            case ECPublicKey ec -> "ES" + ec.getParams().getCurve().getField().getFieldSize();
            case RSAPublicKey rsa -> "RS256";
            default -> "EdDSA";
        };
    }

    private static byte[] signature(KeyPair pair, byte[] input) {
        String name = switch (algorithm(pair)) {
            case "ES256" -> "SHA256withECDSAinP1363Format";
            case "ES384" -> "SHA384withECDSAinP1363Format";
            case "ES521" -> "SHA512withECDSAinP1363Format";
            case "RS256" -> "SHA256withRSA";
            default -> "Ed25519";
        };
        try {
            Signature signature = Signature.getInstance(name);
            signature.initSign(pair.getPrivate());
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Map<String, Object> jwk(KeyPair pair) {
        Map<String, Object> jwk = new LinkedHashMap<>();
        switch (pair.getPublic()) {
            case ECPublicKey ec -> {
                int bits = ec.getParams().getCurve().getField().getFieldSize();
                jwk.put("crv", "P-" + bits);
                jwk.put("kty", "EC");
                jwk.put("x", coordinate(ec.getW().getAffineX().toByteArray(), (bits + 7) / 8));
                jwk.put("y", coordinate(ec.getW().getAffineY().toByteArray(), (bits + 7) / 8));
            }
            case RSAPublicKey rsa -> {
                jwk.put("e", Base64URL.encode(rsa.getPublicExponent()).toString());
                jwk.put("kty", "RSA");
                jwk.put("n", Base64URL.encode(rsa.getModulus()).toString());
            }
            case EdECPublicKey ed -> {
                byte[] encoded = ed.getEncoded();
                jwk.put("crv", "Ed25519");
                jwk.put("kty", "OKP");
                jwk.put(
                        "x",
                        Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length))
                                .toString());
            }
            default -> throw new IllegalArgumentException("no such key");
        }
        return jwk;
    }

    private static String coordinate(byte[] signed, int bytes) {
        byte[] fixed = new byte[bytes];
        int length = Math.min(bytes, signed.length);
        System.arraycopy(signed, signed.length - length, fixed, bytes - length, length);
        return Base64URL.encode(fixed).toString();
    }

    /** A header with one more member. */
    public static Map<String, Object> with(Map<String, Object> header, String name, Object value) {
        header.put(name, value);
        return header;
    }

    /** A header with one member less. */
    public static Map<String, Object> without(Map<String, Object> header, String name) {
        header.remove(name);
        return header;
    }
}
