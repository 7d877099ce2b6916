package io.keywright.providers.pkcs11;

import static io.keywright.providers.pkcs11.Calls.fails;
import static io.keywright.providers.pkcs11.Calls.key;
import static io.keywright.providers.pkcs11.Calls.wrap;

import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.providers.pkcs11.cryptoki.Attribute;
import io.keywright.testkit.provider.TroubleshootingPage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The errors that users of a token meet most are those on the page. */
@ResourceLock(SoftHsm.LOCK)
class Pkcs11TroubleshootingTest {

    @Test
    void itsErrorsAreThoseOfThePage(@TempDir Path folder) throws Exception {
        TestToken token = new TestToken(folder);
        token.makeKey("leaves", Attribute.of(Attribute.EXTRACTABLE, true));
        RootProviderException missing;
        RootProviderException unsafe;
        try (Pkcs11RootProvider provider = token.provider()) {
            missing = fails(Reason.KEY_NOT_FOUND, () -> wrap(key(provider, "gone")));
            unsafe = fails(Reason.WRONG_KEY_TYPE, () -> wrap(key(provider, "leaves")));
        }
        token.writePin("wrong-pin-1");
        try (Pkcs11RootProvider provider = token.provider()) {
            RootProviderException unknown = fails(Reason.BAD_CREDENTIALS, () -> wrap(key(provider)));

            TroubleshootingPage.tells("PKCS#11", List.of(unknown, missing, unsafe));
        }
    }
}
