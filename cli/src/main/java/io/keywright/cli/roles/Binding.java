package io.keywright.cli.roles;

import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.Terminal;
import java.util.List;

/** A role that somebody has, as the service tells of it. */
record Binding(KmsAnswer answer) {

    private static final String EVERYWHERE = "all";

    /** Of a line in a table: id, tenant, environment, plane, role, identity. */
    List<String> row() {
        return List.of(id(), tenant(), environment(), plane(), role(), identity());
    }

    void print(Terminal terminal) {
        terminal.line(id());
        terminal.fact("role", role());
        terminal.fact("identity", identity());
        terminal.fact("scope", "%s / %s / %s".formatted(tenant(), environment(), plane()));
        terminal.fact("since", answer.text("created_at"));
    }

    private String id() {
        return answer.text("binding_id");
    }

    private String role() {
        return answer.text("role");
    }

    private String identity() {
        return answer.text("identity");
    }

    private String tenant() {
        return answer.text("tenant_id");
    }

    private String environment() {
        return answer.optionalText("environment").orElse(EVERYWHERE);
    }

    private String plane() {
        return answer.optionalText("plane").orElse(EVERYWHERE);
    }
}
