package io.keywright.cli.authorities.acme;

import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.Terminal;
import java.util.List;

/** What a person is shown of a credential. */
record AcmeCredentialCard(KmsAnswer credential) {

    List<String> row() {
        return List.of(credential.text("credential_id"), credential.text("module"), state());
    }

    private String state() {
        return credential.optionalText("revoked_at").map(at -> "revoked " + at).orElse("counts");
    }

    void print(Terminal terminal) {
        terminal.line(credential.text("credential_id"));
        terminal.fact("module", credential.text("module"));
        terminal.fact("state", state());
        credential.optionalText("hmac_key").ifPresent(key -> terminal.fact("hmac key", key));
        credential.optionalText("receipt_id").ifPresent(receipt -> terminal.fact("receipt", receipt));
    }
}
