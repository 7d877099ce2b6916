package io.keywright.cli.verify;

import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.merkle.InclusionProof;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.NoteSigner;
import io.keywright.ledger.note.TlogProof;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.ledger.receipt.ChangeDigest;
import io.keywright.ledger.receipt.UnsignedReceipt;
import io.keywright.model.Algorithm;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.Receipt;
import io.keywright.model.Scope;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A receipt in a log of two leaves, made with a fresh ledger key.
 *
 * @param key the verifier key line
 */
record ProvedReceipt(String key, byte[] receipt, byte[] proof) {

    static final UUID RECEIPT_ID = UUID.fromString("0190f5a1-7e1c-7b3a-8d2e-000000000001");
    static final UUID KEY_ID = UUID.fromString("0190f5a1-7e1c-7b3a-8d2e-000000000002");
    private static final String LOG = "ledger.example";

    static ProvedReceipt make() throws GeneralSecurityException {
        return of(null);
    }

    /** One that vouches for {@code change}. */
    static ProvedReceipt of(byte @Nullable [] change) throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        NoteSigner signer = NoteSigner.of(VerifierKey.of(LOG, pair.getPublic()), pair.getPrivate());
        byte[] receipt = UnsignedReceipt.of(content(change)).sign(signer);
        Hashing hashing = new Hashing();
        Hash other = hashing.leaf("another receipt".getBytes(StandardCharsets.UTF_8));
        Checkpoint checkpoint = new Checkpoint(LOG, 2, hashing.node(other, hashing.leaf(receipt)));
        TlogProof proof = new TlogProof(new InclusionProof(1, 2, List.of(other)), checkpoint.sign(signer));
        return new ProvedReceipt(
                signer.verifierKey().toString(), receipt, proof.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Receipt content(byte @Nullable [] change) {
        Receipt.KmsContext context = new Receipt.KmsContext(KEY_ID, "sign", Algorithm.EDDSA, 256, true, null)
                .changing(change == null ? null : ChangeDigest.of(change));
        Scope scope = new Scope("demo", Environment.DEV, Plane.TENANT);
        Instant time = Instant.parse("2026-11-21T22:00:00.123Z");
        return new Receipt(RECEIPT_ID, time, scope, "signature_created", context, "M21", "");
    }
}
