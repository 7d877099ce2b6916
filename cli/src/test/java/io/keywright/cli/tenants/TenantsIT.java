package io.keywright.cli.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.cli.CapturedTerminal;
import io.keywright.cli.SharedServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The command against a development server, which has one provider and asks for no approvals. */
class TenantsIT {

    @RegisterExtension
    private static final SharedServer SERVER = new SharedServer();

    private static CapturedTerminal run(int exitCode, String as, String... arguments) {
        return SERVER.call(
                exitCode,
                Stream.of(Stream.of("tenants"), Stream.of(arguments), Stream.of("--as", as))
                        .flatMap(each -> each)
                        .toArray(String[]::new));
    }

    @Test
    void createsShowsListsAndMoves() {
        assertThat(run(0, "operator", "create", "walled", "--name", "Walled", "--wrapping", "provider=local")
                        .output())
                .startsWith("walled\n")
                .containsPattern("state +ready")
                .containsPattern("provider +local");
        assertThat(run(0, "operator", "list").output()).containsPattern("walled +Walled +ready +- +local");
        assertThat(run(0, "operator", "move", "walled", "--wrapping", "provider=local,preference=3")
                        .output())
                .containsPattern("preference +3");
        assertThat(run(0, "operator", "show", "walled", "-o", "json").output()).contains("\"preference\":3");
    }

    @Test
    void givesARootItsNextVersionAndShowsTheOldOne() {
        run(0, "operator", "create", "renewed");
        assertThat(run(0, "operator", "rotate-root", "renewed").output()).contains("The root has version 2 now.");
        assertThat(run(0, "operator", "show", "renewed").output())
                .containsPattern("version +2")
                .containsPattern("version 1 +until nothing lies under it, now 0");
        assertThat(run(1, "operator", "rotate-root", "nobody").errors()).contains("There is no such tenant");
    }

    @Test
    void saysWhatIsRefusedAndMisused() {
        assertThat(run(1, "operator", "create", "elsewhere", "--wrapping", "provider=aws")
                        .errors())
                .contains("400 INVALID_REQUEST: There is no root provider of that name; there are local");
        assertThat(run(1, "demo", "list").errors()).contains("403 UNAUTHORIZED", "platform-admin");
        assertThat(run(2, "operator", "show", "..").errors()).contains("TENANT must be a tenant's id");
        assertThat(run(2, "operator", "move", "walled").errors()).contains("--wrapping");
        assertThat(run(2, "operator", "create", "x", "--approve", "y", "--approval-token", "z")
                        .errors())
                .contains("--approve", "--approval-token", "mutually exclusive");
    }
}
