package io.keywright.server.evidence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.export.EvidenceReport;
import io.keywright.core.export.EvidenceReport.Control;
import io.keywright.core.export.EvidenceReport.Figure;
import io.keywright.core.export.EvidenceReport.OperationCount;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

class PdfReportTest {

    private static byte[] render(String value, int controls) {
        Control control = new Control(
                value + " framework",
                value + " reference",
                value + " title",
                List.of(value + " shown"),
                List.of(value + " control gap"),
                List.of(value + " not shown"));
        return new PdfReport()
                .render(new EvidenceReport(
                        List.of(new Figure(value + " name", value + " figure")),
                        List.of(new OperationCount(value + " operation", 1234567, 89)),
                        Map.of(value + " code", 77L),
                        Collections.nCopies(controls, control),
                        List.of(value + " gap"),
                        List.of(value + " completeness")));
    }

    /** All that can be read, without the spaces, of which lines have other ones. */
    private static String text(byte[] pdf) throws IOException {
        try (PdfReader reader = new PdfReader(pdf)) {
            StringBuilder text = new StringBuilder();
            for (int page = 1; page <= reader.getNumberOfPages(); page++) {
                text.append(new PdfTextExtractor(reader).getTextFromPage(page));
            }
            return text.toString().replaceAll("\\s", "");
        }
    }

    @Test
    void nothingOfTheReportIsLeftOut() throws IOException {
        assertThat(text(render("acme", 1)))
                .contains("acmename", "acmefigure", "acmeoperation1,234,56789", "acmecode77")
                .contains("acmeframeworkacmereference", "acmetitle", "acmeshown", "acmecontrolgap", "acmenotshown")
                .contains("acmegap", "acmecompleteness");
    }

    @Test
    void whatTenantsHaveChosenIsNeverMarkup() throws IOException {
        String hostile = "</p><script>alert('1')</script>(x)>>endstream%PDF";
        byte[] pdf = render(hostile, 1);

        assertThat(text(pdf)).contains(hostile + "figure", hostile + "gap", hostile + "shown");
        assertThat(new String(pdf, ISO_8859_1)).doesNotContain("/JS", "/JavaScript", "/URI", "/Launch", "/OpenAction");
    }

    @Test
    void whatTheFontsCannotShowStandsAsItsNumber() throws IOException {
        assertThat(text(render("A\u202eB\u65e5C\u0000D\ud83d\ude00E\u00e9", 1)))
                .contains("A[U+202E]B[U+65E5]C[U+0000]D[U+1F600]Eéfigure");
    }

    @Test
    void longReportsAndLongWordsHaveTheirPages() throws IOException {
        byte[] pdf = render("x".repeat(3000), 60);

        try (PdfReader reader = new PdfReader(pdf)) {
            assertThat(reader.getNumberOfPages()).isGreaterThan(60);
        }
        assertThat(text(render("acme", 60)).split("acmetitle", -1)).hasSize(61);
    }

    @Test
    void aReportWithoutGapsSaysSo() throws IOException {
        EvidenceReport empty =
                new EvidenceReport(List.of(), List.of(), Map.of(), List.of(), List.of(), List.of("All is proved."));

        assertThat(text(new PdfReport().render(empty)))
                .contains("Nothinginthisarchiveisknowntobeoutoforder", "Thereisnoreceipt", "Allisproved.");
    }
}
