package io.keywright.cli.keys;

import io.keywright.cli.approvals.ApprovalOptions;
import io.keywright.cli.kms.KeyPath;
import io.keywright.cli.kms.KmsClient;
import io.keywright.model.KeyReference;
import io.keywright.verifier.terminal.CommandFailed;
import java.io.IOException;
import picocli.CommandLine.Parameters;

/** The key that a command is about, its first parameter. Mixed in by {@code @Mixin}. */
public final class KeyParameter {

    @Parameters(index = "0", paramLabel = "KEY", description = "The key's id, or alias/NAME.")
    private String key = "";

    /**
     * Where it is at the service.
     *
     * @throws CommandFailed if it is no key's name
     */
    public String path() {
        return KeyPath.of(key);
    }

    /**
     * As requests name it.
     *
     * @throws CommandFailed if it is no key's name
     */
    public String reference() {
        return KeyPath.reference(key);
    }

    /** The same of a request that may need an approval: one that is asked for is of one key, whatever an alias stands for by then. */
    public String reference(KmsClient client, ApprovalOptions approval) throws IOException, InterruptedException {
        return approval.asks() ? id(client) : reference();
    }

    /** Its id, which the service is asked for if the person gave an alias. */
    String id(KmsClient client) throws IOException, InterruptedException {
        return key.startsWith(KeyReference.ALIAS_PREFIX) ? client.get(path()).text("key_id") : reference();
    }
}
