package io.keywright.server.wiring;

import io.keywright.core.journal.StoreException;
import io.keywright.core.trust.TrustAnchorStore;
import io.keywright.server.config.KeywrightConfig.Tls;
import io.keywright.server.config.Misconfigured;
import io.keywright.server.config.PemFile;
import io.keywright.server.identity.trust.CrlFiles;
import io.keywright.server.identity.trust.RevocationLists.WhenStale;
import io.keywright.server.identity.trust.TrustSource;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;

/** The files that say whose client certificates are accepted; what is wrong with them was told before the start. */
final class TrustFiles {

    private TrustFiles() {}

    static TrustSource open(Tls tls, TrustAnchorStore store) throws StoreException {
        CrlFiles lists = new CrlFiles(
                tls.clientCrl().orElse(List.of()),
                WhenStale.valueOf(tls.clientCrlStale().name()));
        try {
            TrustSource source = new TrustSource(Set.copyOf(new PemFile(tls.clientCa()).certificates()), store, lists);
            source.follow();
            return source;
        } catch (IOException | GeneralSecurityException e) {
            throw new Misconfigured(List.of("keywright.tls: " + e.getMessage()));
        }
    }
}
