package io.keywright.core.operations;

import io.keywright.core.authorization.ScopeClaim;
import io.keywright.core.call.UseCase;
import io.keywright.core.crypto.CryptoEngine;
import io.keywright.model.KeyUsage;
import io.keywright.pki.issuing.AuthorityKey;
import java.security.PublicKey;
import java.util.UUID;
import java.util.function.Function;

/**
 * Lets the keys of authorities sign what their authorities issue. Whoever wants a certificate comes by here and not by {@link
 * KeyOperations#sign}, which those keys refuse: else anybody who may sign could write a certificate of his own.
 */
public final class Certification {

    /** What a certificate has beside names, in round numbers; it only tells light work from heavy. */
    private static final int USUAL_BYTES = 1024;

    private final KeyUse keys;
    private final CryptoEngine engine;

    public Certification(KeyUse keys, CryptoEngine engine) {
        this.keys = keys;
        this.engine = engine;
    }

    /**
     * What {@code work} has the key sign. The key's policy, state, quota and approvals hold as for any use of it.
     *
     * @param publicKey the key's public half
     */
    public <T> UseCase.NonBlocking<Used<T>> certify(
            ScopeClaim scope, UUID keyId, PublicKey publicKey, Function<AuthorityKey, T> work) {
        return keys.one(
                new KeyRequest(scope, keyId.toString(), CertifyingKey.algorithm(publicKey)),
                Step.alone(
                        KeyUsage.CERTIFY,
                        (key, algorithm) -> engine.burden(key, algorithm, KeyUsage.CERTIFY, USUAL_BYTES),
                        (key, algorithm, deadline) ->
                                work.apply(new CertifyingKey(engine, key.usable(), publicKey, algorithm, deadline)),
                        made -> true));
    }
}
