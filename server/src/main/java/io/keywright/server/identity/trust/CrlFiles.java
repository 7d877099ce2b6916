package io.keywright.server.identity.trust;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CRL;
import java.security.cert.CRLException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Certificate revocation lists in files, DER or PEM, which may be replaced while the service runs. */
public record CrlFiles(List<Path> files, RevocationLists.WhenStale whenStale) {

    private static final String DELTA = "2.5.29.27";
    private static final String ISSUING_DISTRIBUTION_POINT = "2.5.29.28";

    /** How that extension ends where indirectCRL is true (RFC 5280, section 5.2.5), without and with the member after. */
    private static final List<String> INDIRECT = List.of("8401ff", "8401ff8501ff");

    public CrlFiles {
        files = List.copyOf(files);
    }

    /**
     * The content of all files, one byte to a character, to be compared and parsed.
     *
     * @throws IOException if one cannot be read
     */
    public List<String> content() throws IOException {
        List<String> content = new ArrayList<>();
        for (Path file : files) {
            content.add(Files.readString(file, ISO_8859_1));
        }
        return content;
    }

    /**
     * The lists in {@code content}.
     *
     * @throws GeneralSecurityException if something else is in it, or nothing
     */
    public RevocationLists parse(List<String> content) throws GeneralSecurityException {
        List<X509CRL> lists = new ArrayList<>();
        for (String file : content) {
            List<? extends CRL> found = List.copyOf(CertificateFactory.getInstance("X.509")
                    .generateCRLs(new ByteArrayInputStream(file.getBytes(ISO_8859_1))));
            if (found.isEmpty()) {
                throw new GeneralSecurityException("a file without a certificate revocation list");
            }
            for (CRL list : found) {
                lists.add(complete((X509CRL) list));
            }
        }
        return new RevocationLists(lists, whenStale);
    }

    /** A list that holds for some authority by itself; others would be passed over in silence. */
    private static X509CRL complete(X509CRL list) throws CRLException {
        byte[] scope = list.getExtensionValue(ISSUING_DISTRIBUTION_POINT);
        String hex = scope == null ? "" : HexFormat.of().formatHex(scope);
        if (list.getExtensionValue(DELTA) != null || INDIRECT.stream().anyMatch(hex::endsWith)) {
            throw new CRLException("a delta or indirect list; give complete ones of the authorities themselves");
        }
        return list;
    }
}
