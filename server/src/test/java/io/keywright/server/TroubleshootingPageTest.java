package io.keywright.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.administration.Remedy;
import io.keywright.core.root.RootProviderException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever is sent to the docs because of a root provider's reason finds the place. */
class TroubleshootingPageTest {

    @ParameterizedTest
    @EnumSource
    void everyReasonHasItsPlace(Reason reason) throws IOException {
        String[] page = Remedy.page(reason).split("#", 2);
        assertThat(Files.readString(Path.of("..", page[0])))
                .containsOnlyOnce("<a id=\"" + page[1] + "\"></a>`" + page[1] + "`");
    }
}
