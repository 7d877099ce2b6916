package io.keywright.server.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.evidence.EvidenceReport;
import io.keywright.core.evidence.EvidenceReport.Control;
import io.keywright.core.evidence.EvidenceReport.Figure;
import io.keywright.core.evidence.EvidenceReport.Listing;
import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

    private static final String HOSTILE = "</dd><script>alert('1')</script>{report.gaps}\"&";

    private static String render(String value) {
        EvidenceReport report = new EvidenceReport(
                List.of(new Figure(value, value)),
                List.of(new Listing(value, value, 1, List.of(value, value), List.of(List.of(value, "1,234")))),
                List.of(new Control(value, value, value, List.of(value), List.of(value), List.of(value))),
                List.of(value),
                List.of(value));
        return new String(new HtmlReport().render(report), UTF_8);
    }

    @Test
    void whatTenantsHaveChosenIsNeverMarkup() {
        String page = render(HOSTILE);

        assertThat(page).doesNotContain("<script").doesNotContain("alert('1')");
        assertThat(page).contains("&lt;/dd&gt;&lt;script&gt;");
        assertThat(page.replace(
                        "&lt;/dd&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;{report.gaps}&quot;&amp;", "X"))
                .isEqualTo(render("X"));
    }

    @Test
    void thePageNeedsNothingFromElsewhere() {
        assertThat(render("plain")).doesNotContain("src=", "href=", "url(", "@import", "<script");
    }

    @Test
    void aReportWithoutGapsSaysSo() {
        EvidenceReport empty =
                new EvidenceReport(List.of(), List.of(), List.of(), List.of(), List.of("All is proved."));

        String page = new String(new HtmlReport().render(empty), UTF_8);

        assertThat(page).contains("Nothing in this package is known to be out of order", "All is proved.");
    }

    @Test
    void numbersStandToTheRight() {
        assertThat(render("name")).contains("<th>name</th><th class=\"number\">name</th>");
        assertThat(render("name")).contains("<td>name</td><td class=\"number\">1,234</td>");
    }
}
