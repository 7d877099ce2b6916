package io.keywright.server.identity.revocation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.core.file.OwnerOnly;
import io.keywright.model.file.DurableFile;
import io.keywright.model.pem.Pem;
import io.keywright.model.pem.PemBlock;
import io.keywright.model.pem.PemException;
import io.keywright.pki.validation.RevocationList;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Keeps what was fetched over a start, so that whoever was revoked before it is so at once. A file for each list, in PEM: behind the
 * address the certificate of the issuer, that of the authority that vouches for it, and the lists. Signatures are checked again.
 */
final class ListFolder {

    private static final Logger LOG = Logger.getLogger(ListFolder.class);
    private static final String SUFFIX = ".pem";
    private static final int CERTIFICATES = 2;

    private final Path folder;

    ListFolder(Path folder) {
        this.folder = folder;
    }

    void write(Followed followed) throws IOException {
        StringBuilder text = new StringBuilder(followed.point().url()).append('\n');
        try {
            text.append(Pem.write(PemBlock.certificate(followed.point().issuer().getEncoded())));
            text.append(Pem.write(PemBlock.certificate(followed.authority().getEncoded())));
            for (RevocationList list : followed.lists().toList()) {
                text.append(Pem.write(new PemBlock("X509 CRL", list.content().getEncoded())));
            }
            OwnerOnly.createFolders(folder);
            DurableFile.write(file(followed.point()), text.toString().getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    void delete(ListPoint point) {
        try {
            Files.deleteIfExists(file(point));
        } catch (IOException | GeneralSecurityException e) {
            LOG.warnf("event=revocation_list_not_kept %s cannot be deleted: %s", folder, e.getMessage());
        }
    }

    /** All that can be read; each is fetched anew at once. */
    List<Followed> read(Instant now) {
        List<Followed> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
                for (Path file : files) {
                    one(file, now).ifPresent(found::add);
                }
            } catch (IOException e) {
                LOG.warnf("event=revocation_list_not_kept %s cannot be read: %s", folder, e.getMessage());
            }
        }
        return found;
    }

    private static Optional<Followed> one(Path file, Instant now) {
        try {
            String text = Files.readString(file);
            List<PemBlock> blocks = Pem.blocks(text.getBytes(UTF_8));
            X509Certificate issuer = certificate(blocks.get(0));
            ListPoint point = new ListPoint(text.substring(0, text.indexOf('\n')), issuer);
            List<RevocationList> lists = new ArrayList<>();
            for (PemBlock block : blocks.subList(CERTIFICATES, blocks.size())) {
                RevocationList list =
                        RevocationList.of(ListFetch.read(block.content())).of(issuer.getPublicKey(), point.url());
                if (!list.isSignedBy(issuer.getPublicKey())) {
                    throw new IOException("a list that its issuer did not sign");
                }
                lists.add(list);
            }
            return Optional.of(new Followed(
                    point,
                    certificate(blocks.get(1)),
                    Optional.of(lists.get(0)),
                    lists.stream().skip(1).findFirst(),
                    now,
                    0));
        } catch (IOException | PemException | GeneralSecurityException | IndexOutOfBoundsException e) {
            LOG.warnf("event=revocation_list_not_kept %s cannot be read: %s", file, e.getMessage());
            return Optional.empty();
        }
    }

    private static X509Certificate certificate(PemBlock block) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(block.content()));
    }

    private Path file(ListPoint point) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(point.issuer().getEncoded());
        return folder.resolve(HexFormat.of().formatHex(digest.digest(point.url().getBytes(UTF_8))) + SUFFIX);
    }
}
