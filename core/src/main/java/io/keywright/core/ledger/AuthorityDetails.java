package io.keywright.core.ledger;

import io.keywright.core.change.AuthorityChange;
import io.keywright.core.row.RulesJson;
import io.keywright.ledger.digest.Sha256;
import io.keywright.model.Authority;
import io.keywright.model.IssuedCertificate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What evidence says of authorities, and of what they issue and revoke. */
final class AuthorityDetails {

    private AuthorityDetails() {}

    static Map<String, @Nullable Object> of(AuthorityChange change) {
        return switch (change) {
            case AuthorityChange.Created created -> of(created);
            case AuthorityChange.Changed changed -> of(changed.authority());
            case AuthorityChange.CertificateIssued issued -> issued(issued.certificate());
            case AuthorityChange.CertificateRevoked revoked -> revoked(revoked);
            case AuthorityChange.RevocationListSigned signed -> list(signed);
        };
    }

    private static Map<String, @Nullable Object> of(AuthorityChange.Created created) {
        Map<String, @Nullable Object> details = KeyDetails.of(created.key().metadata());
        details.putAll(of(created.authority()));
        created.issued().ifPresent(issued -> details.putAll(named(issued)));
        return details;
    }

    private static Map<String, @Nullable Object> of(Authority authority) {
        Map<String, @Nullable Object> details = Details.members(
                "authority_id",
                authority.authorityId().toString(),
                "name",
                authority.name(),
                "key_id",
                authority.keyId().toString(),
                "rules",
                RulesJson.members(authority.rules()),
                "version",
                authority.version());
        if (authority.parentId() != null) {
            details.put("parent_id", authority.parentId().toString());
        }
        authority.certificate().ifPresent(it -> details.put("authority_certificate", Details.base64(it)));
        return details;
    }

    static Map<String, @Nullable Object> issued(IssuedCertificate issued) {
        Map<String, @Nullable Object> details = named(issued);
        details.put("authority_id", issued.authorityId().toString());
        details.put("module", issued.module());
        details.put("not_before", Details.time(issued.notBefore()));
        details.put("not_after", Details.time(issued.notAfter()));
        if (issued.renewedFrom() != null) {
            details.put("renewed_from", issued.renewedFrom().toString());
        }
        return details;
    }

    private static Map<String, @Nullable Object> revoked(AuthorityChange.CertificateRevoked revoked) {
        Map<String, @Nullable Object> details = named(revoked.certificate());
        details.put("authority_id", revoked.certificate().authorityId().toString());
        details.put("revocation_reason", revoked.revocation().reason().wireName());
        details.put("revoked_at", Details.time(revoked.revocation().at()));
        return details;
    }

    private static Map<String, @Nullable Object> list(AuthorityChange.RevocationListSigned signed) {
        return Details.members(
                "authority_id", signed.authorityId().toString(),
                "list_number", signed.list().number(),
                "list_sha256", Sha256.hex(signed.list().list()),
                "next_update", Details.time(signed.list().nextUpdate()));
    }

    private static Map<String, @Nullable Object> named(IssuedCertificate certificate) {
        return Details.members(
                "certificate_id", certificate.certificateId().toString(),
                "serial", certificate.serial().toString(16),
                "certificate_sha256", Sha256.hex(certificate.certificate()));
    }
}
