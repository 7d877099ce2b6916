package io.keywright.cli.backup;

import io.keywright.cli.server.ServerParts;
import io.keywright.core.backup.BackupOpening;
import io.keywright.core.backup.ConfiguredInstallation;
import io.keywright.core.backup.recovery.Share;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.root.RootProviderException;
import io.keywright.verifier.input.InputFile;
import io.keywright.verifier.terminal.CommandFailed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What opens backups: the configuration that names the root provider, or shares. */
final class Opener {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "The service's configuration, as keywright serve takes it: names root provider, witnesses and data folder.")
    private @Nullable Path config;

    @Option(
            names = "--share-file",
            paramLabel = "FILE",
            description = "A file with a share, given once for each; for backups that are sealed to a recovery key.")
    private List<Path> shareFiles = new ArrayList<>();

    /** The configuration, if one is named. */
    Optional<ConfiguredInstallation> installation() {
        return Optional.ofNullable(config)
                .map(file -> ServerParts.configured(
                        file, ConfiguredInstallation.Reader.class, ConfiguredInstallation.Reader::read));
    }

    /** What opens the keys of backups. */
    BackupOpening opening(Optional<ConfiguredInstallation> installation) {
        if (!shareFiles.isEmpty()) {
            return BackupOpening.byShares(shareFiles.stream().map(Opener::share).toList(), CryptoProviders.jdk());
        }
        try {
            return installation.isPresent()
                    ? BackupOpening.byProvider(installation.get().roots())
                    : BackupOpening.byShares(List.of(), CryptoProviders.jdk());
        } catch (RootProviderException e) {
            throw CommandFailed.because("The root does not open: %s".formatted(e.getMessage()));
        }
    }

    private static Share share(Path file) {
        try {
            return Share.parse(InputFile.text("--share-file", file));
        } catch (IllegalArgumentException e) {
            throw CommandFailed.badInput("--share-file %s: %s".formatted(file, e.getMessage()));
        }
    }
}
