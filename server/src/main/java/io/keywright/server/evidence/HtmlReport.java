package io.keywright.server.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.core.evidence.EvidenceReport;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A report as one HTML page without scripts, pictures or links to anywhere. Every value is escaped, and the page forbids
 * the browser to load or run anything. Thread-safe.
 */
public final class HtmlReport implements EvidenceReport.Renderer {

    private static final String TEMPLATE = "report.html";

    private final Template template;

    /** Reads the template. */
    public HtmlReport() {
        Engine engine = Engine.builder()
                .addDefaults()
                .addValueResolver(new ReflectionValueResolver())
                .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
                .strictRendering(true)
                .build();
        this.template = engine.parse(source(), Variant.forContentType(Variant.TEXT_HTML));
    }

    private static String source() {
        try (InputStream in = HtmlReport.class.getResourceAsStream(TEMPLATE)) {
            if (in == null) {
                throw new IllegalStateException("the template of the report is missing");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte[] render(EvidenceReport report) {
        return template.data("report", report).render().getBytes(UTF_8);
    }
}
