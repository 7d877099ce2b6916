package io.keywright.server.config;

import java.nio.file.Path;
import java.util.Optional;

/** One root provider. Which of these a type takes, {@link ProviderProperty} says. */
public interface ProviderConfig {

    /** What kind of provider it is; if not set, its name says so. */
    Optional<String> type();

    /** The file with the root key; the salt file stands beside it if there is a passphrase. */
    Optional<Path> file();

    /** Derives the root key (PBKDF2) instead of reading it from the file; at least 16 characters. */
    Optional<String> passphrase();

    /** The file with the passphrase, on one line, which only the service may read; instead of the property. */
    Optional<Path> passphraseFile();

    /** Whether production may keep an unprotected root key in a file. */
    Optional<Boolean> allowFileInProduction();
}
