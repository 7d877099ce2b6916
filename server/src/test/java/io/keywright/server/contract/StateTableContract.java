package io.keywright.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywright.server.contract.KeysInStates.Subject;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell of the table of states and operations. */
abstract class StateTableContract {

    private final Kms kms;
    private final KeysInStates keys;

    StateTableContract(Installation server) {
        this.kms = server.asNewTenant();
        this.keys = new KeysInStates(kms);
    }

    /** The table: a line for each state, in it {@code yes}, {@code inactive} or {@code revoked} for each operation. */
    abstract String table();

    List<Arguments> cells() {
        List<Arguments> cells = new ArrayList<>();
        table().lines().forEach(line -> {
            String[] row = line.trim().split(" +", -1);
            for (int i = 1; i < row.length; i++) {
                cells.add(Arguments.of(row[0], KeysInStates.OPERATIONS.get(i - 1), row[i]));
            }
        });
        assertThat(cells).hasSize(KeysInStates.STATES.size() * KeysInStates.OPERATIONS.size());
        return cells;
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @MethodSource("cells")
    void everyStateAllowsWhatTheTableSays(String state, String operation, String expected) {
        Subject key = keys.key(state, operation);
        Reply reply = attempt(operation, key);

        switch (expected) {
            case "yes" -> check(operation, reply.expect(200));
            case "inactive" -> checkRefusal(reply, "KEY_INACTIVE", state, key);
            case "revoked" -> checkRefusal(reply, "KEY_REVOKED", state, key);
            default -> throw new IllegalArgumentException(expected);
        }
    }

    private Reply attempt(String operation, Subject key) {
        return switch (operation) {
            case "sign" -> kms.sign(key.keyId(), KeysInStates.DATA);
            case "verify" -> kms.verify(key.keyId(), KeysInStates.DATA, key.made());
            case "encrypt" -> kms.encrypt(key.keyId(), KeysInStates.DATA);
            case "decrypt" -> kms.decrypt(key.keyId(), key.made(), key.iv());
            case "rotate" -> kms.rotate(key.keyId());
            case "revoke" -> kms.revoke(key.keyId());
            default -> throw new IllegalArgumentException(operation);
        };
    }

    private static void check(String operation, Reply reply) {
        switch (operation) {
            case "verify" ->
                assertThat(reply.json().path("valid").booleanValue()).isTrue();
            case "decrypt" -> assertThat(reply.bytes("plaintext")).isEqualTo(KeysInStates.DATA);
            default -> assertThat(reply.text("receipt_id")).isNotEmpty();
        }
    }

    private void checkRefusal(Reply reply, String code, String state, Subject key) {
        String wireState = state.replace("rotated_", "");
        JsonNode details = Refusal.of(reply, 409, code);
        assertThat(details.path("key_state").asText()).isEqualTo(wireState);
        if (key.successor() == null) {
            assertThat(details.has("successor")).isFalse();
        } else {
            assertThat(details.path("successor").asText()).isEqualTo(key.successor());
        }
        assertThat(kms.get("/keys/" + key.keyId()).text("key_state")).isEqualTo(wireState);
    }
}
