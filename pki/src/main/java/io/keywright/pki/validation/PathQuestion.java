package io.keywright.pki.validation;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is to be judged.
 *
 * @param certificate the one in question
 * @param others may help on the way, in any order
 * @param authorities are trusted
 * @param lists that are known, complete, delta or indirect
 * @param answers of responders
 * @param register what authorities say themselves
 * @param name that the certificate must have; empty if any will do
 */
public record PathQuestion(
        X509Certificate certificate,
        List<X509Certificate> others,
        Set<TrustedAuthority> authorities,
        List<RevocationList> lists,
        List<OcspAnswer> answers,
        RevocationRegister register,
        RevocationRule revocation,
        Purpose purpose,
        Optional<PeerName> name,
        Instant time) {

    public PathQuestion {
        others = List.copyOf(others);
        authorities = Set.copyOf(authorities);
        lists = List.copyOf(lists);
        answers = List.copyOf(answers);
    }

    /** One that no responder and no authority was asked about. */
    public PathQuestion(
            X509Certificate certificate,
            List<X509Certificate> others,
            Set<TrustedAuthority> authorities,
            List<RevocationList> lists,
            RevocationRule revocation,
            Purpose purpose,
            Optional<PeerName> name,
            Instant time) {
        this(
                certificate,
                others,
                authorities,
                lists,
                List.of(),
                RevocationRegister.NONE,
                revocation,
                purpose,
                name,
                time);
    }

    /** The same with more certificates that may help. */
    public PathQuestion with(List<X509Certificate> more) {
        return new PathQuestion(
                certificate,
                both(others, more),
                authorities,
                lists,
                answers,
                register,
                revocation,
                purpose,
                name,
                time);
    }

    /** The same, for which {@code asked} is asked, too. */
    public PathQuestion with(RevocationRegister asked) {
        return new PathQuestion(
                certificate, others, authorities, lists, answers, asked, revocation, purpose, name, time);
    }

    /** The same, knowing more of revocation. */
    public PathQuestion with(List<RevocationList> moreLists, List<OcspAnswer> moreAnswers) {
        return new PathQuestion(
                certificate,
                others,
                authorities,
                both(lists, moreLists),
                both(answers, moreAnswers),
                register,
                revocation,
                purpose,
                name,
                time);
    }

    private static <T> List<T> both(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).distinct().toList();
    }
}
