package io.keywright.server.openapi;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Puts what says most first; the document keeps the order in which things are set. */
final class ReadingOrder {

    private ReadingOrder() {}

    static void of(Operation operation) {
        toEnd(operation::getDescription, operation::setDescription);
        toEnd(operation::getParameters, operation::setParameters);
        toEnd(operation::getRequestBody, operation::setRequestBody);
        toEnd(operation::getResponses, operation::setResponses);
    }

    static void of(APIResponse answer) {
        toEnd(answer::getHeaders, answer::setHeaders);
        toEnd(answer::getContent, answer::setContent);
        if (answer.getContent() != null) {
            answer.getContent().getMediaTypes().values().forEach(ReadingOrder::of);
        }
    }

    static void of(MediaType body) {
        toEnd(body::getExamples, body::setExamples);
    }

    private static <T> void toEnd(Supplier<@Nullable T> get, Consumer<@Nullable T> set) {
        T value = get.get();
        set.accept(null);
        set.accept(value);
    }
}
