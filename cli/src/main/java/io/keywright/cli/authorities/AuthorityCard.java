package io.keywright.cli.authorities;

import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.Terminal;
import java.util.List;

/** What a person is shown of an authority. */
record AuthorityCard(KmsAnswer authority) {

    List<String> row() {
        return List.of(authority.text("authority_id"), authority.text("name"), state(), authority.text("key_id"));
    }

    private String state() {
        return authority.optionalText("certificate").isPresent() ? "issues" : "awaits its certificate";
    }

    void print(Terminal terminal) {
        terminal.line(authority.text("authority_id"));
        terminal.fact("name", authority.text("name"));
        terminal.fact("state", state());
        terminal.fact("key", authority.text("key_id"));
        authority.optionalText("parent_id").ifPresent(parent -> terminal.fact("signed by", parent));
        authority.optionalText("receipt_id").ifPresent(receipt -> terminal.fact("receipt", receipt));
        authority
                .optionalText("certificate")
                .or(() -> authority.optionalText("certificate_request"))
                .ifPresent(pem -> pem.lines().forEach(terminal::line));
    }
}
