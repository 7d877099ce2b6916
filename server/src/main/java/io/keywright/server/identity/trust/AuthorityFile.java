package io.keywright.server.identity.trust;

import io.keywright.model.pem.PemFile;
import io.keywright.pki.validation.TrustedAuthority;
import io.keywright.server.observability.Remarks;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The file with the authorities of clients of the whole installation, which may be replaced while the service runs. Of one that
 * cannot be read any more, what was read before stays in force, and a remark says so. Not thread-safe.
 */
public final class AuthorityFile {

    private static final String SUBJECT = "keywright.tls.client-ca";

    private final Remarks remarks;
    private FollowedFile<Set<TrustedAuthority>> file;

    private AuthorityFile(FollowedFile<Set<TrustedAuthority>> file, Remarks remarks) {
        this.file = file;
        this.remarks = remarks;
    }

    /**
     * Reads the file.
     *
     * @throws IOException if it does not hold certificates that can be used
     */
    public static AuthorityFile open(Path path, Remarks remarks) throws IOException {
        return new AuthorityFile(FollowedFile.read(path, AuthorityFile::authorities), remarks);
    }

    /** Why a certificate does not belong into that file; empty if it does. */
    public static Optional<String> unfit(X509Certificate certificate, Path path) {
        return new TrustedAuthority(certificate)
                .fault()
                .map(fault -> path + " holds " + certificate.getSubjectX500Principal()
                        + ", which cannot vouch for clients: " + fault.clause() + ".");
    }

    private static Set<TrustedAuthority> authorities(PemFile file) throws IOException {
        List<X509Certificate> certificates = file.certificates();
        Optional<String> unfit = certificates.stream()
                .flatMap(certificate -> unfit(certificate, file.path()).stream())
                .findFirst();
        if (unfit.isPresent()) {
            throw new IOException(unfit.get());
        }
        return certificates.stream().map(TrustedAuthority::new).collect(Collectors.toUnmodifiableSet());
    }

    /** Who may vouch for everybody, as the file has it now, or had it when it could be read. */
    Set<TrustedAuthority> follow() {
        try {
            file = file.again();
            remarks.say(SUBJECT, Optional.empty());
        } catch (IOException e) {
            remarks.say(SUBJECT, Optional.of(e.getMessage() + " What it held before stays in force"));
        }
        return file.held();
    }
}
