package io.keywright.cli.certificates;

import io.keywright.model.CanonicalUuid;
import io.keywright.verifier.terminal.CommandFailed;

/** Where a certificate is at the service. */
final class CertificatePath {

    private CertificatePath() {}

    /** @throws CommandFailed if {@code certificate} is no id */
    static String of(String certificate) {
        try {
            return "certificates/" + CanonicalUuid.parse(certificate);
        } catch (IllegalArgumentException e) {
            throw CommandFailed.badInput("CERTIFICATE " + e.getMessage() + ".");
        }
    }
}
