package io.keywright.core.evidence;

import java.util.List;

/**
 * What the package shows, for people. Strings may hold whatever tenants have chosen: they are hostile to every format.
 *
 * @param about the package's subject, in the order in which it is told
 * @param listings what there is and what was done, in figures
 * @param controls what the evidence says to controls of common frameworks
 * @param gaps everything that is not as it should be
 * @param completeness what is proved about completeness, and what is not
 */
public record EvidenceReport(
        List<Figure> about,
        List<Listing> listings,
        List<Control> controls,
        List<String> gaps,
        List<String> completeness) {

    /** A name and a value. */
    public record Figure(String name, String value) {}

    /**
     * A table under a heading.
     *
     * @param note says what the table has, or why there is none if it has no rows
     * @param texts how many columns are of text, the first ones; the others are of numbers
     * @param rows a value for each column
     */
    public record Listing(String title, String note, int texts, List<String> columns, List<List<String>> rows) {

        public Listing {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
        }

        /** Whether the column is of numbers. */
        public boolean isNumber(int column) {
            return column >= texts;
        }
    }

    /**
     * A control of a framework.
     *
     * @param shown what the evidence shows, each with a figure
     * @param gaps what the evidence shows that speaks against it
     * @param notShown what an auditor must look for elsewhere
     */
    public record Control(
            String framework,
            String reference,
            String title,
            List<String> shown,
            List<String> gaps,
            List<String> notShown) {}

    public EvidenceReport {
        about = List.copyOf(about);
        listings = List.copyOf(listings);
        controls = List.copyOf(controls);
        gaps = List.copyOf(gaps);
        completeness = List.copyOf(completeness);
    }

    /**
     * The forms that a report has in a package.
     *
     * @param page makes {@code report.html}
     * @param print makes {@code report.pdf}
     */
    public record Forms(Renderer page, Renderer print) {}

    /** Turns a report into a file. Port: the server knows the formats. */
    @FunctionalInterface
    public interface Renderer {

        /** A file that needs no other, in which nothing of the report is markup. */
        byte[] render(EvidenceReport report);
    }
}
