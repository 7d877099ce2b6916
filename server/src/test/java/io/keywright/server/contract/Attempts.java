package io.keywright.server.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keywright.server.harness.Identity;
import io.keywright.server.harness.Installation;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** A tenant with a few keys, and named attempts to do something with them, each of which can be made again and again. */
final class Attempts {

    private static final byte[] DATA = "not for receipts".getBytes(UTF_8);

    private final Kms kms;
    private final Kms colleague;
    private final String signing;
    private final String encrypting;
    private final String retired;
    private final String revoked;
    private final byte[] signature;
    private final Reply encrypted;
    private final Map<String, Supplier<Reply>> attempts = new LinkedHashMap<>();

    Attempts(Installation server, Identity tenant) {
        this.kms = server.as(tenant);
        this.colleague = server.as(tenant.asModule("M7"));
        this.signing = kms.newKey("Ed25519", "key_alias", "signing");
        this.encrypting = kms.newKey("AES-256");
        this.retired = kms.newKey("RSA-2048");
        kms.rotate(retired).expect(200);
        this.revoked = kms.newKey("HMAC-256");
        kms.revoke(revoked).expect(200);
        this.signature = kms.sign(signing, DATA).expect(200).bytes("signature");
        this.encrypted = kms.encrypt(encrypting, DATA).expect(200);
        carriedOut();
        refused();
    }

    /** Makes an attempt. */
    Reply make(String name) {
        Supplier<Reply> attempt = attempts.get(name);
        if (attempt == null) {
            throw new IllegalArgumentException(name);
        }
        return attempt.get();
    }

    /** What no receipt may hold. */
    List<byte[]> secrets() {
        return List.of(DATA, signature, encrypted.bytes("ciphertext"), encrypted.bytes("iv"));
    }

    private void carriedOut() {
        byte[] ciphertext = encrypted.bytes("ciphertext");
        attempts.put("generate", () -> kms.create("ML-DSA-65", List.of("sign")));
        attempts.put("list", () -> kms.get("/keys"));
        attempts.put("get", () -> kms.get("/keys/" + signing));
        attempts.put("get by alias", () -> kms.get("/keys/alias/signing"));
        attempts.put("rotate", () -> kms.rotate(kms.newKey("EC-P384")));
        attempts.put("revoke", () -> kms.revoke(kms.newKey("EC-P384")));
        attempts.put("sign", () -> kms.sign(signing, DATA));
        attempts.put("sign by alias", () -> kms.sign("alias/signing", DATA));
        attempts.put("verify", () -> kms.verify(signing, DATA, signature));
        attempts.put("verify in vain", () -> kms.verify(signing, DATA, new byte[64]));
        attempts.put("encrypt", () -> kms.encrypt(encrypting, DATA, "algorithm", "CHACHA20-POLY1305"));
        attempts.put("decrypt", () -> kms.decrypt(encrypting, ciphertext, encrypted.bytes("iv")));
    }

    private void refused() {
        attempts.put("malformed", () -> kms.postText("/sign", "{"));
        attempts.put("unknown member", () -> kms.sign(signing, DATA, "aad", DATA));
        attempts.put("wrong algorithm", () -> kms.sign(signing, DATA, "algorithm", "RS256"));
        attempts.put("wrong usage", () -> kms.encrypt(signing, DATA));
        attempts.put("undecryptable", () -> kms.decrypt(encrypting, new byte[20], new byte[12]));
        attempts.put("too much", () -> kms.encrypt(encrypting, new byte[(512 << 10) + 1]));
        attempts.put("no key id", () -> kms.sign("nonsense", DATA));
        attempts.put("no such limit", () -> kms.get("/keys?limit=0"));
        attempts.put("bad id in path", () -> kms.get("/keys/nonsense"));
        attempts.put("bad usage", () -> kms.create("AES-256", List.of("sign")));
        attempts.put("foreign scope", () -> kms.sign(signing, DATA, "plane", "laptop"));
        attempts.put("foreign module", () -> colleague.sign(signing, DATA));
        attempts.put("foreign module rotates", () -> colleague.rotate(signing));
        attempts.put("foreign module revokes by alias", () -> colleague.revoke("alias/signing"));
        attempts.put("unknown key", () -> kms.sign(UUID.randomUUID().toString(), DATA));
        attempts.put("unknown alias", () -> kms.rotate("alias/nobody"));
        attempts.put("inactive", () -> kms.sign(retired, DATA));
        attempts.put("inactive rotates", () -> kms.rotate(retired));
        attempts.put("revoked", () -> kms.verify(revoked, DATA, signature));
        attempts.put("revoked revokes", () -> kms.revoke(revoked));
    }
}
