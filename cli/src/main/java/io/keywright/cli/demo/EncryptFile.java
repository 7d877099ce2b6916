package io.keywright.cli.demo;

import io.keywright.cli.demo.DemoTenant.Encrypted;
import io.keywright.cli.demo.DemoTenant.TenantKey;
import java.security.SecureRandom;
import java.util.Arrays;

/** Encrypts a file of random content and decrypts it. */
final class EncryptFile {

    private static final int FILE_KIB = 256;

    private final Steps steps;
    private final DemoTenant tenant;

    EncryptFile(Steps steps, DemoTenant tenant) {
        this.steps = steps;
        this.tenant = tenant;
    }

    void with(TenantKey key) {
        byte[] content = new byte[FILE_KIB * 1024];
        new SecureRandom().nextBytes(content);
        steps.section("Encrypt and decrypt");
        Encrypted encrypted = steps.step(
                "%d KiB of random bytes encrypted".formatted(FILE_KIB),
                () -> tenant.encrypt(key, content),
                it -> "%s, %d bytes".formatted(it.algorithm(), it.ciphertext().length));
        steps.run(
                "decrypted, the same bytes again",
                () -> Steps.expect(
                        Arrays.equals(tenant.decrypt(key, encrypted), content), "decryption gave other bytes"));
    }
}
