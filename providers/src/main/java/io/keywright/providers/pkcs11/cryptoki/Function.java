package io.keywright.providers.pkcs11.cryptoki;

import static io.keywright.providers.pkcs11.cryptoki.Structures.ULONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/** One function of the interface. All of them answer {@code CK_RV}. Safe from any thread, as far as the library is. */
final class Function {

    private final String name;
    private final MethodHandle handle;

    @SuppressWarnings("restricted")
    Function(String name, MemorySegment address, MemoryLayout... parameters) {
        this.name = name;
        this.handle = Linker.nativeLinker()
                .downcallHandle(address, FunctionDescriptor.of(ULONG, parameters))
                .asSpreader(Object[].class, parameters.length)
                .asType(MethodType.methodType(long.class, Object[].class));
    }

    /** @throws CryptokiException if it answers anything but CKR_OK */
    void call(Object... arguments) throws CryptokiException {
        long answer = answer(arguments);
        if (answer != ReturnValue.OK) {
            throw new CryptokiException(name, answer);
        }
    }

    private long answer(Object[] arguments) {
        try {
            return (long) handle.invokeExact(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("cannot call " + name, e);
        }
    }
}
