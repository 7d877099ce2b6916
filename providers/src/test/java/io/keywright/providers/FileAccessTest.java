package io.keywright.providers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileAccessTest {

    @ParameterizedTest
    @CsvSource({
        "rw-------, keywright, keywright, true",
        "rwx------, keywright, keywright, true",
        "r--------, root,      root,      true",
        "r--r-----, root,      keywright, true", // as systemd and Kubernetes hand secrets over
        "rw-r-----, root,      keywright, true",
        "---------, root,      keywright, true",
        "rw-rw----, root,      keywright, false",
        "rw-r--r--, root,      keywright, false",
        "rw-r-----, root,      root,      false",
        "rw-r-----, keywright, keywright, false",
        "rw----r--, keywright, keywright, false",
        "rw-r-----, somebody,  keywright, false"
    })
    void onlyRootHandsOverByWayOfAGroup(String permissions, String owner, String user, boolean isPrivate) {
        assertThat(FileAccess.isPrivate(PosixFilePermissions.fromString(permissions), owner, user))
                .isEqualTo(isPrivate);
    }
}
