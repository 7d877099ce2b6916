package io.keywright.server.evidence;

import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfStructureElement;
import org.openpdf.text.pdf.PdfWriter;

/**
 * Pages that are filled from top to bottom. Every text on them has its place in the document's structure, and all else is
 * marked as decoration (tagged PDF, ISO 32000-1, 14.8), so that programs that read aloud know what is what.
 */
final class TaggedPages {

    private static final PdfName ARTIFACT = new PdfName("Artifact");

    private final Document document;
    private final PdfWriter writer;
    private final PdfStructureElement root;
    private float top;

    TaggedPages(Document document, PdfWriter writer) {
        this.document = document;
        this.writer = writer;
        this.root = new PdfStructureElement(writer.getStructureTreeRoot(), new PdfName("Document"));
        this.top = document.top();
    }

    /** A text, or a part of the document that has parts of its own, by its standard type. */
    PdfStructureElement part(String type) {
        return part(root, type);
    }

    static PdfStructureElement part(PdfStructureElement parent, String type) {
        return new PdfStructureElement(parent, new PdfName(type));
    }

    float left() {
        return document.left();
    }

    float right() {
        return document.right();
    }

    /** Where the next text begins. */
    float top() {
        return top;
    }

    /** Goes to that height of this page. */
    void moveTo(float height) {
        top = height;
    }

    void space(float points) {
        top -= points;
    }

    /** Whether so much fits on an empty page. */
    boolean fitsOnPage(float points) {
        return points <= document.top() - document.bottom();
    }

    /** Begins a new page unless there is that much room on this one. */
    void need(float points) {
        if (top - points < document.bottom() && top < document.top()) {
            turn();
        }
    }

    private void turn() {
        document.newPage();
        top = document.top();
    }

    /** How high {@code text} would be in a column of that width. */
    float height(Phrase text, float width) {
        ColumnText column = new ColumnText(writer.getDirectContent());
        column.setSimpleColumn(0, -Short.MAX_VALUE, width, 0);
        fill(column, text, false);
        column.go(true);
        return -column.getYLine();
    }

    /** Sets {@code text} between two edges, on as many pages as it takes. */
    void text(PdfStructureElement part, Phrase text, float left, float right, boolean toTheRight) {
        ColumnText column = new ColumnText(writer.getDirectContent());
        fill(column, text, toTheRight);
        while (set(part, column, left, right)) {
            turn();
        }
        top = column.getYLine();
    }

    private boolean set(PdfStructureElement part, ColumnText column, float left, float right) {
        PdfContentByte page = writer.getDirectContent();
        column.setSimpleColumn(left, document.bottom(), right, top);
        page.beginMarkedContentSequence(part);
        int status = column.go();
        page.endMarkedContentSequence();
        return ColumnText.hasMoreText(status);
    }

    private static void fill(ColumnText column, Phrase text, boolean toTheRight) {
        column.setLeading(text.getLeading());
        column.setAlignment(toTheRight ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT);
        column.addText(text);
    }

    /** Draws what is not read. */
    void decorate(Decoration decoration) {
        decorate(writer.getDirectContent(), decoration);
    }

    static void decorate(PdfContentByte page, Decoration decoration) {
        page.saveState();
        page.beginMarkedContentSequence(ARTIFACT);
        decoration.draw(page);
        page.endMarkedContentSequence();
        page.restoreState();
    }

    /** Something to look at. */
    @FunctionalInterface
    interface Decoration {
        void draw(PdfContentByte page);
    }
}
