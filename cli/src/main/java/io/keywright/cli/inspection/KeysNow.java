package io.keywright.cli.inspection;

import io.keywright.cli.kms.Connection;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.cli.kms.KmsRefusal;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How keys stand at a service: each is asked for once. */
final class KeysNow {

    private static final List<String> MEMBERS =
            List.of("tenant_id", "key_alias", "rotation_count", "key_state", "rotated_to");
    private static final Map<String, Object> UNKNOWN = Map.of("key_state", "unknown");

    private KeysNow() {}

    /** What the service says of each; a key of another scope is as unknown as one that does not exist. */
    static Map<String, Map<String, Object>> ask(Connection connection, Collection<String> keyIds) {
        return connection.call(client -> {
            Map<String, Map<String, Object>> known = new HashMap<>();
            for (String keyId : keyIds) {
                known.put(keyId, ask(client, keyId));
            }
            return known;
        });
    }

    private static Map<String, Object> ask(KmsClient client, String keyId) throws IOException, InterruptedException {
        try {
            KmsAnswer key = client.get("keys/" + keyId);
            Map<String, Object> said = new LinkedHashMap<>(key.members());
            said.keySet().retainAll(MEMBERS);
            return said;
        } catch (KmsRefusal refusal) {
            if (refusal.code().equals("KEY_NOT_FOUND")) {
                return UNKNOWN;
            }
            throw refusal;
        }
    }
}
