package io.keywright.pki.truststore;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;

/**
 * Trusted certificates in Java's own old form, version 2, for what reads no other. The JDK writes the time of writing into it,
 * so that it would be another file each time; this one is the same for the same certificates.
 */
public final class JksFile {

    /** What everybody calls the password of a trust store, which guards nothing. */
    public static final String PASSWORD = "changeit";

    private static final int MAGIC = 0xfeedfeed;
    private static final int VERSION = 2;
    private static final int TRUSTED = 2;

    /** A certificate in DER, and since when it is trusted. */
    public record Entry(byte[] certificate, Instant since) {}

    private JksFile() {}

    /** A file with these, each named by its place. */
    public static byte[] write(List<Entry> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream file = new DataOutputStream(bytes)) {
            file.writeInt(MAGIC);
            file.writeInt(VERSION);
            file.writeInt(entries.size());
            int place = 0;
            for (Entry entry : entries) {
                place++;
                byte[] der = entry.certificate();
                file.writeInt(TRUSTED);
                file.writeUTF("anchor-" + place);
                file.writeLong(entry.since().toEpochMilli());
                file.writeUTF("X.509");
                file.writeInt(der.length);
                file.write(der);
            }
            file.write(digest(bytes.toByteArray()));
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("certificates could not be written as JKS", e);
        }
    }

    /** What the form has for a checksum: it finds accidents, and proves nothing. */
    private static byte[] digest(byte[] content) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(PASSWORD.getBytes(StandardCharsets.UTF_16BE));
            sha1.update("Mighty Aphrodite".getBytes(StandardCharsets.UTF_8));
            return sha1.digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK lacks SHA-1", e);
        }
    }
}
