package io.keywright.core.evidence;

import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.Scope;
import io.keywright.model.WireName;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A scope as members of a small file, absent where there is none. */
final class ScopeMembers {

    private ScopeMembers() {}

    static void write(String prefix, @Nullable Scope scope, Properties file) {
        if (scope != null) {
            file.setProperty(prefix + "_tenant", scope.tenantId());
            file.setProperty(prefix + "_environment", scope.environment().wireName());
            file.setProperty(prefix + "_plane", scope.plane().wireName());
        }
    }

    /** @throws IllegalArgumentException if it is not what {@link #write} writes */
    static @Nullable Scope read(String prefix, Properties file) {
        String tenant = file.getProperty(prefix + "_tenant");
        return tenant == null
                ? null
                : new Scope(
                        tenant,
                        WireName.parse(Environment.class, ExportFile.text(file, prefix + "_environment")),
                        WireName.parse(Plane.class, ExportFile.text(file, prefix + "_plane")));
    }
}
