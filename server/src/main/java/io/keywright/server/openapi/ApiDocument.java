package io.keywright.server.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.jboss.jandex.IndexView;

/**
 * Finishes the API document at build time. Paths and schemas come from the resources and their records, prose and
 * examples from {@link WrittenParts}; this adds what follows from both.
 */
@OpenApiFilter(stages = RunStage.BUILD)
public final class ApiDocument implements OASFilter {

    private final IndexView index;

    public ApiDocument(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Components components = api.getComponents();
        new WireNameSchemas(index, components).complete();
        new RecordSchemas(index, components, Glossary.takenFrom(components)).complete();
        new CommonParts(components).complete(api.getPaths());
    }
}
