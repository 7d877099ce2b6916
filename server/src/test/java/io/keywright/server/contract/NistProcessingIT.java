package io.keywright.server.contract;

import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Served;

/** The default: a deactivated key still processes what it protected. */
@Served(alone = true)
class NistProcessingIT extends StateTableContract {

    NistProcessingIT(Installation server) {
        super(server);
    }

    @Override
    String table() {
        //                sign     verify  encrypt  decrypt rotate   revoke
        return """
                active            yes      yes     yes      yes     yes      yes
                pending_rotation  inactive yes     inactive yes     inactive yes
                archived          inactive yes     inactive yes     inactive yes
                rotated_archived  inactive yes     inactive yes     inactive yes
                destroyed         revoked  revoked revoked  revoked revoked  revoked
                rotated_destroyed revoked  revoked revoked  revoked revoked  revoked
                """;
    }
}
