package io.keywright.providers.pkcs11;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import io.keywright.providers.pkcs11.Connection.Session;
import io.keywright.providers.pkcs11.cryptoki.Attribute;
import io.keywright.providers.pkcs11.cryptoki.Attributes;
import io.keywright.providers.pkcs11.cryptoki.CryptokiException;
import java.security.SecureRandom;

/** An AES-256 key that stays in its token and wraps there; see {@link Blob}. */
final class AesKey implements ProviderKey {

    private final KeyHandle key;
    private final NativeThreads threads;
    private final Token token;
    private final TokenCipher cipher;

    AesKey(KeyName name, NativeThreads threads, Token token, SecureRandom random) {
        this.key = new KeyHandle(KeyKind.WRAPPING, name);
        this.threads = threads;
        this.token = token;
        this.cipher = new TokenCipher(random);
    }

    @Override
    public Description describe(Deadline deadline) throws RootProviderException {
        return threads.call(deadline, () -> token.use(deadline, this::description));
    }

    /** Looks for the key anew, as it may have been taken away or made again. */
    private Description description(Session session) throws CryptokiException, RootProviderException {
        Attributes attributes = key.useAnew(
                session,
                handle -> session.cryptoki()
                        .objects()
                        .attributes(session.handle(), handle, Attribute.LABEL, Attribute.ID));
        return new Description(TokenUri.of(session.token(), attributes), "");
    }

    @Override
    public byte[] wrap(SecretBytes plaintext, Binding binding, Deadline deadline) throws RootProviderException {
        byte[] aad = binding.bytes();
        return threads.call(
                deadline,
                () -> token.use(
                                deadline,
                                session -> key.use(
                                        session,
                                        handle -> plaintext.expose(bytes -> cipher.seal(session, handle, bytes, aad))))
                        .bytes());
    }

    @Override
    public SecretBytes unwrap(byte[] wrapped, Binding binding, Deadline deadline) throws RootProviderException {
        byte[] aad = binding.bytes();
        Blob blob = Blob.parse(wrapped).orElseThrow(AesKey::altered);
        return threads.call(
                deadline,
                () -> token.use(
                                deadline,
                                session -> key.use(session, handle -> cipher.open(session, handle, blob, aad)))
                        .orElseThrow(AesKey::altered));
    }

    private static RootProviderException altered() {
        return new RootProviderException(
                Reason.ALTERED, "The token does not open this: another key wrapped it, or it was altered.");
    }
}
