package io.keywright.server.evidence;

import java.awt.Color;
import java.util.Locale;
import org.openpdf.text.Font;
import org.openpdf.text.FontFactory;
import org.openpdf.text.Phrase;

/** How the printed report's text looks, with the fonts that every reader of PDF has. */
enum Look {
    TITLE(FontFactory.HELVETICA_BOLD, 20, Colours.INK),
    HEADING(FontFactory.HELVETICA_BOLD, 13, Colours.INK),
    SUBHEADING(FontFactory.HELVETICA_BOLD, 10.5f, Colours.INK),
    REFERENCE(FontFactory.HELVETICA_BOLD, 10.5f, Colours.SOFT),
    BODY(FontFactory.HELVETICA, 9.5f, Colours.INK),
    SOFT(FontFactory.HELVETICA, 9.5f, Colours.SOFT),
    GOOD(FontFactory.HELVETICA_BOLD, 9.5f, Colours.GOOD),
    LABEL(FontFactory.HELVETICA_BOLD, 8, Colours.SOFT),
    GAP_LABEL(FontFactory.HELVETICA_BOLD, 8, Colours.GAP);

    /** The distance between lines, in heights of the text. */
    static final float LEADING = 1.4f;

    private static final int LAST_OF_LATIN_1 = 0xff;
    private static final String TYPOGRAPHY = "‘’“”•";

    private final String fontName;
    private final float points;
    private final Color colour;

    Look(String fontName, float points, Color colour) {
        this.fontName = fontName;
        this.points = points;
        this.colour = colour;
    }

    /** The text in this look. */
    Phrase of(String text) {
        return new Phrase(points * LEADING, printable(text), font());
    }

    Font font() {
        return FontFactory.getFont(fontName, points, colour);
    }

    /** What not every font can show stands as its number, so that nothing is silently left out or looks like another. */
    private static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (isPrintable(point)) {
                printable.appendCodePoint(point);
            } else {
                printable.append(String.format(Locale.ROOT, "[U+%04X]", point));
            }
        });
        return printable.toString();
    }

    private static boolean isPrintable(int point) {
        boolean latin = point <= LAST_OF_LATIN_1
                && !Character.isISOControl(point)
                && Character.getType(point) != Character.FORMAT;
        return latin || TYPOGRAPHY.indexOf(point) >= 0;
    }

    /** The colours of {@code report.html}. */
    static final class Colours {

        static final Color INK = new Color(0x1b1f24);
        static final Color SOFT = new Color(0x59636e);
        static final Color LINE = new Color(0xd9dee4);
        static final Color GOOD = new Color(0x1a6b3c);
        static final Color GAP = new Color(0x9a3412);

        private Colours() {}
    }
}
