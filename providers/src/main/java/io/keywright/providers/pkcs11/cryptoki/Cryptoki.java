package io.keywright.providers.pkcs11.cryptoki;

import static io.keywright.providers.pkcs11.cryptoki.Structures.INITIALIZE_ARGUMENTS;
import static io.keywright.providers.pkcs11.cryptoki.Structures.SESSION_INFO;
import static io.keywright.providers.pkcs11.cryptoki.Structures.TOKEN_INFO;
import static io.keywright.providers.pkcs11.cryptoki.Structures.ULONG;
import static io.keywright.providers.pkcs11.cryptoki.Structures.offset;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A PKCS#11 library that serves slots, sessions and objects. Each method is one function of the interface, or the few that
 * make sense together only; names and errors are the standard's. Calls block for as long as the library likes and cannot be
 * interrupted. Safe from any thread, but a session is for one thread at a time.
 */
public final class Cryptoki {

    private static final long OS_LOCKING_OK = 2;
    private static final int MOST_SLOTS = 1024;

    private final Function initialize;
    private final Function getSlotList;
    private final Function getTokenInfo;
    private final Function openSession;
    private final Function closeSession;
    private final Function getSessionInfo;
    private final Function login;
    private final Objects objects;
    private final Operations operations;

    private Cryptoki(FunctionList functions) {
        this.initialize = functions.function("C_Initialize", ADDRESS);
        this.getSlotList = functions.function("C_GetSlotList", JAVA_BYTE, ADDRESS, ADDRESS);
        this.getTokenInfo = functions.function("C_GetTokenInfo", ULONG, ADDRESS);
        this.openSession = functions.function("C_OpenSession", ULONG, ULONG, ADDRESS, ADDRESS, ADDRESS);
        this.closeSession = functions.function("C_CloseSession", ULONG);
        this.getSessionInfo = functions.function("C_GetSessionInfo", ULONG, ADDRESS);
        this.login = functions.function("C_Login", ULONG, ULONG, ADDRESS, ULONG);
        this.objects = new Objects(functions);
        this.operations = new Operations(functions);
    }

    /**
     * Loads a library, for as long as this process runs.
     *
     * @throws IllegalArgumentException if it cannot be loaded, or is no PKCS#11 library
     */
    public static Cryptoki load(Path library) {
        return new Cryptoki(FunctionList.load(library));
    }

    /** C_Initialize for use by many threads. Does nothing if somebody in this process has called it already. */
    public void initialize() throws CryptokiException {
        try (Scratch memory = new Scratch()) {
            MemorySegment arguments = memory.allocate(INITIALIZE_ARGUMENTS);
            arguments.set(ULONG, offset(INITIALIZE_ARGUMENTS, "flags"), OS_LOCKING_OK);
            initialize.call(arguments);
        } catch (CryptokiException e) {
            if (!e.is(ReturnValue.CRYPTOKI_ALREADY_INITIALIZED)) {
                throw e;
            }
        }
    }

    /** The slots that hold a token. Also has the library look for tokens that came or went. */
    public List<Long> slots() throws CryptokiException {
        byte tokenPresent = 1;
        try (Scratch memory = new Scratch()) {
            MemorySegment count = memory.allocate(ULONG);
            getSlotList.call(tokenPresent, MemorySegment.NULL, count);
            MemorySegment slots = memory.allocate(ULONG, MOST_SLOTS);
            count.set(ULONG, 0, MOST_SLOTS);
            getSlotList.call(tokenPresent, slots, count);
            return LongStream.range(0, Math.min(count.get(ULONG, 0), MOST_SLOTS))
                    .mapToObj(i -> slots.getAtIndex(ULONG, i))
                    .toList();
        }
    }

    public TokenInfo tokenInfo(long slot) throws CryptokiException {
        try (Scratch memory = new Scratch()) {
            MemorySegment info = memory.allocate(TOKEN_INFO);
            getTokenInfo.call(slot, info);
            return TokenInfo.read(slot, info);
        }
    }

    /** A new session, which can change objects of the token or only read and use them. */
    public long openSession(long slot, Access access) throws CryptokiException {
        try (Scratch memory = new Scratch()) {
            MemorySegment session = memory.allocate(ULONG);
            openSession.call(slot, access.flags, MemorySegment.NULL, MemorySegment.NULL, session);
            return session.get(ULONG, 0);
        }
    }

    /** What a session may do with the token's objects. */
    public enum Access {
        READ_ONLY(0x4),
        READ_WRITE(0x6);

        private final long flags;

        Access(long flags) {
            this.flags = flags;
        }
    }

    public void closeSession(long session) throws CryptokiException {
        closeSession.call(session);
    }

    /** Whether the token counts this process as logged in as its user. */
    public boolean loggedIn(long session) throws CryptokiException {
        long readOnlyUser = 1;
        long readWriteUser = 3;
        try (Scratch memory = new Scratch()) {
            MemorySegment info = memory.allocate(SESSION_INFO);
            getSessionInfo.call(session, info);
            long state = info.get(ULONG, offset(SESSION_INFO, "state"));
            return state == readOnlyUser || state == readWriteUser;
        }
    }

    /** Passes if the token counts this process as logged in; CKR_USER_NOT_LOGGED_IN if not. */
    public void requireLogin(long session) throws CryptokiException {
        if (!loggedIn(session)) {
            throw new CryptokiException("C_GetSessionInfo", ReturnValue.USER_NOT_LOGGED_IN.code());
        }
    }

    /** Logs this process in at the token of {@code session} as its user. */
    public void login(long session, byte[] pin) throws CryptokiException {
        long user = 1;
        try (Scratch memory = new Scratch()) {
            login.call(session, user, memory.copyOf(pin), (long) pin.length);
        }
    }

    /** Finding, making, reading and destroying objects. */
    public Objects objects() {
        return objects;
    }

    /** What is done with keys. */
    public Operations operations() {
        return operations;
    }
}
