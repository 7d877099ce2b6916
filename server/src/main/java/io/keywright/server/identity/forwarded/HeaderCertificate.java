package io.keywright.server.identity.forwarded;

import io.keywright.model.pem.PemCertificates;
import io.keywright.model.pem.PemException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates from header values, each strictly in the one form that its header has. */
final class HeaderCertificate {

    private static final Pattern BYTE_SEQUENCE = Pattern.compile(":([A-Za-z0-9+/]+={0,2}):");
    private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");

    private HeaderCertificate() {}

    /**
     * The certificate in {@code value}.
     *
     * @throws IllegalArgumentException if it is not exactly one
     */
    static X509Certificate read(ForwardingHeader header, String value) {
        return switch (header) {
            case CLIENT_CERT -> byteSequence(value);
            case X_CLIENT_CERTIFICATE -> anyForm(value);
        };
    }

    /** The certificates in a list of byte sequences. */
    static List<X509Certificate> readList(String value) {
        return Arrays.stream(value.split(",", -1))
                .map(String::strip)
                .map(HeaderCertificate::byteSequence)
                .toList();
    }

    private static X509Certificate byteSequence(String value) {
        Matcher sequence = BYTE_SEQUENCE.matcher(value);
        if (!sequence.matches()) {
            throw new IllegalArgumentException("not a byte sequence");
        }
        return parse(sequence.group(1));
    }

    private static X509Certificate anyForm(String value) {
        String text = ESCAPE.matcher(value)
                .replaceAll(escape ->
                        Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
        return text.startsWith("-----BEGIN ") ? reading(() -> PemCertificates.one(text)) : parse(text);
    }

    private static X509Certificate parse(String base64) {
        byte[] der = Base64.getDecoder().decode(base64);
        return reading(() -> PemCertificates.one(der));
    }

    @FunctionalInterface
    private interface Reading {
        X509Certificate read() throws PemException;
    }

    private static X509Certificate reading(Reading reading) {
        try {
            return reading.read();
        } catch (PemException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
