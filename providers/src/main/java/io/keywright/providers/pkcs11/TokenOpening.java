package io.keywright.providers.pkcs11;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.providers.pkcs11.Verdict.Recovery;
import io.keywright.providers.pkcs11.cryptoki.Cryptoki;
import io.keywright.providers.pkcs11.cryptoki.CryptokiException;
import io.keywright.providers.pkcs11.cryptoki.TokenInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Loads the library, finds the token and logs in. For one thread at a time. */
final class TokenOpening implements Connections.Opener {

    private static final int MOST_TRIES = 3;

    private final String provider;
    private final Path library;
    private final TokenChoice choice;
    private final Login login;
    private Optional<Cryptoki> loaded = Optional.empty();

    TokenOpening(String provider, Path library, TokenChoice choice, Login login) {
        this.provider = provider;
        this.library = library;
        this.choice = choice;
        this.login = login;
    }

    /** Tries again if somebody closes the very session that is being opened. */
    @Override
    public Connection open() throws RootProviderException {
        Cryptoki cryptoki = load();
        for (int tried = 1; ; tried++) {
            try {
                cryptoki.initialize();
                return Connection.open(cryptoki, token(cryptoki), login);
            } catch (CryptokiException e) {
                if (Verdict.of(e).recovery() != Recovery.OPEN_AGAIN || tried == MOST_TRIES) {
                    throw Verdict.exception(provider, e);
                }
            }
        }
    }

    private Cryptoki load() throws RootProviderException {
        try {
            Cryptoki cryptoki = loaded.orElseGet(() -> Cryptoki.load(library));
            loaded = Optional.of(cryptoki);
            return cryptoki;
        } catch (IllegalArgumentException e) {
            throw new RootProviderException(
                    Reason.UNREACHABLE,
                    "The PKCS#11 library " + library + " cannot be loaded. Install it, or correct "
                            + Pkcs11Settings.property(provider, "library") + ".",
                    e);
        }
    }

    private TokenInfo token(Cryptoki cryptoki) throws CryptokiException, RootProviderException {
        List<TokenInfo> present = present(cryptoki);
        List<TokenInfo> fitting = present.stream().filter(choice::fits).toList();
        if (fitting.size() == 1) {
            return fitting.getFirst();
        }
        throw fitting.isEmpty()
                ? new RootProviderException(
                        Reason.UNREACHABLE,
                        "There is no token " + choice + " now. Connect it, or correct "
                                + Pkcs11Settings.property(provider, "token") + ". There are: " + names(present) + ".")
                : new RootProviderException(
                        Reason.WRONG_ENDPOINT,
                        "There is more than one token " + choice + ". Name one by serial=… in "
                                + Pkcs11Settings.property(provider, "token") + ". There are: " + names(present) + ".");
    }

    /** A token that is being pulled out does not hide the others. */
    private static List<TokenInfo> present(Cryptoki cryptoki) throws CryptokiException {
        List<TokenInfo> tokens = new ArrayList<>();
        for (long slot : cryptoki.slots()) {
            try {
                tokens.add(cryptoki.tokenInfo(slot));
            } catch (CryptokiException e) {
                if (!Verdict.of(e).recovery().connects()) {
                    throw e;
                }
            }
        }
        return tokens.stream()
                .filter(token -> token.has(TokenInfo.Flag.INITIALIZED))
                .toList();
    }

    private static String names(List<TokenInfo> tokens) {
        return tokens.isEmpty()
                ? "none"
                : tokens.stream()
                        .map(token -> "'" + token.label() + "' (serial=" + token.serial() + ")")
                        .collect(Collectors.joining(", "));
    }
}
