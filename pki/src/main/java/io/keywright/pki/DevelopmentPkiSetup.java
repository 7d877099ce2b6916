package io.keywright.pki;

import io.keywright.model.file.DurableFile;
import io.keywright.pki.issuing.SpiffeId;
import io.keywright.pki.issuing.SubjectNames;
import io.keywright.pki.issuing.Validity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/** Brings the files of a {@link DevelopmentPki} into order. */
final class DevelopmentPkiSetup {

    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
    private static final Duration LEAF_LIFE = Duration.ofDays(365);
    private static final Duration RENEWAL_BEFORE_END = Duration.ofDays(30);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final DevelopmentPki pki;
    private final Instant now;

    DevelopmentPkiSetup(DevelopmentPki pki, InstantSource clock) {
        this.pki = pki;
        this.now = clock.instant();
    }

    void run() {
        try {
            openFolder();
            CheckedMark mark = new CheckedMark(pki.folder().resolve(".checked"), pki.files());
            if (!mark.holds(now)) {
                mark.set(ensureAll().minus(RENEWAL_BEFORE_END));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot set up the development certificates in " + pki.folder(), e);
        }
    }

    /** Answers when the first of the certificates ends. */
    private Instant ensureAll() throws IOException {
        CertificateAuthority ca = authority();
        SpiffeId operator = SpiffeId.ofPlatform(DevelopmentPki.TRUST_DOMAIN, "operator");
        return Stream.of(
                        ca.certificate(),
                        ensureServer(ca),
                        ensureClient(ca, pki.demo(), tenantModule("demo"), "CN=M21,O=demo"),
                        ensureClient(ca, pki.other(), tenantModule("other"), "CN=M21,O=other"),
                        ensureClient(ca, pki.operator(), operator, "CN=operator"))
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private void openFolder() throws IOException {
        Path folder = pki.folder();
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        if (!Files.getPosixFilePermissions(folder).equals(OWNER_ONLY)) {
            Files.setPosixFilePermissions(folder, OWNER_ONLY);
        }
        DurableFile.removeUnfinished(folder);
        for (PemPair pair : pki.pairs()) {
            pair.protect();
        }
    }

    private CertificateAuthority authority() throws IOException {
        Optional<Credential> kept = pki.ca()
                .readIfIntact()
                .filter(it -> CertificateAuthority.isAuthority(it.certificate()))
                .filter(it -> lasts(it.certificate()));
        if (kept.isPresent()) {
            return new CertificateAuthority(kept.get());
        }
        CertificateAuthority made =
                CertificateAuthority.create("Keywright development CA", Validity.from(now, AUTHORITY_LIFE));
        pki.ca().write(made.credential());
        return made;
    }

    private X509Certificate ensureServer(CertificateAuthority ca) throws IOException {
        return ensure(
                ca, pki.server(), SubjectNames.ofLoopback(), (names, life) -> ca.issueServer("localhost", names, life));
    }

    private X509Certificate ensureClient(CertificateAuthority ca, PemPair files, SpiffeId id, String subject)
            throws IOException {
        X500Principal principal = new X500Principal(subject);
        return ensure(ca, files, SubjectNames.of(id), (names, life) -> ca.issueClient(principal, names, life));
    }

    private X509Certificate ensure(
            CertificateAuthority ca,
            PemPair files,
            SubjectNames names,
            BiFunction<SubjectNames, Validity, Credential> issue)
            throws IOException {
        Optional<Credential> kept = files.readIfIntact()
                .filter(it -> ca.issued(it.certificate()))
                .filter(it -> lasts(it.certificate()))
                .filter(it -> names.areThoseOf(it.certificate()));
        if (kept.isPresent()) {
            return kept.get().certificate();
        }
        Validity life = Validity.from(now, LEAF_LIFE)
                .endingBy(ca.certificate().getNotAfter().toInstant());
        Credential issued = issue.apply(names, life);
        files.write(issued);
        return issued.certificate();
    }

    private boolean lasts(X509Certificate certificate) {
        return !certificate.getNotBefore().toInstant().isAfter(now)
                && certificate.getNotAfter().toInstant().isAfter(now.plus(RENEWAL_BEFORE_END));
    }

    private static SpiffeId tenantModule(String tenant) {
        return SpiffeId.ofTenant(DevelopmentPki.TRUST_DOMAIN, tenant, "dev", "tenant", "M21");
    }
}
