package io.keywright.providers.pkcs11;

import io.keywright.core.crypto.Message;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.root.SigningKeys;
import io.keywright.core.work.Deadline;
import io.keywright.model.Algorithm;
import io.keywright.model.KeyType;
import io.keywright.providers.pkcs11.Connection.Session;
import io.keywright.providers.pkcs11.cryptoki.Attribute;
import io.keywright.providers.pkcs11.cryptoki.Attributes;
import io.keywright.providers.pkcs11.cryptoki.CryptokiException;
import io.keywright.providers.pkcs11.cryptoki.Objects;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Key pairs in a token. Their names are the ids and the labels of their private keys; public keys are not kept there. */
final class TokenSigningKeys implements SigningKeys {

    private final NativeThreads threads;
    private final Token token;

    TokenSigningKeys(NativeThreads threads, Token token) {
        this.threads = threads;
        this.token = token;
    }

    @Override
    public byte[] generate(String name, KeyType type, Deadline deadline) throws RootProviderException {
        PairForm form = PairForm.of(type);
        return threads.call(deadline, () -> {
            byte[] publicKey = token.change(deadline, session -> {
                remove(session, name);
                return made(session, name, form);
            });
            requireAwaited(name, deadline);
            return publicKey;
        });
    }

    private static byte[] made(Session session, String name, PairForm form)
            throws CryptokiException, RootProviderException {
        Objects objects = session.cryptoki().objects();
        Objects.KeyPair pair = objects.generateKeyPair(
                session.handle(), form.mechanism(), publicTemplate(form), privateTemplate(name));
        Attributes told = objects.attributes(session.handle(), pair.publicKey(), form.told());
        return form.publicKey(told)
                .orElseThrow(() -> new RootProviderException(
                        Reason.WRONG_KEY_TYPE,
                        "The token '" + session.token().label() + "' makes other keys than it was asked for."));
    }

    /** A public key of the session only: it is gone with it. */
    private static List<Attribute> publicTemplate(PairForm form) {
        List<Attribute> template = new ArrayList<>(form.parameters());
        template.add(Attribute.of(Attribute.TOKEN, false));
        template.add(Attribute.of(Attribute.VERIFY, true));
        return template;
    }

    private static List<Attribute> privateTemplate(String name) {
        List<Attribute> template = new ArrayList<>();
        template.add(Attribute.of(Attribute.TOKEN, true));
        template.add(Attribute.of(Attribute.LABEL, name));
        template.add(Attribute.of(Attribute.ID, name.getBytes(StandardCharsets.US_ASCII)));
        KeyKind.SIGNING.rules().forEach(rule -> template.add(rule.wanted()));
        return template;
    }

    /** Nobody would ever hear of a key whose maker has left. */
    private void requireAwaited(String name, Deadline deadline) throws RootProviderException {
        if (deadline.passed()) {
            token.change(deadline, session -> remove(session, name));
            throw new RootProviderException(Reason.UNREACHABLE, "The token took too long to make a key.");
        }
    }

    @Override
    public byte[] sign(String name, KeyType type, Algorithm algorithm, Message message, Deadline deadline)
            throws RootProviderException {
        TokenSigning signing = TokenSigning.of(algorithm, message);
        return threads.call(
                deadline,
                () -> token.use(
                        deadline,
                        session -> key(name)
                                .use(
                                        session,
                                        handle -> session.cryptoki()
                                                .operations()
                                                .sign(
                                                        session.handle(),
                                                        handle,
                                                        signing.mechanism(),
                                                        signing.input()))));
    }

    @Override
    public void destroy(String name, Deadline deadline) throws RootProviderException {
        threads.call(deadline, () -> token.change(deadline, session -> remove(session, name)));
    }

    /** How many there were. */
    private static int remove(Session session, String name) throws CryptokiException {
        List<Long> found = KeySearch.all(session, key(name));
        for (long handle : found) {
            session.cryptoki().objects().destroy(session.handle(), handle);
        }
        return found.size();
    }

    private static KeyHandle key(String name) {
        return new KeyHandle(
                KeyKind.SIGNING, new KeyName.Id(HexFormat.of().formatHex(name.getBytes(StandardCharsets.US_ASCII))));
    }
}
