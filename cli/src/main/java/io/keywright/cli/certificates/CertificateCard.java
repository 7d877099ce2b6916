package io.keywright.cli.certificates;

import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.Terminal;
import java.util.List;

/** What a person is shown of a certificate. */
record CertificateCard(KmsAnswer certificate) {

    private static final String NONE = "-";

    List<String> row() {
        return List.of(
                certificate.text("certificate_id"),
                certificate.optionalText("module").orElse(NONE),
                certificate.text("not_after"),
                certificate.optionalText("revoked_at").orElse(NONE));
    }

    void print(Terminal terminal) {
        terminal.line(certificate.text("certificate_id"));
        certificate.optionalText("module").ifPresent(module -> terminal.fact("module", module));
        terminal.fact("serial number", certificate.text("serial_number"));
        terminal.fact("until", certificate.text("not_after"));
        certificate.optionalText("renewed_from").ifPresent(before -> terminal.fact("renewed from", before));
        certificate.optionalText("revoked_at").ifPresent(time -> terminal.fact("revoked", time));
        certificate.optionalText("revocation_reason").ifPresent(why -> terminal.fact("because of", why));
        certificate.optionalText("receipt_id").ifPresent(receipt -> terminal.fact("receipt", receipt));
    }
}
