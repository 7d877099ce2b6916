package io.keywright.server.openapi;

import io.keywright.model.WireName;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;

/** Enum constants as the wire spells them. */
record WireNameSchemas(IndexView index, Components components) {

    void complete() {
        for (ClassInfo type : index.getAllKnownImplementations(WireName.class)) {
            Schema schema = components.getSchemas().get(type.simpleName());
            if (schema != null) {
                schema.setEnumeration(wireNames(type));
            }
        }
    }

    private static List<Object> wireNames(ClassInfo type) {
        try {
            WireName[] constants =
                    (WireName[]) Class.forName(type.name().toString()).getEnumConstants();
            return Arrays.stream(constants).<Object>map(WireName::wireName).toList();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("an indexed class that is not there", e);
        }
    }
}
