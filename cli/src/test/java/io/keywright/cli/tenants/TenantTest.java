package io.keywright.cli.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.keywright.cli.CapturedTerminal;
import io.keywright.cli.kms.KmsAnswer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TenantTest {

    private static final String OFF = """
            {"tenant_id": "acme", "name": "Acme\\u001b[2J", "created_at": "2026-11-26T09:30:00.000Z",
             "root": {"state": "off", "reason": "key_disabled", "what_to_do": "Ask the owner of acme to switch it on again.",
              "since": "2026-11-26T10:12:31.418Z", "wrappings": [
               {"wrapping_id": "01a2005d-6f00-7000-8a31-52b7c4d9e610", "provider": "vault", "key": "acme", "preference": 0},
               {"wrapping_id": "01a2005d-6f00-7000-8a31-52b7c4d9e611", "provider": "escrow", "preference": 9}]}}
            """;

    private static Tenant off() throws IOException {
        return new Tenant(new KmsAnswer(JSON.std.mapFrom(OFF)));
    }

    @Test
    void aRootThatIsOffSaysSinceWhenWhyAndWhatToDo() throws Exception {
        CapturedTerminal screen = new CapturedTerminal();

        off().print(screen.terminal());

        assertThat(screen.output())
                .containsPattern("state +off, since 2026-11-26 10:12Z")
                .containsPattern("reason +key_disabled")
                .containsPattern("to do +Ask the owner of acme to switch it on again")
                .containsPattern("provider +vault\\n +key +acme\\n +preference +0")
                .containsPattern("provider +escrow\\n +key +the one that the provider is configured with")
                .doesNotContain("\033");
    }

    @Test
    void aRowNamesProvidersAndKeysInTheOrderInWhichTheyAreTried() throws Exception {
        assertThat(off().providers()).isEqualTo("vault, escrow");
        assertThat(off().keys()).isEqualTo("acme, the provider's");
    }
}
