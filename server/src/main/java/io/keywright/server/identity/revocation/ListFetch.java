package io.keywright.server.identity.revocation;

import io.keywright.pki.validation.ListKind;
import io.keywright.pki.validation.RevocationList;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;

/** Fetches a list, and takes it only if it is what it should be: whoever is on the way, or serves it, can put anything in its place. */
record ListFetch(Documents documents, InstantSource clock) {

    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final int CRL_SIGN = 6;

    /**
     * The list at {@code point}.
     *
     * @param before what was fetched there the last time
     * @return {@code before} itself if nothing has changed
     * @throws IOException if there is none that may take its place, in words that go on after a colon
     */
    RevocationList complete(ListPoint point, Optional<RevocationList> before, Duration patience) throws IOException {
        RevocationList list = fetch(point.url(), point, before, patience);
        if (ListKind.isDelta(list.content())) {
            throw new IOException("it is a delta list");
        }
        return list;
    }

    /**
     * What has changed since the complete list of {@code point}.
     *
     * @param url where {@code complete}, or a certificate that it is about, says that this is
     */
    RevocationList delta(
            String url, ListPoint point, RevocationList complete, Optional<RevocationList> before, Duration patience)
            throws IOException {
        RevocationList list = fetch(url, point, before, patience);
        BigInteger base = list.base().orElseThrow(() -> new IOException("it is no delta list"));
        if (complete.number().filter(it -> it.compareTo(base) >= 0).isEmpty()) {
            throw new IOException("it goes on from another complete list");
        }
        return list;
    }

    private RevocationList fetch(String url, ListPoint point, Optional<RevocationList> before, Duration patience)
            throws IOException {
        byte[] content = documents.get(url, patience);
        Optional<RevocationList> unchanged = before.filter(it -> Arrays.equals(content, encoded(it)));
        RevocationList list = unchanged.isPresent()
                ? unchanged.get()
                : RevocationList.of(read(content)).of(point.issuer().getPublicKey(), point.url());
        requireGood(list, point);
        if (before.filter(list::isOlderThan).isPresent()) {
            throw new IOException("it is older than the one that is there");
        }
        return list;
    }

    private void requireGood(RevocationList list, ListPoint point) throws IOException {
        X509CRL content = list.content();
        boolean[] usage = point.issuer().getKeyUsage();
        Instant now = clock.instant();
        if (!content.getIssuerX500Principal().equals(point.issuer().getSubjectX500Principal())) {
            throw new IOException("it is another authority's");
        }
        if ((usage != null && !usage[CRL_SIGN])
                || !list.isSignedBy(point.issuer().getPublicKey())) {
            throw new IOException("the authority's key did not sign it, or may not");
        }
        if (ListKind.isIndirect(content)) {
            throw new IOException("it is an indirect list");
        }
        if (content.getThisUpdate().toInstant().isAfter(now.plus(SKEW))) {
            throw new IOException("it is from the future");
        }
        if (list.isOutOfDateAt(now)) {
            throw new IOException("it ended at " + list.end());
        }
    }

    static X509CRL read(byte[] content) throws IOException {
        ByteArrayInputStream rest = new ByteArrayInputStream(content);
        try {
            X509CRL list = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(rest);
            if (rest.available() == 0) {
                return list;
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IOException("it cannot be read", e);
        }
        throw new IOException("something follows behind it");
    }

    private static byte[] encoded(RevocationList list) {
        try {
            return list.content().getEncoded();
        } catch (GeneralSecurityException e) {
            return new byte[0];
        }
    }
}
