package io.keywright.providers.pkcs11;

import static io.keywright.providers.pkcs11.Calls.fails;
import static io.keywright.providers.pkcs11.Calls.key;
import static io.keywright.providers.pkcs11.Calls.roundTrips;
import static io.keywright.providers.pkcs11.Calls.wrap;
import static org.assertj.core.api.Assertions.assertThat;

import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.root.RootProviderException.Reason;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(SoftHsm.LOCK)
class TokenChoiceTest {

    private static TestToken token;

    @BeforeAll
    static void makeToken(@TempDir Path folder) throws Exception {
        token = new TestToken(folder);
    }

    private static Pkcs11RootProvider provider(Path library, String choice) {
        return new Pkcs11RootProvider(
                "hsm",
                new Pkcs11Settings(
                        Optional.of(library),
                        Optional.of(choice),
                        Optional.of(token.pinFile),
                        Optional.of(TestToken.KEY),
                        1),
                CryptoProviders.jdk());
    }

    @Test
    void findsATokenBySerialNumberAndBySlot() throws Exception {
        String serial = token.admin.cryptoki().tokenInfo(token.slot()).serial();
        for (String choice : new String[] {"serial=" + serial, "slot=" + token.slot()}) {
            try (Pkcs11RootProvider provider = provider(token.library, choice)) {
                roundTrips(key(provider));
            }
        }
    }

    @Test
    void saysWhichTokensThereAreIfItIsNoneOfThem() throws Exception {
        try (Pkcs11RootProvider provider = provider(token.library, "nowhere")) {
            assertThat(fails(Reason.UNREACHABLE, () -> wrap(key(provider))))
                    .hasMessageContaining("'nowhere'")
                    .hasMessageContaining("'" + token.label + "'")
                    .hasMessageContaining("keywright.providers.hsm.token");
        }
    }

    @Test
    void doesNotChooseBetweenTwo() throws Exception {
        for (int i = 0; i < 2; i++) {
            token.admin.initToken(token.admin.freeSlot(), "double");
        }
        try (Pkcs11RootProvider provider = provider(token.library, "double")) {
            assertThat(fails(Reason.WRONG_ENDPOINT, () -> wrap(key(provider)))).hasMessageContaining("serial=");
        }
    }

    @Test
    void saysThatALibraryIsNone() throws Exception {
        try (Pkcs11RootProvider provider = provider(token.pinFile, token.label)) {
            assertThat(fails(Reason.UNREACHABLE, () -> wrap(key(provider))))
                    .hasMessageContaining("keywright.providers.hsm.library");
        }
    }
}
