package io.keywright.providers.aws;

import static io.keywright.providers.aws.AwsFixture.fault;
import static io.keywright.providers.aws.AwsFixture.in;
import static io.keywright.providers.aws.AwsFixture.wrap;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.root.Capability;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.ProviderKeyReference;
import io.keywright.testkit.provider.RootProviderContract;
import io.keywright.testkit.provider.TroubleshootingPage;
import io.keywright.testkit.provider.aws.AwsEmulator;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** The adapter against ministack, which knows the states and kinds of keys, but does not authenticate blobs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MinistackTest implements RootProviderContract {

    /** A blob of ministack begins with the key's id, which it does not read. */
    private static final int KEY_ID_BYTES = 36;

    @TempDir
    Path folder;

    private AwsEmulator emulator;
    private TcpDoor door;
    private AwsAdministration administration;
    private String key;
    private String otherKey;
    private AwsRootProvider provider;

    @BeforeAll
    void start() throws Exception {
        emulator = AwsEmulator.ministack();
        door = new TcpDoor(emulator.endpoint().getPort());
        administration = new AwsAdministration(emulator.endpoint());
        key = emulator.createKey(AwsFixture.REGION);
        otherKey = emulator.createKey(AwsFixture.REGION);
    }

    @AfterAll
    void stop() throws Exception {
        if (emulator != null) {
            administration.close();
            door.close();
            emulator.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        Path credentials = AwsFixture.credentials(folder.resolve("credentials"), "anybody", "anything");
        provider = new AwsRootProvider("aws", AwsFixture.settings(door.endpoint(), credentials, key));
    }

    @AfterEach
    void close() {
        provider.close();
    }

    @Override
    public RootProvider provider() {
        return new EmulatedProvider(provider, EnumSet.of(Capability.BINDS, Capability.RANDOMIZES));
    }

    @Override
    public ProviderKey stranger() throws Exception {
        return named(otherKey);
    }

    private ProviderKey named(String arn) throws RootProviderException {
        return provider.open(new ProviderKeyReference(Optional.of(arn), Optional.empty(), Optional.empty()));
    }

    @Override
    public List<byte[]> alterations(byte[] blob) {
        return IntStream.iterate(KEY_ID_BYTES + 3, at -> at < blob.length, at -> at + 7)
                .mapToObj(at -> {
                    byte[] altered = blob.clone();
                    altered[at] ^= 1;
                    return altered;
                })
                .toList();
    }

    @Override
    public int manyCalls() {
        return 30;
    }

    @Override
    public List<Outage> outages() {
        return List.of(
                new Outage("a line that is cut", Reason.UNREACHABLE, door::shut, door::open),
                new Outage(
                        "a key that is disabled",
                        Reason.KEY_DISABLED,
                        () -> administration.kms().disableKey(request -> request.keyId(key)),
                        this::enable),
                new Outage(
                        "a key that waits for its deletion",
                        Reason.KEY_DISABLED,
                        () -> administration
                                .kms()
                                .scheduleKeyDeletion(
                                        request -> request.keyId(key).pendingWindowInDays(7)),
                        () -> {
                            administration.kms().cancelKeyDeletion(request -> request.keyId(key));
                            enable();
                        }));
    }

    private void enable() {
        administration.kms().enableKey(request -> request.keyId(key));
    }

    @Test
    void wrapsUnderSymmetricKeysAlone() throws Exception {
        String rsa = administration
                .kms()
                .createKey(request -> request.keySpec(KeySpec.RSA_2048).keyUsage(KeyUsageType.ENCRYPT_DECRYPT))
                .keyMetadata()
                .arn();
        assertThat(fault(() -> named(rsa).describe(in(10_000))).reason()).isEqualTo(Reason.WRONG_KEY_TYPE);
        assertThat(fault(() -> wrap(named(rsa))).reason()).isEqualTo(Reason.WRONG_KEY_TYPE);
    }

    @Test
    void knowsNoKeyThatWasNeverMade() {
        String nobody = key.substring(0, key.length() - 12) + "000000000000";
        assertThat(fault(() -> wrap(named(nobody))).reason()).isEqualTo(Reason.KEY_NOT_FOUND);
        assertThat(fault(() -> named(nobody).describe(in(10_000))).reason()).isEqualTo(Reason.KEY_NOT_FOUND);
    }

    @Test
    void saysWhichKeyMaterialEncryptsNow() throws Exception {
        assertThat(named(key).describe(in(10_000)).version()).matches("[0-9a-f]{64}");
    }

    @Test
    void itsErrorsAreThoseOfThePageForTroubles() throws Exception {
        String nobody = key.substring(0, key.length() - 12) + "000000000000";
        String rsa = administration
                .kms()
                .createKey(request -> request.keySpec(KeySpec.RSA_2048).keyUsage(KeyUsageType.ENCRYPT_DECRYPT))
                .keyMetadata()
                .arn();
        RootProviderException missing = fault(() -> wrap(named(nobody)));
        RootProviderException asymmetric = fault(() -> wrap(named(rsa)));
        administration.kms().disableKey(request -> request.keyId(otherKey));
        RootProviderException disabled = fault(() -> wrap(named(otherKey)));
        administration.kms().enableKey(request -> request.keyId(otherKey));

        TroubleshootingPage.tells("AWS KMS", List.of(disabled, missing, asymmetric));
    }
}
