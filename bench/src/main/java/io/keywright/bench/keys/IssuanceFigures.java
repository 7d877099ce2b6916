package io.keywright.bench.keys;

import io.keywright.core.journal.StoreException;
import io.keywright.model.Authority;
import io.keywright.model.IssuedCertificate;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** How fast certificates are issued and revoked, each durable with its receipt, and lists signed, beside 50,000 certificates that are there. Run by {@code make bench-issuance}. */
public final class IssuanceFigures {

    private static final int HELD = 50_000;
    private static final int CERTIFICATES = 10_000;
    private static final int CALLERS = 64;
    private static final int FILLERS = 1_000;
    private static final int SINGLE = 200;

    private IssuanceFigures() {}

    /** Prints the figures as they come. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("keywright-issuance");
        try (KeyFactory factory = new KeyFactory(folder)) {
            Authority authority = factory.authority("tenant");
            byte[] request = request();
            fill(
                    factory,
                    authority,
                    issue(factory, authority, request, CERTIFICATES / 5).getFirst());
            List<IssuedCertificate> issued = issue(factory, authority, request, CERTIFICATES);
            look(factory, issued);
            revokeOneByOne(factory, issued.subList(0, SINGLE));
            sign(factory, authority);
            revoke(factory, issued.subList(SINGLE, issued.size()));
            sign(factory, authority);
            revokeOneByOne(factory, issue(factory, authority, request, SINGLE));
        } finally {
            delete(folder);
        }
    }

    private static void fill(KeyFactory factory, Authority authority, IssuedCertificate issued)
            throws InterruptedException {
        Semaphore free = new Semaphore(FILLERS);
        List<CompletableFuture<?>> held = new ArrayList<>(HELD);
        for (int i = 1; i <= HELD; i++) {
            free.acquire();
            BigInteger serial = issued.serial().add(BigInteger.valueOf(i));
            held.add(factory.repeat(authority, issued, serial).whenComplete((done, failure) -> free.release()));
        }
        held.forEach(CompletableFuture::join);
        System.out.printf("the store holds %,d more certificates%n", HELD);
    }

    private static void look(KeyFactory factory, List<IssuedCertificate> issued) throws StoreException {
        long[] nanos = new long[issued.size()];
        for (int i = 0; i < nanos.length; i++) {
            long began = System.nanoTime();
            if (!factory.knows(issued.get(i))) {
                throw new IllegalStateException("the store must know what was issued");
            }
            nanos[i] = System.nanoTime() - began;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "found a certificate in the store, as validation does: median %.2f ms, p99 %.2f ms%n",
                nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 99 / 100] / 1e6);
    }

    private static byte[] request() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        return new JcaPKCS10CertificationRequestBuilder(new X500Name(""), pair.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                .getEncoded();
    }

    private static List<IssuedCertificate> issue(KeyFactory factory, Authority authority, byte[] request, int number)
            throws InterruptedException {
        Semaphore free = new Semaphore(CALLERS);
        List<CompletableFuture<IssuedCertificate>> calls = new ArrayList<>(number);
        long began = System.nanoTime();
        for (int i = 0; i < number; i++) {
            free.acquire();
            calls.add(factory.issue(authority, request)
                    .thenApply(recorded -> recorded.value().certificate())
                    .whenComplete((done, failure) -> free.release()));
        }
        List<IssuedCertificate> issued =
                calls.stream().map(CompletableFuture::join).toList();
        System.out.printf(
                "issued %,d certificates of EC P-256 to %d callers: %,.0f per second (wanted: 500)%n",
                number, CALLERS, number / secondsSince(began));
        return issued;
    }

    private static void revoke(KeyFactory factory, List<IssuedCertificate> certificates) throws InterruptedException {
        Semaphore free = new Semaphore(CALLERS);
        List<CompletableFuture<?>> calls = new ArrayList<>(certificates.size());
        long began = System.nanoTime();
        for (IssuedCertificate certificate : certificates) {
            free.acquire();
            calls.add(factory.revoke(certificate).whenComplete((done, failure) -> free.release()));
        }
        calls.forEach(CompletableFuture::join);
        System.out.printf(
                "revoked %,d certificates of %d callers: %,.0f per second%n",
                certificates.size(), CALLERS, certificates.size() / secondsSince(began));
    }

    private static void revokeOneByOne(KeyFactory factory, List<IssuedCertificate> certificates) {
        long began = System.nanoTime();
        certificates.forEach(certificate -> factory.revoke(certificate).join());
        System.out.printf(
                "revoked %,d one after another: %.1f ms each (wanted: under 20)%n",
                certificates.size(), 1000 * secondsSince(began) / certificates.size());
    }

    private static void sign(KeyFactory factory, Authority authority) {
        long began = System.nanoTime();
        byte[] list = factory.revocationList(authority);
        System.out.printf("signed a list of %,d bytes in %.0f ms%n", list.length, 1000 * secondsSince(began));
    }

    private static double secondsSince(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
