package io.keywright.server.openapi;

import io.smallrye.openapi.api.SmallRyeOpenAPI;
import io.smallrye.openapi.api.util.MergeUtil;
import java.util.List;
import org.eclipse.microprofile.openapi.OASModelReader;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/** The hand-written parts of the API document, from {@code openapi/}: prose, examples, and what all calls share. */
public final class WrittenParts implements OASModelReader {

    /** In the order in which the document shows their paths. */
    private static final List<String> PARTS = List.of(
            "about",
            "glossary",
            "errors",
            "keys",
            "rotation",
            "compliance",
            "operations",
            "material",
            "evidence",
            "exports",
            "approvals",
            "roles",
            "tenants",
            "administration",
            "caches",
            "backups",
            "logs",
            "trust",
            "certificates",
            "events",
            "status");

    @Override
    public OpenAPI buildModel() {
        return PARTS.stream().map(WrittenParts::read).reduce(MergeUtil::merge).orElseThrow();
    }

    private static OpenAPI read(String part) {
        return SmallRyeOpenAPI.builder()
                .enableModelReader(false)
                .enableStandardStaticFiles(false)
                .enableAnnotationScan(false)
                .enableStandardFilter(false)
                .defaultRequiredProperties(false)
                .withCustomStaticFile(() -> WrittenParts.class.getResourceAsStream("/openapi/" + part + ".yaml"))
                .build()
                .model();
    }
}
