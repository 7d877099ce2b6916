package io.keywright.server.rest.certificates;

import io.keywright.core.ledger.Recorded;
import io.keywright.model.Authority;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemBlock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is told of authorities. */
final class AuthorityAnswers {

    private AuthorityAnswers() {}

    /**
     * An authority.
     *
     * @param certificateRequest what somebody outside makes its certificate of
     * @param receiptId of the change that made or changed it
     */
    record AuthorityAnswer(
            UUID authorityId,
            String name,
            String tenantId,
            Environment environment,
            Plane plane,
            UUID keyId,
            @Nullable UUID parentId,
            @Nullable String certificateRequest,
            @Nullable String certificate,
            String chain,
            IssuingRulesBody rules,
            int version,
            Instant createdAt,
            @Nullable UUID receiptId) {

        static AuthorityAnswer of(Recorded<Authority> changed) {
            return of(changed.value(), changed.receiptId());
        }

        static AuthorityAnswer of(Authority authority) {
            return of(authority, null);
        }

        private static AuthorityAnswer of(Authority authority, @Nullable UUID receiptId) {
            return new AuthorityAnswer(
                    authority.authorityId(),
                    authority.name(),
                    authority.scope().tenantId(),
                    authority.scope().environment(),
                    authority.scope().plane(),
                    authority.keyId(),
                    authority.parentId(),
                    authority
                            .request()
                            .map(der -> Pem.write(new PemBlock("CERTIFICATE REQUEST", der)))
                            .orElse(null),
                    authority.certificate().map(AuthorityAnswers::pem).orElse(null),
                    pem(authority.chain()),
                    IssuingRulesBody.of(authority.rules()),
                    authority.version(),
                    authority.createdAt(),
                    receiptId);
        }
    }

    record AuthorityListAnswer(List<AuthorityAnswer> authorities) {
        static AuthorityListAnswer of(List<Authority> authorities) {
            return new AuthorityListAnswer(
                    authorities.stream().map(AuthorityAnswer::of).toList());
        }
    }

    static String pem(byte[] certificate) {
        return Pem.write(PemBlock.certificate(certificate));
    }

    /** The certificates one after another. */
    static String pem(List<byte[]> certificates) {
        return certificates.stream().map(AuthorityAnswers::pem).collect(Collectors.joining());
    }
}
