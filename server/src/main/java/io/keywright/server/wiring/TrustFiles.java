package io.keywright.server.wiring;

import io.keywright.core.authority.RevokedCertificates;
import io.keywright.core.journal.StoreException;
import io.keywright.pki.validation.RevocationRule;
import io.keywright.server.config.KeywrightConfig.Tls;
import io.keywright.server.config.Misconfigured;
import io.keywright.server.identity.revocation.FetchedLists;
import io.keywright.server.identity.trust.AuthorityFile;
import io.keywright.server.identity.trust.CrlFiles;
import io.keywright.server.identity.trust.TrustSource;
import io.keywright.server.observability.Remarks;
import io.keywright.store.Store;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The files that say whose client certificates are accepted; what is wrong with them was told before the start. */
final class TrustFiles {

    private TrustFiles() {}

    static TrustSource open(Tls tls, Store store, Optional<FetchedLists> fetched, InstantSource clock, Remarks remarks)
            throws StoreException {
        try {
            CrlFiles lists = CrlFiles.open(tls.clientCrl().orElse(List.of()), clock, remarks);
            TrustSource source = new TrustSource(
                    AuthorityFile.open(tls.clientCa(), remarks),
                    store.trustAnchors(),
                    lists,
                    fetched,
                    rule(tls),
                    new RevokedCertificates(store.certificates()),
                    clock,
                    remarks);
            source.follow();
            source.followRevocations();
            source.reload();
            return source;
        } catch (IOException e) {
            throw new Misconfigured(List.of("keywright.tls: " + e.getMessage()));
        }
    }

    private static RevocationRule rule(Tls tls) {
        return switch (tls.clientCrlStale()) {
            case REFUSE -> RevocationRule.BY_ISSUER;
            case WARN -> RevocationRule.IF_KNOWN;
        };
    }
}
