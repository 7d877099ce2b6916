package io.keywright.server.evidence;

import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfWriter;

/** Writes the number of each page below it. */
final class PageNumbers extends PdfPageEventHelper {

    private static final float ABOVE_EDGE = 30;

    @Override
    public void onEndPage(PdfWriter writer, Document document) {
        ColumnText.showTextAligned(
                writer.getDirectContent(),
                Element.ALIGN_RIGHT,
                Look.SOFT.of(Integer.toString(writer.getPageNumber())),
                document.right(),
                ABOVE_EDGE,
                0);
    }
}
