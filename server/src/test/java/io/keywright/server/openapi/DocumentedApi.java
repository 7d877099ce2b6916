package io.keywright.server.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.oas.OpenApi30;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The committed API document, read by a parser and a validator that had no part in making it. */
final class DocumentedApi {

    static final Path FILE = Path.of("..", "docs", "openapi.yaml");

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(
            VersionFlag.V4,
            factory -> factory.metaSchema(OpenApi30.getInstance())
                    .defaultMetaSchemaIri(OpenApi30.getInstance().getIri()));

    private final JsonNode root;

    /** A call, by its operation id. */
    record Call(String id, JsonNode node) {
        @Override
        public String toString() {
            return id;
        }
    }

    /** A body of one media type, in a request or an answer. */
    private record Body(String message, JsonNode content) {}

    DocumentedApi() {
        try {
            this.root = new YAMLMapper().readTree(Files.readString(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode root() {
        return root;
    }

    List<Call> calls() {
        return root.path("paths")
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .map(call -> new Call(call.path("operationId").asText(), call))
                .toList();
    }

    /** What stands at the end of a reference; anything else as it is. */
    JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : root.at(reference.substring(1));
    }

    /** The documented answer of that status; missing if there is none. */
    JsonNode answer(String operationId, int status) {
        return calls().stream()
                .filter(call -> call.id().equals(operationId))
                .map(call -> resolved(call.node().path("responses").path(Integer.toString(status))))
                .findFirst()
                .orElseThrow();
    }

    /** The requests and answers of a call that have no example, and the examples that do not fit their schema. */
    List<String> faultyExamples(Call call) {
        return bodies(call).flatMap(this::faults).toList();
    }

    private Stream<Body> bodies(Call call) {
        Stream<Body> requests = contents("request", call.node().path("requestBody"));
        Stream<Body> answers = call.node()
                .path("responses")
                .propertyStream()
                .flatMap(answer -> contents(answer.getKey(), resolved(answer.getValue())));
        return Stream.concat(requests, answers);
    }

    private static Stream<Body> contents(String message, JsonNode node) {
        return node.path("content").propertyStream().map(content -> new Body(message, content.getValue()));
    }

    private Stream<String> faults(Body body) {
        JsonNode examples = body.content().path("examples");
        return examples.isEmpty()
                ? Stream.of(body.message() + " has no example")
                : examples.valueStream()
                        .flatMap(example -> misfits(body.content().path("schema"), example.path("value")).stream())
                        .map(misfit -> body.message() + misfit);
    }

    /** How {@code value} does not fit {@code schema}; empty if it does. */
    List<String> misfits(JsonNode schema, JsonNode value) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putArray("allOf").add(schema);
        document.set("components", root.path("components"));
        return SCHEMAS.getSchema(document).validate(value).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    /** The members of all schemas that neither are described nor refer to a schema that is. */
    List<String> membersWithoutDescription() {
        return root.at("/components/schemas")
                .propertyStream()
                .flatMap(schema -> schema.getValue()
                        .path("properties")
                        .propertyStream()
                        .filter(member -> !resolved(member.getValue()).has("description"))
                        .map(member -> schema.getKey() + "." + member.getKey()))
                .toList();
    }
}
