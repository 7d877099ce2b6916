package io.keywright.server.token;

import com.nimbusds.jwt.SignedJWT;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Reads tokens in the one spelling that RFC 7515 and RFC 7519 give them. The library reads more than that: other alphabets of
 * Base64, text that is not UTF-8, times that no clock shows. What is read in two ways is a hole for whoever looks at it in the other.
 */
public final class StrictJwt {

    private static final int PARTS = 3;
    private static final List<String> TIMES = List.of("exp", "nbf", "iat");
    /** The end of the year 9999, the last that RFC 3339 can write. */
    private static final double LAST_SECOND = 253_402_300_799d;

    private StrictJwt() {}

    /**
     * The token that {@code text} is; its signature is not verified.
     *
     * @throws ParseException if it is none, without what stands in it
     */
    public static SignedJWT parse(String text) throws ParseException {
        String[] parts = text.split("\\.", -1);
        if (parts.length != PARTS) {
            throw new ParseException("not three parts", 0);
        }
        requireObject(decoded(parts[0]));
        requireObject(decoded(parts[1]));
        decoded(parts[2]);
        SignedJWT token = SignedJWT.parse(text);
        if (token.getPayload().toJSONObject() == null) {
            throw new ParseException("claims that are no JSON object, or one with a member twice", 0);
        }
        return token;
    }

    /** Whether all times that {@code token} says are some that a clock can show; the library lets others overflow. */
    static boolean hasTimes(SignedJWT token) {
        Map<String, Object> claims = token.getPayload().toJSONObject();
        return claims != null && TIMES.stream().allMatch(it -> isTime(claims, it));
    }

    private static byte[] decoded(String part) throws ParseException {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new ParseException("not Base64url", 0);
        }
        throw new ParseException("not Base64url as it is written", 0);
    }

    private static void requireObject(byte[] json) throws ParseException {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
        } catch (CharacterCodingException e) {
            throw new ParseException("not UTF-8", 0);
        }
        if (json.length == 0 || json[0] != '{') {
            throw new ParseException("not an object and nothing before it", 0);
        }
    }

    /** A NumericDate (RFC 7519, section 2), if it is there. */
    private static boolean isTime(Map<String, Object> claims, String name) {
        return !claims.containsKey(name)
                || (claims.get(name) instanceof Number number && Math.abs(number.doubleValue()) <= LAST_SECOND);
    }
}
