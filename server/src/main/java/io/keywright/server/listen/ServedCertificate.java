package io.keywright.server.listen;

import io.keywright.model.pem.PemFile;
import io.keywright.server.observability.Remarks;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The certificate that the service shows, as it is in the files: one that was renewed is shown to the next connection. Files that
 * cannot be used change nothing, and a remark says so, as it does when the end is near. Thread-safe.
 */
public final class ServedCertificate extends X509ExtendedKeyManager {

    private static final Logger LOG = Logger.getLogger(ServedCertificate.class);
    private static final String SUBJECT = "keywright.tls.certificate";
    private static final Duration NEAR = Duration.ofDays(14);
    /** Certificates of hours or days are renewed late in their lives, too. */
    private static final int NEAR_PART = 5;

    /**
     * What is shown, by the name that TLS knows it by while it shakes hands.
     *
     * @param before what was shown until then, for handshakes that have begun
     */
    private record Shown(
            String alias,
            ServerCredential credential,
            @Nullable ServerCredential before) {}

    private record Content(byte[] certificate, byte[] key) {

        boolean is(Content other) {
            return Arrays.equals(certificate, other.certificate) && Arrays.equals(key, other.key);
        }
    }

    private final Path certificate;
    private final Path key;
    private final InstantSource clock;
    private final Remarks remarks;
    private volatile Shown shown;
    private Content seen;

    /**
     * Reads both files.
     *
     * @throws IOException if they cannot be used
     */
    public ServedCertificate(Path certificate, Path key, InstantSource clock, Remarks remarks) throws IOException {
        this.certificate = certificate;
        this.key = key;
        this.clock = clock;
        this.remarks = remarks;
        this.seen = content();
        this.shown = new Shown("0", ServerCredential.read(certificate, key), null);
    }

    /** The certificate that is shown. */
    public X509Certificate own() {
        return shown.credential().own();
    }

    /** Until when it is valid. */
    public Instant end() {
        return own().getNotAfter().toInstant();
    }

    /** Shows what has changed in the files. To be called every few seconds; blocks. */
    public synchronized void follow() {
        try {
            Content now = content();
            if (!now.is(seen)) {
                show(ServerCredential.read(certificate, key));
                seen = now;
            }
            remarks.say(SUBJECT, nearEnd());
        } catch (IOException e) {
            remarks.say(SUBJECT, Optional.of(e.getMessage() + " The certificate shown before is shown on"));
        }
    }

    private void show(ServerCredential renewed) throws IOException {
        Optional<String> outOfTime = renewed.outOfTime(clock.instant());
        if (outOfTime.isPresent()) {
            throw new IOException(certificate + " " + outOfTime.get() + ".");
        }
        Shown now = shown;
        shown = new Shown(Integer.toString(Integer.parseInt(now.alias()) + 1), renewed, now.credential());
        LOG.infof("event=certificate_renewed until=%s", end());
    }

    private Content content() throws IOException {
        return new Content(new PemFile(certificate).content(), new PemFile(key).content());
    }

    private Optional<String> nearEnd() {
        X509Certificate own = own();
        Duration part = Duration.between(own.getNotBefore().toInstant(), end()).dividedBy(NEAR_PART);
        Instant near = end().minus(part.compareTo(NEAR) < 0 ? part : NEAR);
        return clock.instant().isBefore(near) ? Optional.empty() : Optional.of("the certificate ends at " + end());
    }

    private ServerCredential credential(String alias) {
        Shown now = shown;
        return now.before() == null || alias.equals(now.alias()) ? now.credential() : now.before();
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        Shown now = shown;
        String kind = now.credential().key().getAlgorithm();
        return keyType.equals(kind) || keyType.startsWith(kind + "_") ? now.alias() : null;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return chooseServerAlias(keyType, issuers, null);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        String alias = chooseServerAlias(keyType, issuers, null);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return credential(alias).chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return credential(alias).key();
    }

    /** This is for a server only. */
    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }
}
