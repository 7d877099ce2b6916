package io.keywright.cli.trust;

import io.keywright.cli.kms.KmsAnswer;
import io.keywright.model.pem.PemCertificates;
import io.keywright.model.pem.PemException;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Terminal;
import java.security.cert.X509Certificate;
import java.util.List;

/** A trust anchor, as the service tells of it. */
record Anchor(KmsAnswer answer) {

    /** Of a line in a table: id, type, planes, until when, whose. */
    List<String> row() {
        return List.of(id(), answer.text("anchor_type"), planes(), end(), subject());
    }

    void print(Terminal terminal) {
        X509Certificate certificate = certificate();
        terminal.line(id());
        terminal.fact("subject", subject());
        terminal.fact("type", answer.text("anchor_type"));
        terminal.fact("version", Long.toString(answer.number("version")));
        terminal.fact(
                "scope",
                "%s / %s / %s".formatted(answer.text("tenant_id"), answer.text("environment"), answer.text("plane")));
        terminal.fact("handed out in", planes());
        terminal.fact("valid until", certificate.getNotAfter().toInstant().toString());
        answer.optionalText("trusted_until").ifPresent(end -> terminal.fact("trusted until", end));
        answer.optionalText("replaces").ifPresent(id -> terminal.fact("replaces", id));
        terminal.fact("since", answer.text("created_at"));
    }

    String id() {
        return answer.text("trust_anchor_id");
    }

    private String planes() {
        List<String> planes = answer.texts("planes");
        return planes.isEmpty() ? "none" : String.join(",", planes);
    }

    private String end() {
        return Boolean.TRUE.equals(answer.members().get("retired"))
                ? "retired"
                : answer.optionalText("trusted_until").orElse("");
    }

    private String subject() {
        return certificate().getSubjectX500Principal().getName();
    }

    private X509Certificate certificate() {
        try {
            return PemCertificates.one(answer.text("certificate"));
        } catch (PemException e) {
            throw CommandFailed.because("The service's answer %s.".formatted(e.getMessage()));
        }
    }
}
