package io.keywright.server.openapi;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jspecify.annotations.Nullable;

/**
 * Members of requests and answers as their records have them: in the same order, required unless {@code @Nullable},
 * explained by the glossary.
 */
record RecordSchemas(IndexView index, Components components, Glossary glossary) {

    private static final String HERE = "io.keywright.server.";
    private static final DotName NULLABLE = DotName.createSimple(Nullable.class);
    private static final String TIME = "date-time";

    private record Member(String name, Schema schema, boolean required) {}

    void complete() {
        index.getKnownClasses().stream()
                .filter(type -> type.isRecord() && type.name().toString().startsWith(HERE))
                .forEach(type -> schema(type).ifPresent(schema -> complete(schema, type)));
    }

    private void complete(Schema schema, ClassInfo type) {
        List<Member> members = members(type).toList();
        if (members.isEmpty()) {
            return;
        }
        schema.setProperties(null);
        schema.setRequired(null);
        for (Member member : members) {
            schema.addProperty(member.name(), glossary.explain(member.name(), member.schema()));
            if (member.required()) {
                schema.addRequired(member.name());
            }
        }
        if (type.simpleName().endsWith("Request")) {
            schema.setAdditionalPropertiesSchema(OASFactory.createSchema().booleanSchema(false));
        }
    }

    private Stream<Member> members(ClassInfo type) {
        Map<String, Schema> scanned = schema(type).map(Schema::getProperties).orElse(Map.of());
        return type.recordComponentsInDeclarationOrder().stream()
                .flatMap(component -> type.field(component.name()).hasAnnotation(JsonUnwrapped.class)
                        ? members(index.getClassByName(component.type().name()))
                        : member(component, scanned).stream());
    }

    private static Optional<Member> member(RecordComponentInfo component, Map<String, Schema> scanned) {
        String name = component.name().replaceAll("(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
        return Optional.ofNullable(scanned.get(name))
                .map(schema -> new Member(name, plain(schema), !component.type().hasAnnotation(NULLABLE)));
    }

    /** Bytes as Base64; times without the scanner's example, which is one of a year long past. */
    private static Schema plain(Schema member) {
        if ("binary".equals(member.getFormat())) {
            return member.format("byte");
        }
        return TIME.equals(member.getFormat())
                ? OASFactory.createSchema()
                        .addType(SchemaType.STRING)
                        .format(TIME)
                        .description(member.getDescription())
                : member;
    }

    private Optional<Schema> schema(ClassInfo type) {
        AnnotationInstance named =
                type.declaredAnnotation(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
        AnnotationValue name = named == null ? null : named.value("name");
        return Optional.ofNullable(components.getSchemas().get(name == null ? type.simpleName() : name.asString()));
    }
}
