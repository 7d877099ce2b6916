package io.keywright.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.core.tenant.UnopenedRootException.Fault;
import io.keywright.model.KeywrightException;
import io.keywright.model.ProviderKeyReference;
import io.keywright.model.Wrapping;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page about roots that do not open has a place for each reason, under the very message that callers see. */
class TroubleshootingPageTest {

    private static final Wrapping WRAPPING = new Wrapping(new UUID(0, 1), "cloud", ProviderKeyReference.DEFAULT, 0);

    private String page = "";

    @BeforeEach
    void read() throws Exception {
        page = Files.readString(Path.of("../docs/setup/KMS_TROUBLESHOOTING.md"));
    }

    private static RootProviderException cause(Reason reason) {
        return new RootProviderException(reason, "as planned");
    }

    private static String quoted(KeywrightException refusal) {
        return "\n> " + refusal.getMessage() + "\n";
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void eachReasonStandsUnderItsMessage(Reason reason) {
        KeywrightException refusal =
                new UnopenedRootException("acme", List.of(new Fault(WRAPPING, cause(reason)))).asRefusal();
        String anchor = "<a id=\"" + reason.wireName() + "\"></a>`" + reason.wireName() + "`";
        String table = page.substring(page.indexOf(quoted(refusal)));
        int end = table.indexOf("\n> ", 1);
        assertThat(page).contains(quoted(refusal));
        assertThat(table.substring(0, end)).contains(anchor);
    }

    @Test
    void whatKeepsARootFromBeingMadeOrMovedIsQuoted() {
        assertThat(page)
                .contains(quoted(RootFaults.notWrapped("acme", WRAPPING, cause(Reason.PERMISSION_MISSING))))
                .contains(quoted(RootFaults.lost()));
    }
}
