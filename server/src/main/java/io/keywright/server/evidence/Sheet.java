package io.keywright.server.evidence;

import java.util.List;
import org.openpdf.text.Chunk;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.ListItem;
import org.openpdf.text.Paragraph;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;

/** The pages of a printed report, filled from top to bottom. */
record Sheet(Document document, PdfWriter writer) {

    private static final float WIDE = 16;
    private static final float NARROW = 5;
    private static final float INDENT = 10;
    private static final float ROOM_BELOW_HEADING = 110;

    void add(Element element) {
        document.add(element);
    }

    void title(String title, String subtitle) {
        add(new Paragraph(Look.TITLE.of(title)));
        line(Cells.ruled(Cells.plain(subtitle, Look.SOFT)), 0);
    }

    /** Never the last line of a page. */
    void heading(String heading) {
        if (writer.getVerticalPosition(true) - document.bottom() < ROOM_BELOW_HEADING) {
            document.newPage();
        }
        line(Cells.ruled(Cells.plain(heading, Look.HEADING)), WIDE);
    }

    void text(String sentence) {
        add(paragraph(Look.BODY, sentence));
    }

    void good(String sentence) {
        add(paragraph(Look.GOOD, sentence));
    }

    void note(String sentence) {
        line(Cells.plain("", Look.SOFT), WIDE);
        add(paragraph(Look.SOFT, sentence));
    }

    void list(List<String> sentences) {
        add(bullets(sentences));
    }

    private void line(PdfPCell cell, float before) {
        PdfPTable line = Cells.table(1);
        line.setSpacingBefore(before);
        line.addCell(cell);
        add(line);
    }

    static Paragraph paragraph(Look look, String text) {
        Paragraph paragraph = new Paragraph(look.of(text));
        paragraph.setSpacingBefore(NARROW);
        return paragraph;
    }

    static Element bullets(List<String> sentences) {
        org.openpdf.text.List list = new org.openpdf.text.List(org.openpdf.text.List.UNORDERED, INDENT);
        list.setListSymbol(new Chunk("•", Look.BODY.font()));
        for (String sentence : sentences) {
            list.add(new ListItem(Look.BODY.of(sentence)));
        }
        return list;
    }
}
