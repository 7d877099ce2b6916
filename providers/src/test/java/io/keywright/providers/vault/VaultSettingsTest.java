package io.keywright.providers.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keywright.providers.Fault;
import io.keywright.providers.vault.VaultSettings.Login;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Half a configuration is none, and all of its faults are told at once. */
class VaultSettingsTest {

    @TempDir
    private Path folder = Path.of("");

    private static VaultSettings at(String address, boolean allowHttp) {
        return new VaultSettings(
                Optional.of(address),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                allowHttp,
                Logins.token(Path.of("token")));
    }

    private static VaultSettings by(Login login) {
        return new VaultSettings(
                Optional.of("https://bao:8200"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                login);
    }

    private static List<String> properties(VaultSettings settings) {
        return settings.faults().stream().map(Fault::property).toList();
    }

    private static Login login(String auth) {
        return new Login(
                Optional.of(auth),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() throws Exception {
        VaultSettings settings = new VaultSettings(
                Optional.empty(),
                Optional.of("/transit/"),
                Optional.of("../k"),
                Optional.of("a b"),
                Optional.of(Files.writeString(folder.resolve("ca.pem"), "nothing")),
                false,
                Logins.NONE);

        assertThat(properties(settings)).containsExactly("address", "mount", "namespace", "key", "auth", "ca");
        assertThat(settings.faults()).allMatch(fault -> fault.advice().endsWith("."));
        assertThatThrownBy(() -> new VaultRootProvider("vault", settings, System::nanoTime))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("address must be set", "auth must be set to one of token, approle");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8200",
                "http://127.0.0.1:8200",
                "http://[::1]:8200",
                "https://bao.example.com",
                "https://10.0.0.1:8200/"
            })
    void anAddressIsByHttpsOrOnThisMachine(String address) {
        assertThat(at(address, false).faults()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://bao.example.com",
                "http://10.0.0.1:8200",
                "http://localhost.example.com",
                "http://127.0.0.1.nip.io"
            })
    void anAddressElsewhereWithoutTlsMustBeMeant(String address) {
        assertThat(at(address, false).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.advice()).contains("https://", "allow-http"));
        assertThat(at(address, true).faults()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bao",
                "ftp://bao",
                "https://",
                "https://u:p@bao",
                "https://bao/v1",
                "https://bao/?a",
                "https://bao#a",
                "https://bao:0"
            })
    void whatIsNoAddressOfAServerIsAFault(String address) {
        assertThat(properties(at(address, true))).containsExactly("address");
    }

    @Test
    void eachWayToLogInNeedsWhatItNeeds() {
        assertThat(properties(by(login("token")))).containsExactly("token-file");
        assertThat(properties(by(login("approle")))).containsExactly("role-id", "secret-id-file");
        assertThat(properties(by(login("kubernetes")))).containsExactly("role");
        assertThat(properties(by(login("certificate")))).containsExactly("certificate");
        assertThat(properties(by(login("userpass")))).containsExactly("auth");
    }

    @Test
    void whatAWayToLogInDoesNotTakeIsAFault() {
        Login both = new Login(
                Optional.of("token"),
                Optional.empty(),
                Optional.of(Path.of("token")),
                Optional.of("id"),
                Optional.of(Path.of("secret-id")),
                Optional.of("role"),
                Optional.of(Path.of("jwt")),
                Optional.of(Path.of("certificate")),
                Optional.empty());

        assertThat(properties(by(both)))
                .containsExactly("role-id", "secret-id-file", "role", "jwt-file", "certificate-key");
    }

    @Test
    void aCertificateThatCannotBeReadIsAFault() {
        assertThat(properties(by(Logins.certificate(folder.resolve("none.pem"), folder.resolve("none.pem")))))
                .containsExactly("certificate");
    }
}
