package io.keywright.server.rest.certificates;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.keywright.core.acme.AcmeCredentials.Created;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.ledger.Recorded;
import io.keywright.model.acme.AcmeCredential;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is told of credentials of ACME clients. */
final class AcmeCredentialAnswers {

    private AcmeCredentialAnswers() {}

    /** A credential. Its id is what ACME clients call the key identifier. */
    @Schema(name = "AcmeCredential")
    record AcmeCredentialBody(
            UUID credentialId,
            UUID authorityId,
            String module,
            Instant createdAt,
            @Nullable Instant revokedAt) {

        static AcmeCredentialBody of(AcmeCredential credential) {
            return new AcmeCredentialBody(
                    credential.credentialId(),
                    credential.authorityId(),
                    credential.module(),
                    credential.createdAt(),
                    credential.revokedAt().orElse(null));
        }
    }

    /**
     * A credential that was just made.
     *
     * @param hmacKey its MAC key in Base64url, which nobody is shown again
     */
    record AcmeCredentialCreatedAnswer(@JsonUnwrapped AcmeCredentialBody credential, String hmacKey, UUID receiptId) {

        static AcmeCredentialCreatedAnswer of(Recorded<Created> recorded) {
            return new AcmeCredentialCreatedAnswer(
                    AcmeCredentialBody.of(recorded.value().credential()),
                    shown(recorded.value().secret()),
                    recorded.receiptId());
        }

        private static String shown(SecretBytes secret) {
            try (secret) {
                return secret.expose(
                        bytes -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
            }
        }
    }

    record AcmeCredentialAnswer(@JsonUnwrapped AcmeCredentialBody credential, UUID receiptId) {

        static AcmeCredentialAnswer of(Recorded<AcmeCredential> recorded) {
            return new AcmeCredentialAnswer(AcmeCredentialBody.of(recorded.value()), recorded.receiptId());
        }
    }

    record AcmeCredentialListAnswer(List<AcmeCredentialBody> credentials) {

        static AcmeCredentialListAnswer of(List<AcmeCredential> credentials) {
            return new AcmeCredentialListAnswer(
                    credentials.stream().map(AcmeCredentialBody::of).toList());
        }
    }
}
