package io.keywright.model.pem;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts in PEM (RFC 7468), as any editor or tool saves them: with a byte-order mark, any line ends and any line lengths, and
 * with other text around the blocks. What looks like a block and is none is never passed over.
 */
public final class Pem {

    private static final Pattern BOUNDARY = Pattern.compile("-----(BEGIN|END) ([A-Z0-9][A-Z0-9 ]{0,63})-----");
    private static final Pattern ALMOST = Pattern.compile("-{2,} ?(?:BEGIN|END)\\b");
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private Pem() {}

    /** {@code block} with lines of 64 characters, and a line end after the last. */
    public static String write(PemBlock block) {
        return "-----BEGIN " + block.label() + "-----\n" + LINES.encodeToString(block.content()) + "\n-----END "
                + block.label() + "-----\n";
    }

    /** Whether {@code content} is meant to be PEM, if only badly. */
    public static boolean isIn(byte[] content) {
        return ALMOST.matcher(text(content)).find();
    }

    /**
     * All blocks in {@code content}, in their order; none if there is nothing like one.
     *
     * @throws PemException if one of them is not whole
     */
    public static List<PemBlock> blocks(byte[] content) throws PemException {
        if (content.length > 1 && (content[0] == 0 || content[1] == 0 || (content[0] & 0xFE) == 0xFE)) {
            throw PemException.form("is not ASCII or UTF-8 text; save it as that");
        }
        return blocks(text(content));
    }

    /** The same of a text that was decoded already. */
    public static List<PemBlock> blocks(String text) throws PemException {
        List<PemBlock> blocks = new ArrayList<>();
        Matcher boundary = BOUNDARY.matcher(text);
        int rest = 0;
        while (boundary.find()) {
            requireNone(text, rest, boundary.start());
            int begin = boundary.start();
            int body = boundary.end();
            String label = boundary.group(2);
            boolean begins = boundary.group(1).equals("BEGIN");
            if (!begins || !boundary.find() || !boundary.group().equals("-----END " + label + "-----")) {
                throw PemException.form("has a block that is not whole in line " + line(text, begin));
            }
            blocks.add(new PemBlock(label, decoded(text, body, boundary.start())));
            rest = boundary.end();
        }
        requireNone(text, rest, text.length());
        return blocks;
    }

    /** Passes if nothing there looks like a boundary. */
    private static void requireNone(String text, int start, int end) throws PemException {
        Matcher almost = ALMOST.matcher(text).region(start, end);
        if (almost.find()) {
            throw PemException.form("has a block that is not whole in line " + line(text, almost.start()));
        }
    }

    private static byte[] decoded(String text, int start, int end) throws PemException {
        String body = text.substring(start, end);
        if (body.indexOf(':') >= 0) {
            throw PemException.form("has an encrypted block, or one with a header, in line " + line(text, start));
        }
        try {
            byte[] content = Base64.getDecoder().decode(body.replaceAll("[ \t\r\n\f]", ""));
            if (content.length > 0) {
                return content;
            }
        } catch (IllegalArgumentException e) {
            throw PemException.form("has a block that is not Base64, which begins in line " + line(text, start));
        }
        throw PemException.form("has an empty block in line " + line(text, start));
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1);
    }

    private static int line(String text, int position) {
        return (int) text.substring(0, position)
                        .chars()
                        .filter(it -> it == '\n')
                        .count()
                + 1;
    }
}
