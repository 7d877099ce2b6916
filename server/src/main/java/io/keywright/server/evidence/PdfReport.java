package io.keywright.server.evidence;

import io.keywright.core.evidence.EvidenceReport;
import io.keywright.core.evidence.EvidenceReport.Figure;
import io.keywright.core.evidence.EvidenceReport.Listing;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.openpdf.text.Document;
import org.openpdf.text.PageSize;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.PdfBoolean;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfWriter;

/**
 * A report as a PDF for printing and filing, tagged for programs that read it aloud. It is set from the report's values and
 * not from a page, so nothing in it is ever markup; it has no links, scripts or attachments, and needs nothing from
 * elsewhere. The same report makes the same pages. Thread-safe.
 */
public final class PdfReport implements EvidenceReport.Renderer {

    private static final float MARGIN = 54;
    private static final float[] NAME_AND_VALUE = {1, 3};
    private static final float TEXT_WIDTH = 3.5f;
    private static final float FIRST_WIDTH = 4;
    private static final float NUMBER_WIDTH = 1.4f;

    @Override
    public byte[] render(EvidenceReport report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Document document = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, MARGIN);
        PdfWriter writer = PdfWriter.getInstance(document, bytes);
        writer.setTagged();
        writer.addViewerPreference(PdfName.DISPLAYDOCTITLE, PdfBoolean.PDFTRUE);
        document.addTitle(ReportText.TITLE);
        document.open();
        writer.getExtraCatalog().put(PdfName.LANG, new PdfString("en"));
        writer.setPageEvent(new PageNumbers(writer));
        write(report, new Sheet(new TaggedPages(document, writer)));
        document.close();
        return bytes.toByteArray();
    }

    private static void write(EvidenceReport report, Sheet sheet) {
        sheet.title(ReportText.TITLE, ReportText.SUBTITLE);
        figures(report.about(), sheet);
        gaps(report.gaps(), sheet);
        sheet.heading("Completeness");
        sheet.text(ReportText.PROVED_ONCE_VERIFIED);
        sheet.list(report.completeness());
        report.listings().forEach(listing -> listing(listing, sheet));
        sheet.heading("Controls");
        sheet.text(ReportText.FOR_THE_AUDITOR);
        report.controls().forEach(control -> new ControlCard(control).write(sheet));
        sheet.note(ReportText.HOW_TO_VERIFY);
    }

    private static void figures(List<Figure> about, Sheet sheet) {
        sheet.table(
                NAME_AND_VALUE,
                NAME_AND_VALUE.length,
                List.of(),
                about.stream()
                        .map(figure -> List.of(Look.SOFT.of(figure.name()), Look.BODY.of(figure.value())))
                        .toList());
    }

    private static void gaps(List<String> gaps, Sheet sheet) {
        sheet.heading("Gaps");
        if (gaps.isEmpty()) {
            sheet.good(ReportText.NO_GAPS);
        } else {
            sheet.list(gaps);
        }
    }

    private static void listing(Listing listing, Sheet sheet) {
        sheet.heading(listing.title());
        sheet.text(listing.note());
        if (!listing.rows().isEmpty()) {
            sheet.table(
                    widths(listing),
                    listing.texts(),
                    phrases(listing.columns(), Look.LABEL),
                    listing.rows().stream().map(row -> phrases(row, Look.BODY)).toList());
        }
    }

    private static List<Phrase> phrases(List<String> texts, Look look) {
        return texts.stream().map(look::of).toList();
    }

    private static float[] widths(Listing listing) {
        float[] widths = new float[listing.columns().size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = listing.isNumber(i) ? NUMBER_WIDTH : i == 0 ? FIRST_WIDTH : TEXT_WIDTH;
        }
        return widths;
    }
}
