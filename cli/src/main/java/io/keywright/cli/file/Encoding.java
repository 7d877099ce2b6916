package io.keywright.cli.file;

import io.keywright.verifier.terminal.CommandFailed;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import picocli.CommandLine.Option;

/** How bytes stand in files and pipes. Mixed in by {@code @Mixin}. */
public final class Encoding {

    /** The forms. */
    enum Form {
        base64,
        hex,
        raw
    }

    @Option(
            names = "--encoding",
            paramLabel = "FORM",
            description = "base64 or hex, on one line, or the raw bytes (default: ${DEFAULT-VALUE}).")
    private Form form = Form.base64;

    /** Whether it is no text. */
    public boolean isRaw() {
        return form == Form.raw;
    }

    /** In this form, a text with the end of its line. */
    public byte[] encode(byte[] bytes) {
        return switch (form) {
            case raw -> bytes;
            case hex -> line(HexFormat.of().formatHex(bytes));
            case base64 -> line(Base64.getEncoder().encodeToString(bytes));
        };
    }

    /**
     * What stands in this form.
     *
     * @param what for the complaint
     * @throws CommandFailed if it is not in this form
     */
    public byte[] decode(String what, byte[] encoded) {
        String text = new String(encoded, StandardCharsets.ISO_8859_1).replaceAll("\\s+", "");
        try {
            return switch (form) {
                case raw -> encoded;
                case hex -> HexFormat.of().parseHex(text);
                case base64 -> Base64.getDecoder().decode(text);
            };
        } catch (IllegalArgumentException e) {
            throw CommandFailed.badInput(
                    "%s is not in %s; say which form it is in by --encoding.".formatted(what, form));
        }
    }

    private static byte[] line(String text) {
        return (text + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
