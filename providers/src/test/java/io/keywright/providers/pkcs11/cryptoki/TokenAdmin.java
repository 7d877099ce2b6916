package io.keywright.providers.pkcs11.cryptoki;

import static io.keywright.providers.pkcs11.cryptoki.Structures.ULONG;
import static java.lang.foreign.ValueLayout.ADDRESS;

import io.keywright.providers.pkcs11.cryptoki.Cryptoki.Access;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What a token's officer and user do with it, and what befalls it at the hands of others in the process. */
public final class TokenAdmin {

    private static final String OFFICERS_PIN = "officer-5678";
    private static final long OFFICER = 0;
    private static final long USER = 1;

    private final Cryptoki cryptoki;
    private final Function initToken;
    private final Function initPin;
    private final Function login;
    private final Function logout;
    private final Function closeAllSessions;
    private final Function finalizeLibrary;
    private final Function generateKey;
    private final Function setAttributeValue;

    public TokenAdmin(Path library) throws CryptokiException {
        FunctionList functions = FunctionList.load(library);
        this.cryptoki = Cryptoki.load(library);
        this.initToken = functions.function("C_InitToken", ULONG, ADDRESS, ULONG, ADDRESS);
        this.initPin = functions.function("C_InitPIN", ULONG, ADDRESS, ULONG);
        this.login = functions.function("C_Login", ULONG, ULONG, ADDRESS, ULONG);
        this.logout = functions.function("C_Logout", ULONG);
        this.closeAllSessions = functions.function("C_CloseAllSessions", ULONG);
        this.finalizeLibrary = functions.function("C_Finalize", ADDRESS);
        this.generateKey = functions.function("C_GenerateKey", ULONG, ADDRESS, ADDRESS, ULONG, ADDRESS);
        this.setAttributeValue = functions.function("C_SetAttributeValue", ULONG, ULONG, ADDRESS, ULONG);
        cryptoki.initialize();
    }

    public Cryptoki cryptoki() {
        return cryptoki;
    }

    /** The slot of an empty token that SoftHSM always has. */
    public long freeSlot() throws CryptokiException {
        for (long slot : cryptoki.slots()) {
            if (!cryptoki.tokenInfo(slot).has(TokenInfo.Flag.INITIALIZED)) {
                return slot;
            }
        }
        throw new IllegalStateException("SoftHSM has no free slot");
    }

    /** The slot of a token, which may change when the library is initialized. */
    public long slot(String label) throws CryptokiException {
        for (long slot : cryptoki.slots()) {
            if (cryptoki.tokenInfo(slot).label().equals(label)) {
                return slot;
            }
        }
        throw new IllegalStateException("there is no token " + label);
    }

    /** Makes an empty token of it, without a user's PIN. */
    public void initToken(long slot, String label) throws CryptokiException {
        byte[] padded = Arrays.copyOf(label.getBytes(StandardCharsets.UTF_8), 32);
        Arrays.fill(padded, label.length(), 32, (byte) ' ');
        try (Scratch memory = new Scratch()) {
            initToken.call(slot, pin(memory, OFFICERS_PIN), (long) OFFICERS_PIN.length(), memory.copyOf(padded));
        }
    }

    public void initPin(long slot, String pin) throws CryptokiException {
        long session = cryptoki.openSession(slot, Access.READ_WRITE);
        try (Scratch memory = new Scratch()) {
            login.call(session, OFFICER, pin(memory, OFFICERS_PIN), (long) OFFICERS_PIN.length());
            initPin.call(session, pin(memory, pin), (long) pin.length());
            logout.call(session);
        } finally {
            cryptoki.closeSession(session);
        }
    }

    /** What the user does in a session that can change the token. */
    @FunctionalInterface
    public interface Change {
        void in(long session) throws CryptokiException;
    }

    public void asUser(long slot, String pin, Change change) throws CryptokiException {
        long session = cryptoki.openSession(slot, Access.READ_WRITE);
        try (Scratch memory = new Scratch()) {
            if (!cryptoki.loggedIn(session)) {
                login.call(session, USER, pin(memory, pin), (long) pin.length());
            }
            change.in(session);
        } finally {
            cryptoki.closeSession(session);
        }
    }

    /** Makes an AES-256 key as it should be, but for {@code others}. */
    public void makeAesKey(long session, String label, byte[] id, Attribute... others) throws CryptokiException {
        List<Attribute> usual = List.of(
                Attribute.of(Attribute.TOKEN, true),
                Attribute.of(Attribute.PRIVATE, true),
                Attribute.of(Attribute.SENSITIVE, true),
                Attribute.of(Attribute.EXTRACTABLE, false),
                Attribute.of(Attribute.ENCRYPT, true),
                Attribute.of(Attribute.DECRYPT, true),
                Attribute.of(Attribute.VALUE_LEN, 32),
                Attribute.of(Attribute.LABEL, label),
                Attribute.of(Attribute.ID, id));
        List<Attribute> template = Stream.concat(
                        usual.stream()
                                .filter(attribute ->
                                        Stream.of(others).noneMatch(other -> other.type() == attribute.type())),
                        Stream.of(others))
                .toList();
        try (Scratch memory = new Scratch()) {
            generateKey.call(
                    session,
                    Mechanism.Plain.AES_KEY_GEN.write(memory),
                    Attributes.write(memory, template),
                    (long) template.size(),
                    memory.allocate(ULONG));
        }
    }

    public void set(long session, String label, Attribute attribute) throws CryptokiException {
        try (Scratch memory = new Scratch()) {
            for (long object : objects(session, label)) {
                setAttributeValue.call(session, object, Attributes.write(memory, List.of(attribute)), 1L);
            }
        }
    }

    public void destroy(long session, String label) throws CryptokiException {
        for (long object : objects(session, label)) {
            cryptoki.objects().destroy(session, object);
        }
    }

    public List<Long> objects(long session, String label) throws CryptokiException {
        return cryptoki.objects().find(session, 100, Attribute.of(Attribute.LABEL, label));
    }

    public void closeAllSessions(long slot) throws CryptokiException {
        closeAllSessions.call(slot);
    }

    public void logout(long slot) throws CryptokiException {
        long session = cryptoki.openSession(slot, Access.READ_ONLY);
        try {
            logout.call(session);
        } finally {
            cryptoki.closeSession(session);
        }
    }

    public void finalizeLibrary() throws CryptokiException {
        finalizeLibrary.call(MemorySegment.NULL);
    }

    private static MemorySegment pin(Scratch memory, String pin) {
        return memory.copyOf(pin.getBytes(StandardCharsets.UTF_8));
    }
}
