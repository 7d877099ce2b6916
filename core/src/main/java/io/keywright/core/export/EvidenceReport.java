package io.keywright.core.export;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the archive shows, for people. Strings may hold whatever tenants have chosen: they are hostile to every format.
 *
 * @param about the archive's subject, in the order in which it is told
 * @param operations what the receipts are of
 * @param refusals why requests were refused
 * @param controls what the evidence says to controls of common frameworks
 * @param gaps everything that is not as it should be
 * @param completeness what is proved about completeness, and what is not
 */
public record EvidenceReport(
        List<Figure> about,
        List<OperationCount> operations,
        Map<String, Long> refusals,
        List<Control> controls,
        List<String> gaps,
        List<String> completeness) {

    /** A name and a value. */
    public record Figure(String name, String value) {}

    /** How often an operation was carried out, and how often it was refused. */
    public record OperationCount(String operation, long succeeded, long refused) {

        /** The number, for people. */
        public String succeededText() {
            return String.format(Locale.ROOT, "%,d", succeeded);
        }

        /** The number, for people. */
        public String refusedText() {
            return String.format(Locale.ROOT, "%,d", refused);
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
        operations = List.copyOf(operations);
        refusals = Collections.unmodifiableMap(new TreeMap<>(refusals));
        controls = List.copyOf(controls);
        gaps = List.copyOf(gaps);
        completeness = List.copyOf(completeness);
    }

    /**
     * The forms that a report has in an archive.
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
