package io.keywright.server.listen;

import io.keywright.pki.CertificateAuthority;
import io.keywright.pki.Credential;
import io.keywright.pki.PemFiles;
import io.keywright.pki.issuing.SubjectNames;
import io.keywright.pki.issuing.Validity;
import io.keywright.server.harness.Authorities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/** The two files with a server's certificate and key. */
record OwnFiles(Path folder) {

    static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

    Path certificate() {
        return folder.resolve("server.pem");
    }

    Path key() {
        return folder.resolve("server-key.pem");
    }

    void write(Credential credential, X509Certificate... more) throws IOException {
        StringBuilder pem = new StringBuilder(Authorities.pem(credential.certificate()));
        for (X509Certificate each : more) {
            pem.append(Authorities.pem(each));
        }
        write(pem.toString(), credential);
    }

    void write(String pem, Credential credential) throws IOException {
        Files.writeString(certificate(), pem);
        PemFiles.writePrivateKey(key(), credential.privateKey());
    }

    /** A certificate of {@code authority} that was issued a day ago and is valid until {@code end}. */
    static Credential issued(CertificateAuthority authority, Instant end) {
        return authority.issueServer(
                "localhost", SubjectNames.ofLoopback(), new Validity(NOW.minus(Duration.ofDays(1)), end));
    }
}
