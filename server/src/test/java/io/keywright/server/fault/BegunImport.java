package io.keywright.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.crypto.CryptoEngine;
import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.crypto.GeneratedKey;
import io.keywright.core.foreign.KeyTransport;
import io.keywright.core.foreign.TransportKey;
import io.keywright.model.KeyType;
import io.keywright.server.harness.Body;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.NoAnswer;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An import that has begun, and the request that ends it.
 *
 * @param body the key's material, wrapped
 * @param idempotencyKey what the request is repeated by
 */
record BegunImport(Kms kms, String importId, String body, String idempotencyKey) {

    private static final CryptoEngine ELSEWHERE = new CryptoEngine(CryptoProviders.jdk());

    static BegunImport by(Kms kms) {
        Reply begun = kms.post("/keys/imports", Body.of("key_type", "EC-P256", "key_usage", List.of("sign", "verify")))
                .expect(201);
        try (GeneratedKey key = ELSEWHERE.generate(KeyType.EC_P256)) {
            byte[] wrapped = new KeyTransport(new SecureRandom())
                    .wrap(TransportKey.parse(begun.text("wrapping_key")), key.material());
            String body = Body.json(Body.of("wrapped_material", wrapped));
            return new BegunImport(
                    kms, begun.text("import_id"), body, UUID.randomUUID().toString());
        }
    }

    private Reply end() {
        return kms.send(request -> request.uri(kms.uri("/kms/v1/keys/imports/" + importId))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(body)));
    }

    /** Ends it: what was answered, or nothing if the server was gone. */
    Optional<String> ended() {
        try {
            return Optional.of(end().expect(201).text());
        } catch (NoAnswer gone) {
            return Optional.empty();
        }
    }

    boolean isMade() {
        Reply key = kms.get("/keys/" + importId);
        if (key.status() != 200) {
            Refusal.of(key, 404, "KEY_NOT_FOUND");
        }
        return key.status() == 200;
    }

    /**
     * Passes if the key is there and the import's private key is not, or the other way round, and a repeat of the request gives
     * the answer of the key that there is, or makes it.
     *
     * @param answer what the request was answered the first time
     */
    void check(Optional<String> answer, DatabaseFile database) {
        boolean made = isMade();
        assertThat(made || answer.isEmpty())
                .as("what was acknowledged is there")
                .isTrue();
        assertThat(open(database)).isEqualTo(made ? 0 : 1);

        Reply again = end().expect(201);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo(made ? "true" : "");
        assertThat(again.text("key_id")).isEqualTo(importId);
        answer.ifPresent(first -> assertThat(again.text()).isEqualTo(first));
        assertThat(open(database)).isZero();
        kms.sign(importId, new byte[1]).expect(200);
    }

    private int open(DatabaseFile database) {
        return database.column("SELECT 1 FROM key_imports WHERE import_id = ?", DatabaseFile.id(importId))
                .size();
    }
}
