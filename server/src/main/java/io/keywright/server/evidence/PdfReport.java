package io.keywright.server.evidence;

import io.keywright.core.export.EvidenceReport;
import io.keywright.core.export.EvidenceReport.Figure;
import io.keywright.core.export.EvidenceReport.OperationCount;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import org.openpdf.text.Document;
import org.openpdf.text.PageSize;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;

/**
 * A report as a PDF for printing and filing. It is set from the report's values and not from a page, so nothing in it is ever
 * markup; it has no links, scripts or attachments, and needs nothing from elsewhere. The same report makes the same pages.
 * Thread-safe.
 */
public final class PdfReport implements EvidenceReport.Renderer {

    private static final float MARGIN = 54;

    @Override
    public byte[] render(EvidenceReport report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Document document = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, MARGIN);
        PdfWriter writer = PdfWriter.getInstance(document, bytes);
        writer.setPageEvent(new PageNumbers());
        document.addTitle(ReportText.TITLE);
        document.open();
        write(report, new Sheet(document, writer));
        document.close();
        return bytes.toByteArray();
    }

    private static void write(EvidenceReport report, Sheet sheet) {
        sheet.title(ReportText.TITLE, ReportText.SUBTITLE);
        sheet.add(figures(report.about()));
        gaps(report.gaps(), sheet);
        sheet.heading("Completeness");
        sheet.text(ReportText.PROVED_ONCE_VERIFIED);
        sheet.list(report.completeness());
        sheet.heading("What was done");
        operations(report.operations(), sheet);
        refusals(report.refusals(), sheet);
        sheet.heading("Controls");
        sheet.text(ReportText.FOR_THE_AUDITOR);
        report.controls().forEach(control -> sheet.add(new ControlCard(control).table()));
        sheet.note(ReportText.HOW_TO_VERIFY);
    }

    private static PdfPTable figures(List<Figure> about) {
        PdfPTable table = Cells.table(1, 3);
        for (Figure figure : about) {
            table.addCell(Cells.plain(figure.name(), Look.SOFT));
            table.addCell(Cells.plain(figure.value(), Look.BODY));
        }
        return table;
    }

    private static void gaps(List<String> gaps, Sheet sheet) {
        sheet.heading("Gaps");
        if (gaps.isEmpty()) {
            sheet.good(ReportText.NO_GAPS);
        } else {
            sheet.list(gaps);
        }
    }

    private static void operations(List<OperationCount> operations, Sheet sheet) {
        if (operations.isEmpty()) {
            sheet.text(ReportText.NO_RECEIPT);
            return;
        }
        PdfPTable table = Cells.table(4, 1, 1);
        table.addCell(Cells.head("Operation"));
        table.addCell(Cells.headOfNumbers("Carried out"));
        table.addCell(Cells.headOfNumbers("Refused"));
        table.setHeaderRows(1);
        for (OperationCount count : operations) {
            table.addCell(Cells.ruled(count.operation()));
            table.addCell(Cells.number(count.succeededText()));
            table.addCell(Cells.number(count.refusedText()));
        }
        sheet.add(table);
    }

    private static void refusals(Map<String, Long> refusals, Sheet sheet) {
        if (refusals.isEmpty()) {
            return;
        }
        sheet.heading("Why requests were refused");
        PdfPTable table = Cells.table(5, 1);
        table.addCell(Cells.head("Code"));
        table.addCell(Cells.headOfNumbers("Requests"));
        table.setHeaderRows(1);
        refusals.forEach((code, requests) -> {
            table.addCell(Cells.ruled(code));
            table.addCell(Cells.number(requests.toString()));
        });
        sheet.add(table);
    }
}
