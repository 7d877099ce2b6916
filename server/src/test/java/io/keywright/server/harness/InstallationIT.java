package io.keywright.server.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class InstallationIT {

    private static final Pattern FOLDER = Pattern.compile("(\\S+)/data/missing\\.pem");

    @Test
    void aServerThatDoesNotStartLeavesNothingBehind() {
        IllegalStateException failure = catchThrowableOfType(
                IllegalStateException.class,
                () -> Installation.start(Map.of("keywright.tls.key", "${keywright.data}/missing.pem")));

        Matcher folder = FOLDER.matcher(String.valueOf(failure.getMessage()));
        assertThat(folder.find()).as("the folder in: %s", failure).isTrue();
        assertThat(Path.of(folder.group(1))).doesNotExist();
    }
}
