package io.keywright.server.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a JVM has learnt from one start of the packaged server, so that the others cost a third of its processor time (JEP
 * 514). Made anew for each build.
 */
final class StartCache {

    private static final Path FILE = Path.of("target", "keywright-it.aot").toAbsolutePath();
    private static final Duration LIMIT = Duration.ofMinutes(4);

    /** A cache that does not fit is passed over, and nobody is told: tests read what the server says. */
    private static final List<String> OPTIONS =
            isMade() ? List.of("-XX:AOTCache=" + FILE, "-Xlog:aot*=off,cds*=off") : List.of();

    private StartCache() {}

    /** The options of a JVM that is to start sooner. */
    static List<String> options() {
        return OPTIONS;
    }

    private static boolean isMade() {
        try {
            if (Files.notExists(FILE) || isOlderThan(Launch.JAR)) {
                Files.deleteIfExists(FILE);
                make();
            }
            return Files.exists(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOlderThan(Path jar) throws IOException {
        return Files.getLastModifiedTime(FILE).compareTo(Files.getLastModifiedTime(jar)) < 0;
    }

    private static void make() throws IOException {
        try (Installation server = Installation.prepare(Map.of())) {
            server.record(List.of("-XX:AOTCacheOutput=" + FILE), StartCache::use, LIMIT);
        }
    }

    /** What most tests do first. */
    private static void use(Kms kms) {
        String signing = kms.newKey("Ed25519");
        byte[] signature = kms.sign(signing, new byte[1]).expect(200).bytes("signature");
        kms.verify(signing, new byte[1], signature).expect(200);
        String encrypting = kms.newKey("AES-256");
        Reply encrypted = kms.encrypt(encrypting, new byte[1]).expect(200);
        kms.decrypt(encrypting, encrypted.bytes("ciphertext"), encrypted.bytes("iv"))
                .expect(200);
        kms.sign("alias/nobody", new byte[1]).expect(404);
        kms.rotate(signing).expect(200);
        kms.revoke(signing).expect(200);
        kms.get("/keys").expect(200);
        kms.receipts("limit=10");
        kms.get("/health").expect(200);
    }
}
