package io.keywright.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Refusal;
import io.keywright.server.harness.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key that a client was told of, and what the client knows of it. One thread at a time. */
final class KnownKey {

    /** What became of the key, as far as the client knows. */
    private enum Fate {
        ACTIVE,
        ROTATED,
        REVOKED,
        /** The client asked for a change and got no answer. */
        IN_DOUBT
    }

    /** What the key made last: of {@code data} a ciphertext, or a signature over it. */
    private record Product(byte[] data, byte[] made, byte[] iv) {}

    private static final byte[] FRESH = {1, 2, 3};

    private final Kms kms;
    private final String keyId;
    private final boolean encrypts;
    private Fate fate = Fate.ACTIVE;
    private @Nullable Product product;

    private KnownKey(Kms kms, String keyId, boolean encrypts) {
        this.kms = kms;
        this.keyId = keyId;
        this.encrypts = encrypts;
    }

    static KnownKey create(Kms kms, boolean encrypts, Ledgered ledgered) {
        String type = encrypts ? "AES-256" : "Ed25519";
        List<String> usage = encrypts ? List.of("encrypt", "decrypt") : List.of("sign", "verify");
        Reply made = kms.create(type, usage).expect(201);
        String keyId = made.text("key_id");
        ledgered.add(kms, made, "key_generated", keyId);
        return new KnownKey(kms, keyId, encrypts);
    }

    void use(byte[] data, Ledgered ledgered) {
        Reply reply = protect(data).expect(200);
        ledgered.add(kms, reply, encrypts ? "encrypt" : "signature_created", keyId);
        product = encrypts
                ? new Product(data, reply.bytes("ciphertext"), reply.bytes("iv"))
                : new Product(data, reply.bytes("signature"), new byte[0]);
    }

    private Reply protect(byte[] data) {
        return encrypts ? kms.encrypt(keyId, data) : kms.sign(keyId, data);
    }

    KnownKey rotate(Ledgered ledgered) {
        fate = Fate.IN_DOUBT;
        Reply reply = kms.rotate(keyId).expect(200);
        fate = Fate.ROTATED;
        ledgered.add(kms, reply, "key_rotated", keyId);
        return new KnownKey(kms, reply.text("new_key_id"), encrypts);
    }

    void revoke(Ledgered ledgered) {
        fate = Fate.IN_DOUBT;
        Reply reply = kms.revoke(keyId).expect(200);
        fate = Fate.REVOKED;
        ledgered.add(kms, reply, "key_revoked", keyId);
    }

    /** Passes if the key is and does what its client was told. */
    void check() {
        switch (fate) {
            case ACTIVE -> {
                checkProduct();
                protect(FRESH).expect(200);
            }
            case ROTATED -> {
                checkProduct();
                Refusal.of(protect(FRESH), 409, "KEY_INACTIVE");
            }
            case REVOKED -> Refusal.of(protect(FRESH), 409, "KEY_REVOKED");
            case IN_DOUBT -> assertThat(protect(FRESH).status()).isIn(200, 409);
        }
    }

    private void checkProduct() {
        Product last = product;
        if (last == null) {
            return;
        }
        if (encrypts) {
            Reply decrypted = kms.decrypt(keyId, last.made(), last.iv()).expect(200);
            assertThat(decrypted.bytes("plaintext")).isEqualTo(last.data());
        } else {
            Reply verified = kms.verify(keyId, last.data(), last.made()).expect(200);
            assertThat(verified.json().path("valid").booleanValue()).isTrue();
        }
    }

    @Override
    public String toString() {
        return keyId + " " + fate;
    }
}
