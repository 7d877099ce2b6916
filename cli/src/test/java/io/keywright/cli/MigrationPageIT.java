package io.keywright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.testkit.openbao.OpenBao;
import io.keywright.testkit.openbao.SharedOpenBao;
import io.keywright.testkit.provider.aws.AwsEmulator;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The page about coming from elsewhere: real keys of OpenBao, of an emulator of AWS, and of files. */
@ExtendWith(SharedOpenBao.class)
@ResourceLock(SharedOpenBao.LOCK)
class MigrationPageIT {

    @RegisterExtension
    private static final SharedServer SERVER = new SharedServer();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void haveADevelopmentServer() throws Exception {
        Files.createSymbolicLink(folder.resolve(".keywright"), SERVER.data());
    }

    @AfterEach
    void leaveIt() throws Exception {
        Files.delete(folder.resolve(".keywright"));
    }

    @Test
    void itsLinesBringKeysAndDataHere(OpenBao bao) throws Exception {
        try (AwsEmulator aws = AwsEmulator.moto()) {
            String output = Pasted.in(folder)
                    .with(OpenBao.programs())
                    .with(AwsEmulator.programs())
                    .with("BAO_ADDR", bao.address())
                    .with("BAO_CACERT", bao.ca().toString())
                    .with("BAO_TOKEN", bao.root().token())
                    .with("AWS_ENDPOINT_URL", aws.endpoint().toString())
                    .with("AWS_DEFAULT_REGION", "eu-central-1")
                    .with("AWS_ACCESS_KEY_ID", "somebody")
                    .with("AWS_SECRET_ACCESS_KEY", "secret")
                    .run(String.join("\n", Pasted.blocks("docs/migration.md")));

            assertThat(output)
                    .contains("✓ The signature is right: EdDSA", "Verified OK", "✓ The signature is right: ES256")
                    .containsPattern("orders-vault-v2\n +type +AES-256\n +uses +decrypt\n +state +archived")
                    .containsPattern("re_encrypted +[-0-9a-f]+ +success")
                    .contains("✓ Each change that is told is the one that its receipt vouches for.");
        }
        assertThat(folder.resolve(".keywright/move/records"))
                .content()
                .hasLineCount(4)
                .doesNotContain("vault:");
    }
}
