package io.keywright.server.evidence;

import io.keywright.core.export.EvidenceReport.Control;
import java.awt.Color;
import java.util.List;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;

/** A control on the printed report, on one page where it fits, with a bar that shows whether there are gaps. */
record ControlCard(Control control) {

    private static final float BAR = 2.5f;
    private static final float INSIDE = 10;
    private static final float BELOW = 5;
    private static final float BEFORE = 12;

    PdfPTable table() {
        PdfPCell cell = new PdfPCell();
        cell.setBorder(Rectangle.LEFT);
        cell.setBorderWidthLeft(BAR);
        cell.setBorderColorLeft(bar());
        cell.setPadding(0);
        cell.setPaddingLeft(INSIDE);
        cell.setPaddingBottom(BELOW);
        write(cell);
        PdfPTable card = Cells.table(1);
        card.setSpacingBefore(BEFORE);
        card.setKeepTogether(true);
        card.addCell(cell);
        return card;
    }

    private Color bar() {
        return control.gaps().isEmpty() ? Look.Colours.GOOD : Look.Colours.GAP;
    }

    private void write(PdfPCell cell) {
        Paragraph heading = new Paragraph(Look.REFERENCE.of(control.framework() + " " + control.reference() + "   "));
        heading.add(Look.SUBHEADING.of(control.title()));
        cell.addElement(heading);
        part("The evidence shows", Look.LABEL, control.shown(), cell);
        part("Gaps", Look.GAP_LABEL, control.gaps(), cell);
        part("Not shown here", Look.LABEL, control.notShown(), cell);
    }

    private static void part(String label, Look look, List<String> sentences, PdfPCell cell) {
        if (!sentences.isEmpty()) {
            cell.addElement(Sheet.paragraph(look, label));
            cell.addElement(Sheet.bullets(sentences));
        }
    }
}
