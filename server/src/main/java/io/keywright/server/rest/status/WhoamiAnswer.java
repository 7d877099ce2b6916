package io.keywright.server.rest.status;

import io.keywright.model.Caller;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.Role;
import io.keywright.model.Scope;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The caller, as this service sees it. */
@Schema(name = "Identity")
public record WhoamiAnswer(
        String subject,
        @Nullable String tenantId,
        @Nullable Environment environment,
        @Nullable Plane plane,
        String module,
        @Nullable String person,
        Set<Role> roles) {

    static WhoamiAnswer of(Caller caller, Set<Role> roles) {
        Scope scope = caller.scope();
        return scope == null
                ? new WhoamiAnswer(caller.subject(), null, null, null, caller.module(), caller.person(), roles)
                : new WhoamiAnswer(
                        caller.subject(),
                        scope.tenantId(),
                        scope.environment(),
                        scope.plane(),
                        caller.module(),
                        caller.person(),
                        roles);
    }
}
