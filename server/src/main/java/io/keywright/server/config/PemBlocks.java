package io.keywright.server.config;

import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The blocks of a text in PEM (RFC 7468). */
public final class PemBlocks {

    private PemBlocks() {}

    /** The bytes of all blocks with this label, such as {@code PRIVATE KEY}, in their order. */
    public static List<byte[]> of(String pem, String label) {
        return Pattern.compile("-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]+)-----END " + label + "-----")
                .matcher(pem)
                .results()
                .map((MatchResult block) -> Base64.getMimeDecoder().decode(block.group(1)))
                .toList();
    }
}
