package io.keywright.providers.gcp;

import com.google.cloud.kms.v1.CryptoKey;
import com.google.cloud.kms.v1.CryptoKey.CryptoKeyPurpose;
import com.google.cloud.kms.v1.CryptoKeyVersion.CryptoKeyVersionState;
import com.google.cloud.kms.v1.DecryptRequest;
import com.google.cloud.kms.v1.DecryptResponse;
import com.google.cloud.kms.v1.EncryptRequest;
import com.google.cloud.kms.v1.EncryptResponse;
import com.google.cloud.kms.v1.GetCryptoKeyRequest;
import com.google.protobuf.ByteString;
import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;

/**
 * A symmetric key in Cloud KMS. The binding goes along as additional authenticated data; checksums are checked both ways.
 * Blobs are what Cloud KMS makes, which say by themselves which version opens them.
 *
 * @see <a href="https://cloud.google.com/kms/docs/data-integrity-guidelines">Verifying end-to-end data integrity</a>
 */
final class GcpKey implements ProviderKey {

    private final CloudKms kms;
    private final GcpCaller caller;

    GcpKey(CloudKms kms, GcpCaller caller) {
        this.kms = kms;
        this.caller = caller;
    }

    @Override
    public Description describe(Deadline deadline) throws RootProviderException {
        GcpFaults faults = new GcpFaults(GcpPermission.GET, caller);
        CryptoKey key = kms.get(
                GetCryptoKeyRequest.newBuilder().setName(caller.key().text()).build(), caller, deadline);
        if (!key.getName().equals(caller.key().text())) {
            throw faults.unbelievable("described another key than it was asked for");
        }
        if (key.getPurpose() != CryptoKeyPurpose.ENCRYPT_DECRYPT) {
            throw faults.because(Reason.WRONG_KEY_TYPE);
        }
        if (key.getPrimary().getState() != CryptoKeyVersionState.ENABLED) {
            throw faults.because(Reason.KEY_DISABLED);
        }
        return new Description(key.getName(), version(key.getPrimary().getName(), faults));
    }

    @Override
    public byte[] wrap(SecretBytes key, Binding binding, Deadline deadline) throws RootProviderException {
        GcpFaults faults = new GcpFaults(GcpPermission.ENCRYPT, caller);
        ByteString plaintext = key.expose(ByteString::copyFrom);
        ByteString context = ByteString.copyFrom(binding.bytes());
        EncryptResponse answer = kms.encrypt(
                EncryptRequest.newBuilder()
                        .setName(caller.key().text())
                        .setPlaintext(plaintext)
                        .setPlaintextCrc32C(Checksums.of(plaintext))
                        .setAdditionalAuthenticatedData(context)
                        .setAdditionalAuthenticatedDataCrc32C(Checksums.of(context))
                        .build(),
                caller,
                deadline);
        if (!answer.getVerifiedPlaintextCrc32C() || !answer.getVerifiedAdditionalAuthenticatedDataCrc32C()) {
            throw faults.unbelievable("does not say that it got what was sent");
        }
        if (!Checksums.match(answer.getCiphertext(), answer.getCiphertextCrc32C())) {
            throw faults.unbelievable("sent a wrap that its checksum is not of");
        }
        version(answer.getName(), faults);
        return answer.getCiphertext().toByteArray();
    }

    @Override
    public SecretBytes unwrap(byte[] wrapped, Binding binding, Deadline deadline) throws RootProviderException {
        ByteString ciphertext = ByteString.copyFrom(wrapped);
        ByteString context = ByteString.copyFrom(binding.bytes());
        DecryptResponse answer = kms.decrypt(
                DecryptRequest.newBuilder()
                        .setName(caller.key().text())
                        .setCiphertext(ciphertext)
                        .setCiphertextCrc32C(Checksums.of(ciphertext))
                        .setAdditionalAuthenticatedData(context)
                        .setAdditionalAuthenticatedDataCrc32C(Checksums.of(context))
                        .build(),
                caller,
                deadline);
        if (!Checksums.match(answer.getPlaintext(), answer.getPlaintextCrc32C())) {
            throw new GcpFaults(GcpPermission.DECRYPT, caller)
                    .unbelievable("opened something that its checksum is not of");
        }
        return SecretBytes.own(answer.getPlaintext().toByteArray());
    }

    private String version(String name, GcpFaults faults) throws RootProviderException {
        return caller.key()
                .version(name)
                .orElseThrow(() -> faults.unbelievable("answered with another key than it was asked to use"));
    }
}
