package io.keywright.server.identity.revocation;

import io.keywright.pki.validation.DistributionPoints;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an authority publishes a list of certificates that it has revoked.
 *
 * @param url of HTTP
 * @param issuer of the list, and of the certificates in it
 */
record ListPoint(String url, X509Certificate issuer) {

    /** Those that the certificates of a valid path name, each for the one above it. */
    static List<ListPoint> on(List<X509Certificate> path) {
        List<ListPoint> points = new ArrayList<>();
        for (int i = 0; i < path.size() - 1; i++) {
            X509Certificate issuer = path.get(i + 1);
            DistributionPoints.addresses(path.get(i)).forEach(url -> points.add(new ListPoint(url, issuer)));
        }
        return List.copyOf(points);
    }
}
