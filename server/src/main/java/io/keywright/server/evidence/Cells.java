package io.keywright.server.evidence;

import org.openpdf.text.Element;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;

/** Tables of the printed report, and what stands in them. */
final class Cells {

    private static final float PADDING = 2;
    private static final float BELOW = 5;
    private static final float THIN = 0.5f;
    private static final float SPACE = 4;

    private Cells() {}

    /** A table as wide as the page, with columns of these proportions. */
    static PdfPTable table(float... columns) {
        PdfPTable table = new PdfPTable(columns);
        table.setWidthPercentage(100);
        table.setSpacingBefore(SPACE);
        return table;
    }

    static PdfPCell plain(String text, Look look) {
        PdfPCell cell = new PdfPCell(look.of(text));
        cell.setBorder(Rectangle.NO_BORDER);
        cell.setPadding(PADDING);
        cell.setPaddingLeft(0);
        cell.setPaddingBottom(BELOW);
        cell.setLeading(0, Look.LEADING);
        return cell;
    }

    static PdfPCell head(String text) {
        return ruled(plain(text, Look.LABEL));
    }

    static PdfPCell headOfNumbers(String text) {
        return right(head(text));
    }

    static PdfPCell ruled(String text) {
        return ruled(plain(text, Look.BODY));
    }

    static PdfPCell number(String text) {
        return right(ruled(text));
    }

    private static PdfPCell right(PdfPCell cell) {
        cell.setHorizontalAlignment(Element.ALIGN_RIGHT);
        return cell;
    }

    static PdfPCell ruled(PdfPCell cell) {
        cell.setBorder(Rectangle.BOTTOM);
        cell.setBorderWidth(THIN);
        cell.setBorderColor(Look.Colours.LINE);
        return cell;
    }
}
