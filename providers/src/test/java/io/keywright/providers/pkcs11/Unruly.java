package io.keywright.providers.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** Makes {@code unruly.c} behave badly. */
final class Unruly {

    static final int EVERY_FUNCTION = -1;
    static final int LOGIN = 18;
    static final int ENCRYPT = 30;
    static final int DECRYPT = 34;

    private final MethodHandle fail;
    private final MethodHandle hang;
    private final MethodHandle flags;
    private final MethodHandle unlock;
    private final MethodHandle hung;
    private final MethodHandle logins;
    private final MethodHandle opened;

    @SuppressWarnings("restricted")
    Unruly(Path library) {
        SymbolLookup symbols = SymbolLookup.libraryLookup(library, Arena.global());
        this.fail = function(symbols, "unruly_fail", FunctionDescriptor.ofVoid(JAVA_INT, JAVA_LONG));
        this.hang = function(symbols, "unruly_hang", FunctionDescriptor.ofVoid(JAVA_INT));
        this.flags = function(symbols, "unruly_flags", FunctionDescriptor.ofVoid(JAVA_LONG));
        this.unlock = function(symbols, "unruly_unlock", FunctionDescriptor.ofVoid());
        this.hung = function(symbols, "unruly_hung", FunctionDescriptor.of(JAVA_INT));
        this.logins = function(symbols, "unruly_logins", FunctionDescriptor.of(JAVA_INT));
        this.opened = function(symbols, "unruly_opened", FunctionDescriptor.of(JAVA_INT));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(SymbolLookup symbols, String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(symbols.findOrThrow(name), descriptor);
    }

    /** Has a function answer {@code code}, and nothing else. */
    void fail(int function, long code) {
        run(() -> (Object) fail.invoke(function, code));
    }

    void behave() {
        fail(EVERY_FUNCTION, 0);
        hang(false);
        flags(0);
        unlock();
    }

    /** Has encryption, decryption and signatures wait until they are let go on. */
    void hang(boolean on) {
        run(() -> (Object) hang.invoke(on ? 1 : 0));
    }

    /** Adds flags to the token's. */
    void flags(long on) {
        run(() -> (Object) flags.invoke(on));
    }

    /** Forgets the wrong PINs, of which three lock the token. */
    void unlock() {
        run(() -> (Object) unlock.invoke());
    }

    /** How many calls hang. */
    int hung() {
        return (int) run(() -> (int) hung.invoke());
    }

    /** How many times a user's PIN was presented. */
    int logins() {
        return (int) run(() -> (int) logins.invoke());
    }

    /** How many sessions were opened. */
    int opened() {
        return (int) run(() -> (int) opened.invoke());
    }

    @FunctionalInterface
    private interface Call {
        Object run() throws Throwable;
    }

    private static Object run(Call call) {
        try {
            return call.run();
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
