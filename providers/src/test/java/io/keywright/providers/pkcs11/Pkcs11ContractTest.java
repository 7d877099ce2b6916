package io.keywright.providers.pkcs11;

import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.model.ProviderKeyReference;
import io.keywright.providers.pkcs11.cryptoki.Attribute;
import io.keywright.testkit.provider.RootProviderContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(SoftHsm.LOCK)
class Pkcs11ContractTest implements RootProviderContract {

    private static final long DEVICE_REMOVED = 0x32;
    private static final long USER_PIN_LOCKED = 0x40000;

    private static TestToken token;

    private Pkcs11RootProvider provider;

    @BeforeAll
    static void makeToken(@TempDir Path folder) throws Exception {
        token = new TestToken(folder);
    }

    @BeforeEach
    void open() {
        provider = token.provider();
    }

    @AfterEach
    void close() {
        token.unruly.behave();
        provider.close();
    }

    @Override
    public RootProvider provider() {
        return provider;
    }

    @Override
    public ProviderKey stranger() throws Exception {
        return provider.open(
                new ProviderKeyReference(Optional.of(TestToken.OTHER_KEY), Optional.empty(), Optional.empty()));
    }

    @Override
    public List<Outage> outages() {
        return List.of(
                new Outage(
                        "a token that is not plugged in",
                        Reason.UNREACHABLE,
                        () -> token.unruly.fail(Unruly.EVERY_FUNCTION, DEVICE_REMOVED),
                        () -> token.unruly.behave()),
                new Outage(
                        "a PIN that is locked",
                        Reason.BAD_CREDENTIALS,
                        () -> {
                            token.unruly.flags(USER_PIN_LOCKED);
                            token.admin.closeAllSessions(token.slot());
                        },
                        () -> token.unruly.behave()),
                new Outage(
                        "a key that may not decrypt", Reason.WRONG_KEY_TYPE, () -> permit(false), () -> permit(true)),
                new Outage(
                        "a key under another label",
                        Reason.KEY_NOT_FOUND,
                        () -> rename(TestToken.KEY, "away"),
                        () -> rename("away", TestToken.KEY)));
    }

    private void permit(boolean use) throws Exception {
        token.change(session -> {
            token.admin.set(session, TestToken.KEY, Attribute.of(Attribute.DECRYPT, use));
            token.admin.set(session, TestToken.KEY, Attribute.of(Attribute.ENCRYPT, use));
        });
    }

    private void rename(String from, String to) throws Exception {
        token.change(session -> token.admin.set(session, from, Attribute.of(Attribute.LABEL, to)));
        token.admin.closeAllSessions(token.slot());
    }
}
