package io.keywright.server.evidence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.evidence.EvidenceReport;
import io.keywright.core.evidence.EvidenceReport.Control;
import io.keywright.core.evidence.EvidenceReport.Figure;
import io.keywright.core.evidence.EvidenceReport.Listing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.PRStream;
import org.openpdf.text.pdf.PdfArray;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfName;
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
                        List.of(new Listing(
                                value + " listing",
                                value + " note",
                                1,
                                List.of(value + " column", "Number"),
                                List.of(List.of(value + " cell", "1,234,567")))),
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
                .contains("acmename", "acmefigure", "acmelisting", "acmenote", "acmecolumnNumber", "acmecell1,234,567")
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
                new EvidenceReport(List.of(), List.of(), List.of(), List.of(), List.of("All is proved."));

        assertThat(text(new PdfReport().render(empty)))
                .contains("Nothinginthispackageisknowntobeoutoforder", "Allisproved.");
    }

    @Test
    void everyPageTellsWhichOfHowManyItIs() throws IOException {
        byte[] pdf = render("acme", 20);

        try (PdfReader reader = new PdfReader(pdf)) {
            int pages = reader.getNumberOfPages();
            assertThat(pages).isGreaterThan(2);
            for (int page = 1; page <= pages; page++) {
                assertThat(shown(reader.getPageContent(page))).contains("Page " + page + " of");
                assertThat(shown(filledIn(reader.getPageN(page)))).contains(Integer.toString(pages));
            }
        }
    }

    /** What was added to the page at the end. */
    private static byte[] filledIn(PdfDictionary page) throws IOException {
        PdfDictionary added = page.getAsDict(PdfName.RESOURCES).getAsDict(PdfName.XOBJECT);
        PdfName only = added.getKeys().iterator().next();
        return PdfReader.getStreamBytes((PRStream) added.getAsStream(only));
    }

    private static String shown(byte[] content) {
        return Pattern.compile("\\(([^()]*)\\)")
                .matcher(new String(content, ISO_8859_1))
                .results()
                .map(text -> text.group(1))
                .collect(Collectors.joining());
    }

    @Test
    void everyTextHasItsPlaceInTheDocumentsStructure() throws IOException {
        try (PdfReader reader = new PdfReader(render("acme", 3))) {
            PdfDictionary catalog = reader.getCatalog();
            assertThat(catalog.getAsDict(PdfName.MARKINFO)
                            .getAsBoolean(PdfName.MARKED)
                            .booleanValue())
                    .isTrue();
            assertThat(catalog.getAsString(PdfName.LANG).toUnicodeString()).isEqualTo("en");

            List<String> types = new ArrayList<>();
            types(catalog.getAsDict(PdfName.STRUCTTREEROOT), types);
            assertThat(types).contains("/H1", "/H2", "/H3", "/P", "/L", "/LI", "/LBody", "/Table", "/TR", "/TH", "/TD");
            assertThat(types).filteredOn("/H3"::equals).hasSize(3);
            for (int page = 1; page <= reader.getNumberOfPages(); page++) {
                assertThat(untagged(new String(reader.getPageContent(page), ISO_8859_1)))
                        .isEmpty();
            }
        }
    }

    private static void types(PdfDictionary element, List<String> types) {
        PdfName type = element.getAsName(PdfName.S);
        if (type != null) {
            types.add(type.toString());
        }
        PdfArray kids = element.getAsArray(PdfName.K);
        for (int i = 0; kids != null && i < kids.size(); i++) {
            PdfDictionary kid = kids.getAsDict(i);
            if (kid != null) {
                types(kid, types);
            }
        }
    }

    /** What is shown of a page outside all marks. */
    private static List<String> untagged(String content) {
        int depth = 0;
        List<String> outside = new ArrayList<>();
        for (String line : content.lines().toList()) {
            depth += line.endsWith("BDC") || line.endsWith("BMC") ? 1 : line.equals("EMC") ? -1 : 0;
            if (depth == 0 && line.endsWith("Tj")) {
                outside.add(line);
            }
        }
        return outside;
    }
}
