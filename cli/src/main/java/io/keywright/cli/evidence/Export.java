package io.keywright.cli.evidence;

import io.keywright.cli.kms.KmsAnswer;
import io.keywright.cli.kms.KmsClient;
import io.keywright.verifier.terminal.CommandFailed;
import io.keywright.verifier.terminal.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * An export that a service was asked for.
 *
 * @param answer what the service says of it
 */
record Export(KmsAnswer answer) {

    private static final String FOLDER = "evidence/exports";

    /** Asks for one. */
    static Export order(KmsClient client, Map<String, String> request) throws IOException, InterruptedException {
        return new Export(client.post(FOLDER, request));
    }

    /** How it stands. */
    static Export find(KmsClient client, String id, Optional<String> tenant) throws IOException, InterruptedException {
        return new Export(client.get(path(id) + query(tenant)));
    }

    String id() {
        return answer.text("export_id");
    }

    /** Whether nothing more will become of it. */
    boolean hasEnded() {
        return isReady() || state().equals("failed");
    }

    private boolean isReady() {
        return state().equals("ready");
    }

    private String state() {
        return answer.text("state");
    }

    /** Writes its package into a file that is not there yet. */
    void download(KmsClient client, Optional<String> tenant, Path file) throws IOException, InterruptedException {
        if (!isReady()) {
            throw CommandFailed.because(
                    hasEnded()
                            ? "The export has failed: %s. The service's log says more; try again."
                                    .formatted(Printable.of(
                                            answer.optionalText("failure").orElse("unknown")))
                            : "The export is %s; try again when it is ready.".formatted(Printable.of(state())));
        }
        client.download(path(id()) + "/download" + query(tenant), file);
    }

    private static String path(String id) {
        if (!id.matches("[0-9a-f-]{36}")) {
            throw CommandFailed.because("The service's answer has no export_id that is one.");
        }
        return FOLDER + "/" + id;
    }

    private static String query(Optional<String> tenant) {
        return tenant.map(it -> "?tenant_id=" + it).orElse("");
    }
}
