package io.keywright.server.openapi;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** What calls have in common, by reference to the document's components: parameters, errors and the request's id. */
record CommonParts(Components components) {

    /** The tag of calls that tell about the service, and need neither keys nor evidence. */
    private static final String STATUS = "Status";

    /** The tags of calls that use keys. */
    private static final Set<String> USES = Set.of("Operations", "Material");

    /** Other calls that change nothing that would be done twice. */
    private static final Set<String> UNCHANGING =
            Set.of("deleteEvidenceExport", "testSubscription", "validateRootProvider");

    private static final Map<String, String> ALWAYS =
            Map.of("401", "Unauthenticated", "500", "InternalError", "default", "Refused");
    private static final Map<String, String> SERVING = Map.of("429", "RateLimited", "503", "DependencyUnavailable");
    private static final Map<String, String> WITH_INPUT = Map.of("400", "InvalidRequest", "403", "Forbidden");
    private static final Map<String, String> WITH_BODY = Map.of("413", "TooLarge", "415", "UnsupportedMediaType");

    void complete(Paths paths) {
        components.getResponses().values().forEach(CommonParts::completeError);
        paths.getPathItems().values().forEach(path -> {
            path.getOperations().forEach(CommonParts::addIdempotencyKey);
            path.getOperations().values().forEach(this::complete);
        });
    }

    /** Calls that change something take the header; those that use keys, read or only tidy up do not. */
    private static void addIdempotencyKey(PathItem.HttpMethod method, Operation operation) {
        if (method != PathItem.HttpMethod.GET
                && Collections.disjoint(operation.getTags(), USES)
                && !UNCHANGING.contains(operation.getOperationId())) {
            operation.addParameter(
                    OASFactory.createParameter().name("Idempotency-Key").in(Parameter.In.HEADER));
            add(Map.of("409", "RequestRunning"), operation.getResponses());
        }
    }

    private void complete(Operation operation) {
        List<Parameter> parameters = Objects.requireNonNullElse(operation.getParameters(), List.of());
        RequestBody body = operation.getRequestBody();
        APIResponses answers = operation.getResponses();
        answers.getAPIResponses().values().forEach(CommonParts::complete);
        add(ALWAYS, answers);
        if (!operation.getTags().contains(STATUS)) {
            add(SERVING, answers);
        }
        if (body != null || !parameters.isEmpty()) {
            add(WITH_INPUT, answers);
        }
        if (body != null) {
            body.setRequired(true);
            add(WITH_BODY, answers);
        }
        answers.setAPIResponses(new TreeMap<>(answers.getAPIResponses()));
        if (!parameters.isEmpty()) {
            operation.setParameters(parameters.stream().map(this::shared).toList());
        }
        ReadingOrder.of(operation);
    }

    /**
     * The parameter of that name and place among the components, by reference; or the parameter itself, if it is described
     * where it stands.
     */
    private Parameter shared(Parameter parameter) {
        if (parameter.getDescription() != null) {
            return parameter;
        }
        return components.getParameters().entrySet().stream()
                .filter(entry -> entry.getValue().getName().equals(parameter.getName())
                        && entry.getValue().getIn() == parameter.getIn())
                .findFirst()
                .map(entry -> OASFactory.createParameter().ref(entry.getKey()))
                .orElse(parameter);
    }

    private static void completeError(APIResponse error) {
        error.getContent()
                .getMediaType("application/json")
                .schema(OASFactory.createSchema().ref("Error"));
        complete(error);
    }

    private static void complete(APIResponse answer) {
        if (answer.getRef() == null) {
            answer.addHeader("X-Request-Id", OASFactory.createHeader().ref("RequestId"));
            ReadingOrder.of(answer);
        }
    }

    private static void add(Map<String, String> errors, APIResponses answers) {
        errors.forEach((status, error) -> {
            if (!answers.hasAPIResponse(status)) {
                answers.addAPIResponse(status, OASFactory.createAPIResponse().ref(error));
            }
        });
    }
}
