package io.keywright.core.backup.recovery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.keywright.core.crypto.SecretBytes;
import io.keywright.ledger.digest.Sha256;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One person's share of a recovery key. As text: {@code KWS1-NAME-2/3-1-VALUE-CHECK}, in hexadecimal digits, of which the last
 * eight are the beginning of the SHA-256 of what stands before them.
 *
 * @param keyName of the recovery key
 * @param threshold how many are needed
 * @param shares how many there are
 * @param place which of them it is, from 1
 * @param value 32 bytes
 */
public record Share(String keyName, int threshold, int shares, int place, SecretBytes value) {

    private static final int CHECK_DIGITS = 8;
    private static final Pattern TEXT =
            Pattern.compile("(KWS1-([0-9a-f]{8})-([0-9]{1,2})/([0-9]{1,2})-([0-9]{1,2})-([0-9a-f]{64})-)([0-9a-f]{8})");

    /**
     * Reads what {@link #text} writes, as somebody has typed it: spaces and case do not count.
     *
     * @throws IllegalArgumentException if it is none, or one with a digit that is wrong
     */
    public static Share parse(String typed) {
        String text = typed.replaceAll("\\s", "").toLowerCase(Locale.ROOT).replace("kws1", "KWS1");
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "This is no share: one begins with KWS1- and has 64 digits in its middle.");
        }
        if (!check(parts.group(1)).equals(parts.group(7))) {
            throw new IllegalArgumentException("A digit of this share is wrong: its last eight do not fit the others.");
        }
        return new Share(
                parts.group(2),
                Integer.parseInt(parts.group(3)),
                Integer.parseInt(parts.group(4)),
                Integer.parseInt(parts.group(5)),
                SecretBytes.own(HexFormat.of().parseHex(parts.group(6))));
    }

    /** The share in the clear, for the one who is to keep it. */
    public String text() {
        String before = "KWS1-" + keyName + "-" + threshold + "/" + shares + "-" + place + "-"
                + value.<String, RuntimeException>expose(HexFormat.of()::formatHex) + "-";
        return before + check(before);
    }

    private static String check(String before) {
        return Sha256.hex(before.getBytes(US_ASCII)).substring(0, CHECK_DIGITS);
    }

    @Override
    public String toString() {
        return "Share[" + place + " of " + keyName + "]";
    }
}
