package io.keywright.providers.pkcs11;

import io.keywright.core.crypto.CryptoProviders;
import io.keywright.providers.pkcs11.cryptoki.Attribute;
import io.keywright.providers.pkcs11.cryptoki.CryptokiException;
import io.keywright.providers.pkcs11.cryptoki.TokenAdmin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.UUID;

/** A fresh token with the keys {@code root} and {@code other}, which unruly.c can spoil. */
final class TestToken {

    static final String PIN = "user-1234";
    static final String KEY = "root";
    static final String OTHER_KEY = "other";

    final String label = "t-" + UUID.randomUUID().toString().substring(0, 20);
    final Path pinFile;
    final Path library;
    final Unruly unruly;
    final TokenAdmin admin;

    TestToken(Path folder) throws Exception {
        this.library = SoftHsm.unruly();
        this.unruly = new Unruly(library);
        unruly.behave();
        this.admin = new TokenAdmin(library);
        this.pinFile = folder.resolve("pin");
        writePin(PIN);
        admin.initToken(admin.freeSlot(), label);
        admin.initPin(slot(), PIN);
        makeKeys();
    }

    void makeKeys() throws CryptokiException {
        change(session -> {
            admin.makeAesKey(session, KEY, new byte[] {1});
            admin.makeAesKey(session, OTHER_KEY, new byte[] {2, (byte) 0xFF});
        });
    }

    long slot() throws CryptokiException {
        return admin.slot(label);
    }

    void change(TokenAdmin.Change change) throws CryptokiException {
        admin.asUser(slot(), PIN, change);
    }

    void makeKey(String name, Attribute... unusual) throws CryptokiException {
        change(session -> admin.makeAesKey(session, name, new byte[] {3}, unusual));
    }

    void writePin(String pin) throws IOException {
        if (Files.notExists(pinFile)) {
            Files.createFile(
                    pinFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(pinFile, pin + "\n");
    }

    Pkcs11Settings settings(int threads) {
        return new Pkcs11Settings(
                Optional.of(library), Optional.of(label), Optional.of(pinFile), Optional.of(KEY), threads);
    }

    Pkcs11RootProvider provider() {
        return provider(Pkcs11Settings.DEFAULT_THREADS);
    }

    Pkcs11RootProvider provider(int threads) {
        return new Pkcs11RootProvider("hsm", settings(threads), CryptoProviders.jdk());
    }
}
