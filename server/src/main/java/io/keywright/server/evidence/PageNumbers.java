package io.keywright.server.evidence;

import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfTemplate;
import org.openpdf.text.pdf.PdfWriter;

/** Writes below each page which of how many it is. The number of pages is known at the end, and filled in then. */
final class PageNumbers extends PdfPageEventHelper {

    private static final float ABOVE_EDGE = 30;
    private static final float ROOM = 30;
    private static final float LINE = 12;
    private static final float BASE = 2;
    private static final float GAP = 3;

    private final PdfTemplate total;

    PageNumbers(PdfWriter writer) {
        this.total = writer.getDirectContent().createTemplate(ROOM, LINE);
    }

    @Override
    public void onEndPage(PdfWriter writer, Document document) {
        TaggedPages.decorate(writer.getDirectContent(), page -> {
            write(
                    page,
                    Element.ALIGN_RIGHT,
                    "Page " + writer.getPageNumber() + " of",
                    document.right() - ROOM,
                    ABOVE_EDGE);
            page.addTemplate(total, document.right() - ROOM, ABOVE_EDGE - BASE);
        });
    }

    @Override
    public void onCloseDocument(PdfWriter writer, Document document) {
        write(total, Element.ALIGN_LEFT, Integer.toString(writer.getPageNumber() - 1), GAP, BASE);
    }

    private static void write(PdfContentByte where, int alignment, String text, float x, float y) {
        ColumnText.showTextAligned(where, alignment, Look.SOFT.of(text), x, y, 0);
    }
}
