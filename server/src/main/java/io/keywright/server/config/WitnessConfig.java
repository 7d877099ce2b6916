package io.keywright.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One witness of the ledger. */
public interface WitnessConfig {

    /** Where it takes checkpoints, up to {@code /add-checkpoint}: by https, or by http on this machine. */
    URI url();

    /** The authorities that vouch for that URL, PEM; those of the JVM if not set. */
    Optional<Path> ca();

    /** Its verifier key line; several, if it cosigns with several keys. */
    List<String> key();
}
