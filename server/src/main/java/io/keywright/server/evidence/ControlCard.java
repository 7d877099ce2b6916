package io.keywright.server.evidence;

import io.keywright.core.evidence.EvidenceReport.Control;
import java.util.List;
import org.openpdf.text.Phrase;

/** A control on the printed report, on one page where it fits, with a bar that shows whether there are gaps. */
record ControlCard(Control control) {

    private static final float BAR = 2.5f;
    private static final float INSIDE = 10;
    private static final float BEFORE = 12;
    private static final float BETWEEN = 5;

    void write(Sheet sheet) {
        TaggedPages pages = sheet.pages();
        pages.space(BEFORE);
        float height = height(pages);
        pages.need(height);
        float top = pages.top();
        sheet.text("H3", heading(), INSIDE);
        part("The evidence shows", Look.LABEL, control.shown(), sheet);
        part("Gaps", Look.GAP_LABEL, control.gaps(), sheet);
        part("Not shown here", Look.LABEL, control.notShown(), sheet);
        if (pages.top() < top) {
            sheet.bar(BAR, control.gaps().isEmpty() ? Look.Colours.GOOD : Look.Colours.GAP, top);
        }
    }

    private Phrase heading() {
        Phrase heading = Look.REFERENCE.of(control.framework() + " " + control.reference() + "   ");
        heading.add(Look.SUBHEADING.of(control.title()));
        return heading;
    }

    private static void part(String label, Look look, List<String> sentences, Sheet sheet) {
        if (!sentences.isEmpty()) {
            sheet.pages().space(BETWEEN);
            sheet.text("P", look.of(label), INSIDE);
            sheet.list(sentences, INSIDE);
        }
    }

    private float height(TaggedPages pages) {
        float width = pages.right() - pages.left() - 2 * INSIDE;
        float height = pages.height(heading(), width);
        for (List<String> sentences : List.of(control.shown(), control.gaps(), control.notShown())) {
            height += sentences.isEmpty() ? 0 : 2 * BETWEEN + Look.LABEL.of("").getLeading();
            for (String sentence : sentences) {
                height += pages.height(Look.BODY.of(sentence), width);
            }
        }
        return height;
    }
}
