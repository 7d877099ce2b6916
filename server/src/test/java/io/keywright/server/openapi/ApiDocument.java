package io.keywright.server.openapi;

import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.jboss.jandex.IndexView;

/**
 * Finishes the API document. Paths and schemas come from the resources and their records, prose and
 * examples from {@link WrittenParts}; this adds what follows from both.
 */
final class ApiDocument implements OASFilter {

    private final IndexView index;

    ApiDocument(IndexView index) {
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
