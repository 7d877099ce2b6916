package io.keywright.core.authorization;

import io.keywright.model.Operation;
import io.keywright.model.Role;
import java.util.EnumSet;
import java.util.Set;

/** Which roles allow which operation; one of them is enough. The one place that knows. */
final class Permissions {

    private Permissions() {}

    static Set<Role> of(Operation operation) {
        return switch (operation) {
            case SIGN, VERIFY, ENCRYPT, DECRYPT -> EnumSet.of(Role.KEY_USER);
            case LIST_KEYS, GET_KEY, GET_POLICY ->
                EnumSet.of(Role.KEY_USER, Role.KEY_ADMIN, Role.APPROVER, Role.AUDITOR);
            case GENERATE, ROTATE, REVOKE, CHANGE_POLICY, CREATE_TENANT_ROOT -> EnumSet.of(Role.KEY_ADMIN);
            case UPDATE_TRUST_ANCHOR -> EnumSet.of(Role.KEY_ADMIN, Role.PLATFORM_ADMIN);
            case REQUEST_APPROVAL -> EnumSet.of(Role.KEY_USER, Role.KEY_ADMIN, Role.PLATFORM_ADMIN);
            case GRANT_APPROVAL, DENY_APPROVAL -> EnumSet.of(Role.APPROVER);
            case ARCHIVE -> EnumSet.noneOf(Role.class);
            case CREATE_SUBSCRIPTION, DELETE_SUBSCRIPTION, RESUME_SUBSCRIPTION -> EnumSet.of(Role.KEY_ADMIN);
            case REQUEST_EVIDENCE, EXPORT_EVIDENCE -> EnumSet.of(Role.AUDITOR);
            case BIND_ROLE, UNBIND_ROLE -> EnumSet.of(Role.PLATFORM_ADMIN);
        };
    }
}
