package io.keywright.ledger.note;

import io.keywright.ledger.encoding.StrictDecimal;
import io.keywright.ledger.merkle.Hash;

/**
 * What the ledger's key says of a bundle of trust anchors, the text of a signed note: whose it is, in which version and form,
 * and the SHA-256 of its very bytes. Its second line is no number, so that it can never be taken for a checkpoint.
 *
 * @param origin the ledger's name
 * @param version grows with every change
 * @param format the form that the bytes have
 */
public record TrustBundleNote(
        String origin, long version, String tenant, String environment, String plane, String format, Hash digest) {

    private static final String KIND = "/trust-bundle";

    /** The names of the lines after the first. */
    private static final String[] NAMES = {"version", "tenant", "environment", "plane", "format", "sha-256"};

    public TrustBundleNote {
        KeyName.check(origin);
        if (version < 0) {
            throw new IllegalArgumentException("a bundle's version must not be negative");
        }
    }

    /**
     * Reads what {@link #text()} makes.
     *
     * @throws IllegalArgumentException if {@code text} is spelt in any other way
     */
    public static TrustBundleNote parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length != NAMES.length + 2 || !lines[0].endsWith(KIND)) {
            throw new IllegalArgumentException("not the note of a trust bundle");
        }
        String[] values = new String[NAMES.length];
        for (int i = 0; i < values.length; i++) {
            String name = NAMES[i] + ' ';
            if (!lines[i + 1].startsWith(name)) {
                throw new IllegalArgumentException("the note of a trust bundle lacks its " + NAMES[i]);
            }
            values[i] = lines[i + 1].substring(name.length());
        }
        TrustBundleNote note = new TrustBundleNote(
                lines[0].substring(0, lines[0].length() - KIND.length()),
                StrictDecimal.parse(values[0]),
                values[1],
                values[2],
                values[3],
                values[4],
                Hash.parse(values[5]));
        if (!note.text().equals(text)) {
            throw new IllegalArgumentException("the note of a trust bundle is spelt oddly");
        }
        return note;
    }

    /** The text that is signed. */
    public String text() {
        Object[] values = {version, tenant, environment, plane, format, digest};
        StringBuilder text = new StringBuilder(origin).append(KIND).append('\n');
        for (int i = 0; i < values.length; i++) {
            text.append(NAMES[i]).append(' ').append(values[i]).append('\n');
        }
        return text.toString();
    }
}
