package io.keywright.server.identity.revocation;

import io.keywright.core.network.Network;
import io.keywright.core.trust.Publications;
import io.keywright.core.work.Deadline;
import io.keywright.model.pem.PemCertificates;
import io.keywright.model.pem.PemException;
import io.keywright.pki.validation.AuthorityAccess;
import io.keywright.pki.validation.OcspAnswer;
import io.keywright.pki.validation.OcspQuery;
import io.keywright.pki.validation.RevocationList;
import io.keywright.server.observability.Remarks;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jboss.logging.Logger;

/**
 * Fetches what certificates name, if it is of a kind that is allowed. An address gets a few seconds, and of each certificate only the
 * first two addresses are tried.
 *
 * @param lists empty if none are fetched
 * @param responders whether OCSP responders are asked
 * @param issuers whether missing issuers are fetched
 */
public record FetchedPublications(
        Optional<FetchedLists> lists, boolean responders, boolean issuers, Documents documents)
        implements Publications {

    /**
     * What may be fetched.
     *
     * @param allowed networks that may be asked although they are not public
     * @param refresh after which time a list is fetched again at the latest
     * @param mostBytes how long a list may be
     */
    public record Terms(
            boolean lists,
            boolean responders,
            boolean issuers,
            List<Network> allowed,
            Duration refresh,
            int mostBytes) {}

    private static final Logger LOG = Logger.getLogger(FetchedPublications.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Answers of responders and certificates take a few thousand. */
    private static final int MOST_BYTES = 64 * 1024;

    private static final int MOST_ADDRESSES = 2;
    private static final int MOST_ISSUERS = 5;

    /**
     * Opens it, with the lists that were fetched before.
     *
     * @param folder where fetched lists are kept
     * @param tls trusts the authorities that vouch for addresses of HTTPS
     */
    public static FetchedPublications open(
            Terms terms, Path folder, SSLContext tls, InstantSource clock, Remarks remarks) {
        Documents lengthy = new GuardedDocuments(terms.allowed(), tls, terms.mostBytes());
        Documents documents = new GuardedDocuments(terms.allowed(), tls, MOST_BYTES);
        Optional<FetchedLists> lists = terms.lists()
                ? Optional.of(new FetchedLists(
                        lengthy, new ListFolder(folder), terms.refresh(), clock, new SecureRandom(), remarks))
                : Optional.empty();
        return new FetchedPublications(lists, terms.responders(), terms.issuers(), documents);
    }

    @Override
    public List<RevocationList> lists(List<X509Certificate> path, Deadline deadline) {
        return lists.map(it -> it.fetch(path, deadline)).orElse(List.of());
    }

    @Override
    public Optional<OcspAnswer> status(X509Certificate certificate, X509Certificate issuer, Deadline deadline) {
        return responders
                ? AuthorityAccess.responders(certificate).stream()
                        .limit(MOST_ADDRESSES)
                        .flatMap(url -> ask(url, certificate, issuer, deadline).stream())
                        .findFirst()
                : Optional.empty();
    }

    private Optional<OcspAnswer> ask(
            String url, X509Certificate certificate, X509Certificate issuer, Deadline deadline) {
        try {
            OcspQuery query = new OcspQuery(certificate, issuer);
            return Optional.of(
                    OcspAnswer.read(documents.post(url, OcspQuery.TYPE, query.encoded(), patience(deadline)), query));
        } catch (IOException e) {
            LOG.debugf("event=publication_not_fetched url=%s %s", url, e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public List<X509Certificate> issuers(X509Certificate certificate, Deadline deadline) {
        return issuers
                ? AuthorityAccess.issuers(certificate).stream()
                        .limit(MOST_ADDRESSES)
                        .flatMap(url -> read(url, deadline).stream())
                        .limit(MOST_ISSUERS)
                        .toList()
                : List.of();
    }

    private List<X509Certificate> read(String url, Deadline deadline) {
        try {
            return PemCertificates.inFile(documents.get(url, patience(deadline)));
        } catch (IOException | PemException e) {
            LOG.debugf("event=publication_not_fetched url=%s %s", url, e.getMessage());
            return List.of();
        }
    }

    static Duration patience(Deadline deadline) {
        Duration left = deadline.left();
        return left.compareTo(PATIENCE) < 0 ? left : PATIENCE;
    }
}
