package io.keywright.pki;

import io.keywright.pki.issuing.SpiffeId;
import io.keywright.pki.issuing.Validity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The certificates with which a development server and its clients know each other, in {@code <data>/pki}. Real
 * certificates for real mutual TLS: what is tried in development is what runs in production.
 *
 * @param ca the authority that issued all others; clients trust its certificate
 * @param server for {@code localhost}, {@code 127.0.0.1} and {@code ::1}
 * @param demo tenant {@code demo}, environment {@code dev}, plane {@code tenant}, module {@code M21}
 * @param other tenant {@code other}, else as {@code demo}: to try that tenants cannot reach each other's keys
 * @param operator the platform's module {@code operator}, of no tenant
 */
public record DevelopmentPki(PemPair ca, PemPair server, PemPair demo, PemPair other, PemPair operator) {

    private static final Duration LIFE = Duration.ofDays(365);

    /** The trust domain of all SPIFFE ids that development makes. */
    public static final String TRUST_DOMAIN = "keywright.dev";

    /** Where the files of a data folder lie; reads and makes nothing. */
    public static DevelopmentPki in(Path dataDir) {
        Path folder = dataDir.resolve("pki");
        return new DevelopmentPki(
                PemPair.named(folder, "ca"),
                PemPair.named(folder, "server"),
                PemPair.named(folder, "demo"),
                PemPair.named(folder, "other"),
                PemPair.named(folder, "operator"));
    }

    /**
     * Makes what is missing, damaged or within 30 days of its end, and leaves everything else as it is. The authority
     * stays as long as it can; if it has to be made anew, so are all that it had issued. One process at a time may do
     * this in a data folder.
     *
     * @throws UncheckedIOException if a file cannot be read or written
     */
    public static DevelopmentPki ensure(Path dataDir) {
        DevelopmentPki pki = in(dataDir);
        new DevelopmentPkiSetup(pki, InstantSource.system()).run();
        return pki;
    }

    /**
     * Issues another client certificate and writes it, with its key, to {@code out.pem} and {@code out-key.pem}.
     *
     * @throws IOException if the authority cannot be read, or the files cannot be written
     * @throws GeneralSecurityException if the authority's files are damaged
     */
    public PemPair issue(SpiffeId id, Path out) throws IOException, GeneralSecurityException {
        CertificateAuthority authority = new CertificateAuthority(ca.read());
        PemPair pair = PemPair.named(
                Objects.requireNonNull(out.getParent()), out.getFileName().toString());
        pair.write(authority.issueClient("client", id, Validity.from(Instant.now(), LIFE)));
        return pair;
    }

    /** The folder in which all of them lie. */
    public Path folder() {
        return Objects.requireNonNull(ca.certificate().getParent());
    }

    List<PemPair> pairs() {
        return List.of(ca, server, demo, other, operator);
    }

    List<Path> files() {
        return pairs().stream()
                .flatMap(pair -> Stream.of(pair.certificate(), pair.privateKey()))
                .toList();
    }
}
