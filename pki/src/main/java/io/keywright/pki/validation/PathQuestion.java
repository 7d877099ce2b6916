package io.keywright.pki.validation;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be judged.
 *
 * @param certificate the one in question
 * @param others may help on the way, in any order
 * @param authorities are trusted
 * @param lists that are known, complete, delta or indirect
 * @param name that the certificate must have; empty if any will do
 */
public record PathQuestion(
        X509Certificate certificate,
        List<X509Certificate> others,
        Set<TrustedAuthority> authorities,
        List<RevocationList> lists,
        RevocationRule revocation,
        Purpose purpose,
        Optional<PeerName> name,
        Instant time) {

    public PathQuestion {
        others = List.copyOf(others);
        authorities = Set.copyOf(authorities);
        lists = List.copyOf(lists);
    }
}
