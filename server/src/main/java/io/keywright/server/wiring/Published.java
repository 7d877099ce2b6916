package io.keywright.server.wiring;

import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.TrustConfig.Publication;
import io.keywright.server.config.TrustRulesReader;
import io.keywright.server.identity.revocation.FetchedPublications;
import io.keywright.server.observability.Remarks;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;

/** What is fetched from addresses in certificates, as it is configured. */
final class Published {

    private static final String FOLDER = "revocation";

    private Published() {}

    static FetchedPublications open(KeywrightConfig config, InstantSource clock, Remarks remarks) {
        Set<Publication> fetched = EnumSet.noneOf(Publication.class);
        fetched.addAll(config.trust().fetch().orElse(List.of()));
        try {
            return FetchedPublications.open(
                    new FetchedPublications.Terms(
                            fetched.contains(Publication.CRL),
                            fetched.contains(Publication.OCSP),
                            fetched.contains(Publication.ISSUERS),
                            TrustRulesReader.allowedNetworks(config.trust()),
                            config.trust().refresh(),
                            Math.toIntExact(config.trust().maxList().asLongValue())),
                    config.data().resolve(FOLDER),
                    SSLContext.getDefault(),
                    clock,
                    remarks);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK knows whom it trusts", e);
        }
    }
}
