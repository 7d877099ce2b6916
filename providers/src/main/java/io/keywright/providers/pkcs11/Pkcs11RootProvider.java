package io.keywright.providers.pkcs11;

import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.root.Capability;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.root.SigningKeys;
import io.keywright.core.work.Deadline;
import io.keywright.model.ProviderKeyReference;
import io.keywright.providers.Fault;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Wraps under AES-256 keys that live in a PKCS#11 token and never leave it. Nothing is loaded before the first call; a token
 * that is away then, or goes and comes back later, needs no restart. Safe from any thread.
 */
public final class Pkcs11RootProvider implements RootProvider, AutoCloseable {

    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(1);

    private final String name;
    private final KeyName ofProvider;
    private final SecureRandom random;
    private final NativeThreads threads;
    private final Token token;

    /**
     * @param name the operator's name for it
     * @param settings must be without {@link Pkcs11Settings#faults}
     */
    public Pkcs11RootProvider(String name, Pkcs11Settings settings, CryptoProviders crypto) {
        Fault.requireNone(settings.faults());
        this.name = name;
        this.ofProvider = settings.key().flatMap(KeyName::parse).orElseThrow();
        this.random = crypto.random();
        this.threads = new NativeThreads(name, settings.threads());
        TokenChoice choice = settings.token().flatMap(TokenChoice::parse).orElseThrow();
        Login login = new Login(new PinFile(settings.pinFile().orElseThrow()));
        this.token = new Token(
                name, new Connections(new TokenOpening(name, settings.library().orElseThrow(), choice, login)));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    /** A key by its label, or by {@code id=} and hexadecimal digits; a token knows no roles to assume. */
    @Override
    public ProviderKey open(ProviderKeyReference reference) throws RootProviderException {
        if (reference.role().isPresent() || reference.externalId().isPresent()) {
            throw unknown("knows no roles and no external ids. Leave them out");
        }
        return reference.key().isEmpty()
                ? key(ofProvider)
                : key(parsed(reference.key().get()));
    }

    private KeyName parsed(String key) throws RootProviderException {
        return KeyName.parse(key)
                .orElseThrow(() -> unknown("has keys by label, or by id= and hexadecimal digits. Name one of these"));
    }

    private ProviderKey key(KeyName key) {
        return new AesKey(key, threads, token, random);
    }

    private RootProviderException unknown(String what) {
        return new RootProviderException(Reason.KEY_NOT_FOUND, "The root provider " + name + " " + what + ".");
    }

    @Override
    public Optional<SigningKeys> signingKeys() {
        return Optional.of(new TokenSigningKeys(threads, token));
    }

    /** How many of its threads are in native calls that nobody waits for any more. */
    public int stuckThreads() {
        return threads.stuck();
    }

    /**
     * Closes its sessions. The library stays initialized, as others in this process may use it; a session in a call that
     * does not return is left to the end of the process.
     */
    @Override
    public void close() {
        try {
            threads.call(Deadline.in(PATIENCE_AT_THE_END), () -> {
                token.close();
                return true;
            });
        } catch (RootProviderException e) {
            // the token is away, and its sessions with it
        } finally {
            threads.close();
        }
    }

    @Override
    public String toString() {
        return "Pkcs11RootProvider[" + name + "]";
    }
}
