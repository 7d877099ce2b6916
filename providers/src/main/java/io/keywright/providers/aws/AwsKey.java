package io.keywright.providers.aws;

import io.keywright.core.crypto.Binding;
import io.keywright.core.crypto.SecretBytes;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.work.Deadline;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/**
 * A symmetric key of KMS. Every request names it, so that KMS refuses a blob of another key, and brings the binding as its
 * encryption context. KMS answers the same to another binding, another blob and an altered one: all are ALTERED.
 */
final class AwsKey implements ProviderKey {

    /** What KMS takes for a ciphertext at the most. */
    private static final int MOST_CIPHERTEXT_BYTES = 6144;

    private final String provider;
    private final AwsKeyName name;
    private final CredentialsSource credentials;
    private final KmsClient kms;
    private final DeadlineCalls calls;

    AwsKey(String provider, AwsKeyName name, CredentialsSource credentials, KmsClient kms, DeadlineCalls calls) {
        this.provider = provider;
        this.name = name;
        this.credentials = credentials;
        this.kms = kms;
        this.calls = calls;
    }

    /** Named by its ARN; its version is the key material that encrypts now. */
    @Override
    public Description describe(Deadline deadline) throws RootProviderException {
        KeyMetadata key = call(
                AwsOperation.DESCRIBE_KEY,
                deadline,
                signed -> kms.describeKey(DescribeKeyRequest.builder()
                                .keyId(name.text())
                                .overrideConfiguration(signed)
                                .build())
                        .keyMetadata());
        requireAnswer(AwsOperation.DESCRIBE_KEY, key != null && key.arn() != null && name.mayBe(key.arn()));
        requireUsable(key);
        return new Description(
                key.arn(), Optional.ofNullable(key.currentKeyMaterialId()).orElse(""));
    }

    private void requireUsable(KeyMetadata key) throws RootProviderException {
        boolean wraps = key.keySpec() == KeySpec.SYMMETRIC_DEFAULT
                && (key.keyUsage() == null || key.keyUsage() == KeyUsageType.ENCRYPT_DECRYPT);
        if (!wraps) {
            throw fault(AwsOperation.DESCRIBE_KEY, Reason.WRONG_KEY_TYPE);
        }
        switch (key.keyState()) {
            case ENABLED, UPDATING -> {}
            case CREATING, UNAVAILABLE -> throw fault(AwsOperation.DESCRIBE_KEY, Reason.UNREACHABLE);
            case DISABLED, PENDING_DELETION, PENDING_REPLICA_DELETION, PENDING_IMPORT ->
                throw fault(AwsOperation.DESCRIBE_KEY, Reason.KEY_DISABLED);
            case UNKNOWN_TO_SDK_VERSION -> throw fault(AwsOperation.DESCRIBE_KEY, Reason.UNKNOWN);
        }
    }

    @Override
    public byte[] wrap(SecretBytes key, Binding binding, Deadline deadline) throws RootProviderException {
        EncryptResponse answer = key.expose(plain -> call(
                AwsOperation.ENCRYPT,
                deadline,
                signed -> kms.encrypt(EncryptRequest.builder()
                        .keyId(name.text())
                        .plaintext(SdkBytes.fromByteArray(plain))
                        .encryptionContext(EncryptionContext.of(binding))
                        .encryptionAlgorithm(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT)
                        .overrideConfiguration(signed)
                        .build())));
        requireAnswer(AwsOperation.ENCRYPT, answer.ciphertextBlob() != null && isOfThis(answer.keyId()));
        return answer.ciphertextBlob().asByteArray();
    }

    @Override
    public SecretBytes unwrap(byte[] wrapped, Binding binding, Deadline deadline) throws RootProviderException {
        requireAnswer(AwsOperation.DECRYPT, wrapped.length > 0 && wrapped.length <= MOST_CIPHERTEXT_BYTES);
        DecryptResponse answer = call(
                AwsOperation.DECRYPT,
                deadline,
                signed -> kms.decrypt(DecryptRequest.builder()
                        .keyId(name.text())
                        .ciphertextBlob(SdkBytes.fromByteArray(wrapped))
                        .encryptionContext(EncryptionContext.of(binding))
                        .encryptionAlgorithm(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT)
                        .overrideConfiguration(signed)
                        .build()));
        requireAnswer(AwsOperation.DECRYPT, answer.plaintext() != null && isOfThis(answer.keyId()));
        return SecretBytes.own(answer.plaintext().asByteArrayUnsafe());
    }

    private boolean isOfThis(String answeredKey) {
        return answeredKey != null && name.mayBe(answeredKey);
    }

    private <T> T call(AwsOperation operation, Deadline deadline, Function<AwsRequestOverrideConfiguration, T> request)
            throws RootProviderException {
        AwsCall call = new AwsCall(provider, operation, name.text());
        if (deadline.passed()) {
            throw AwsFaults.of(call, Reason.UNREACHABLE, null);
        }
        AwsCredentials identity = credentials.current(deadline);
        AwsRequestOverrideConfiguration signed = AwsRequestOverrideConfiguration.builder()
                .credentialsProvider(StaticCredentialsProvider.create(identity))
                .build();
        try {
            return calls.run(call, deadline, () -> request.apply(signed));
        } catch (RootProviderException e) {
            if (e.reason() == Reason.BAD_CREDENTIALS) {
                credentials.refused(identity);
            }
            throw e;
        }
    }

    private void requireAnswer(AwsOperation operation, boolean right) throws RootProviderException {
        if (!right) {
            throw fault(operation, Reason.ALTERED);
        }
    }

    private RootProviderException fault(AwsOperation operation, Reason reason) {
        return AwsFaults.of(new AwsCall(provider, operation, name.text()), reason, null);
    }

    @Override
    public String toString() {
        return "AwsKey[" + name + "]";
    }
}
