package io.keywright.server.contract;

import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Served;

/** The stricter mode: a key that is not active does nothing. */
@Served(value = "keywright.keys.processing=active-only", alone = true)
class ActiveOnlyProcessingIT extends StateTableContract {

    ActiveOnlyProcessingIT(Installation server) {
        super(server);
    }

    @Override
    String table() {
        //                sign     verify   encrypt  decrypt  rotate   revoke
        return """
                active            yes      yes      yes      yes      yes      yes
                pending_rotation  inactive inactive inactive inactive inactive yes
                archived          inactive inactive inactive inactive inactive yes
                rotated_archived  inactive inactive inactive inactive inactive yes
                destroyed         revoked  revoked  revoked  revoked  revoked  revoked
                rotated_destroyed revoked  revoked  revoked  revoked  revoked  revoked
                """;
    }
}
