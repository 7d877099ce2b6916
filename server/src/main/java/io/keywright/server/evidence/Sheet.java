package io.keywright.server.evidence;

import java.awt.Color;
import java.util.List;
import java.util.stream.IntStream;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.PdfStructureElement;

/** What the printed report is made of: headings, sentences, lists and tables. */
record Sheet(TaggedPages pages) {

    private static final float WIDE = 16;
    private static final float NARROW = 5;
    private static final float INDENT = 10;
    private static final float BELOW_TEXT = 4;
    private static final float GUTTER = 8;
    private static final float THIN = 0.5f;
    private static final float ROOM_BELOW_HEADING = 110;

    void title(String title, String subtitle) {
        text("H1", Look.TITLE, title);
        text("P", Look.SOFT, subtitle);
        rule();
    }

    /** Never the last line of a page. */
    void heading(String heading) {
        pages.space(WIDE);
        pages.need(ROOM_BELOW_HEADING);
        text("H2", Look.HEADING, heading);
        rule();
    }

    void text(String sentence) {
        pages.space(NARROW);
        text("P", Look.BODY, sentence);
    }

    void good(String sentence) {
        pages.space(NARROW);
        text("P", Look.GOOD, sentence);
    }

    void note(String sentence) {
        pages.space(WIDE);
        text("P", Look.SOFT, sentence);
    }

    private void text(String type, Look look, String text) {
        text(type, look.of(text));
    }

    void text(String type, Phrase text) {
        text(type, text, 0);
    }

    /** A text that begins at that distance from the margin. */
    void text(String type, Phrase text, float indent) {
        pages.text(pages.part(type), text, pages.left() + indent, pages.right(), false);
    }

    void list(List<String> sentences) {
        list(sentences, 0);
    }

    void list(List<String> sentences, float indent) {
        pages.space(NARROW);
        PdfStructureElement list = pages.part("L");
        float left = pages.left() + indent;
        for (String sentence : sentences) {
            PdfStructureElement item = TaggedPages.part(list, "LI");
            pages.need(Look.BODY.of(sentence).getLeading());
            float top = pages.top();
            pages.text(TaggedPages.part(item, "Lbl"), Look.BODY.of("•"), left, left + INDENT, false);
            pages.moveTo(top);
            pages.text(TaggedPages.part(item, "LBody"), Look.BODY.of(sentence), left + INDENT, pages.right(), false);
        }
    }

    /** A table whose columns have these proportions; those from {@code texts} on are of numbers. */
    void table(float[] columns, int texts, List<Phrase> head, List<List<Phrase>> rows) {
        pages.space(NARROW);
        PdfStructureElement table = pages.part("Table");
        float[] edges = edges(columns);
        if (!head.isEmpty()) {
            row(TaggedPages.part(table, "TR"), "TH", head, edges, texts);
        }
        for (List<Phrase> row : rows) {
            row(TaggedPages.part(table, "TR"), "TD", row, edges, texts);
        }
    }

    private float[] edges(float... columns) {
        float all = 0;
        for (float column : columns) {
            all += column;
        }
        float[] edges = new float[columns.length + 1];
        edges[0] = pages.left();
        for (int i = 0; i < columns.length; i++) {
            edges[i + 1] = edges[i] + (pages.right() - pages.left()) * columns[i] / all;
        }
        return edges;
    }

    /** Cells side by side, or one below the other if a page cannot hold the highest. */
    private void row(PdfStructureElement row, String type, List<Phrase> cells, float[] edges, int texts) {
        float height = (float) IntStream.range(0, cells.size())
                .mapToDouble(i -> pages.height(cells.get(i), edges[i + 1] - edges[i] - GUTTER))
                .max()
                .orElse(0);
        pages.need(height + BELOW_TEXT);
        boolean sideBySide = pages.fitsOnPage(height + BELOW_TEXT);
        float top = pages.top();
        for (int i = 0; i < cells.size(); i++) {
            if (sideBySide) {
                pages.moveTo(top);
            }
            boolean number = i >= texts;
            float right = number ? edges[i + 1] : edges[i + 1] - GUTTER;
            float left = number ? edges[i] + GUTTER : edges[i];
            pages.text(TaggedPages.part(row, type), cells.get(i), left, right, number);
        }
        if (sideBySide) {
            pages.moveTo(top - height);
        }
        rule();
    }

    private void rule() {
        pages.space(BELOW_TEXT);
        float height = pages.top();
        pages.decorate(page -> {
            page.setLineWidth(THIN);
            page.setColorStroke(Look.Colours.LINE);
            page.moveTo(pages.left(), height);
            page.lineTo(pages.right(), height);
            page.stroke();
        });
    }

    /** A bar at the margin from {@code top} down to where the next text begins. */
    void bar(float width, Color colour, float top) {
        float bottom = pages.top();
        pages.decorate(page -> {
            page.setColorFill(colour);
            page.rectangle(pages.left(), bottom, width, top - bottom);
            page.fill();
        });
    }
}
