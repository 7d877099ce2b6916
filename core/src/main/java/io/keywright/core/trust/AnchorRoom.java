package io.keywright.core.trust;

import io.keywright.model.KeywrightException;
import io.keywright.model.TrustAnchor;
import io.keywright.model.pem.PemCertificates;
import io.keywright.model.pem.PemException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/** Whether a scope may have more anchors. */
final class AnchorRoom {

    /** Of a scope, and of all together: each is held in memory. Public programs have some 150 roots. */
    static final int MOST = 500;

    /** Each is tried for a client whose certificate names that issuer, and only the first few ways are. */
    private static final int MOST_OF_A_NAME = 20;

    private AnchorRoom() {}

    /**
     * Passes if {@code wanted} may stand beside {@code present}.
     *
     * @throws KeywrightException INVALID_REQUEST if one of them does already, or they would be too many
     */
    static void check(List<TrustAnchor> present, List<TrustAnchor> wanted) {
        for (TrustAnchor anchor : wanted) {
            present.stream()
                    .filter(it -> Arrays.equals(it.certificate(), anchor.certificate()))
                    .findFirst()
                    .ifPresent(it -> {
                        throw AnchorRefusals.there(it.anchorId());
                    });
        }
        if (present.size() + wanted.size() > MOST) {
            throw AnchorRefusals.tooMany(MOST);
        }
        checkNames(present, wanted);
    }

    private static void checkNames(List<TrustAnchor> present, List<TrustAnchor> wanted) {
        Map<X500Principal, Long> namesakes = Stream.concat(present.stream(), wanted.stream())
                .map(AnchorRoom::subject)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        wanted.stream()
                .map(AnchorRoom::subject)
                .filter(name -> namesakes.getOrDefault(name, 0L) > MOST_OF_A_NAME)
                .findFirst()
                .ifPresent(name -> {
                    throw AnchorRefusals.tooManyOfName(name.getName(), MOST_OF_A_NAME);
                });
    }

    private static X500Principal subject(TrustAnchor anchor) {
        try {
            return PemCertificates.one(anchor.certificate()).getSubjectX500Principal();
        } catch (PemException e) {
            throw new IllegalStateException("the certificate of anchor " + anchor.anchorId() + " cannot be read", e);
        }
    }
}
