package io.keywright.providers.pkcs11.cryptoki;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;

/** {@code CK_FUNCTION_LIST} of a library: its version, and then pointers to its functions in an order that is fixed. */
final class FunctionList {

    private static final String ENTRY = "C_GetFunctionList";

    /** The functions of PKCS#11 v2.40 in the order of {@code pkcs11f.h}; v3.0 leaves this list as it is. */
    private static final List<String> ORDER = List.of(
            "C_Initialize",
            "C_Finalize",
            "C_GetInfo",
            "C_GetFunctionList",
            "C_GetSlotList",
            "C_GetSlotInfo",
            "C_GetTokenInfo",
            "C_GetMechanismList",
            "C_GetMechanismInfo",
            "C_InitToken",
            "C_InitPIN",
            "C_SetPIN",
            "C_OpenSession",
            "C_CloseSession",
            "C_CloseAllSessions",
            "C_GetSessionInfo",
            "C_GetOperationState",
            "C_SetOperationState",
            "C_Login",
            "C_Logout",
            "C_CreateObject",
            "C_CopyObject",
            "C_DestroyObject",
            "C_GetObjectSize",
            "C_GetAttributeValue",
            "C_SetAttributeValue",
            "C_FindObjectsInit",
            "C_FindObjects",
            "C_FindObjectsFinal",
            "C_EncryptInit",
            "C_Encrypt",
            "C_EncryptUpdate",
            "C_EncryptFinal",
            "C_DecryptInit",
            "C_Decrypt",
            "C_DecryptUpdate",
            "C_DecryptFinal",
            "C_DigestInit",
            "C_Digest",
            "C_DigestUpdate",
            "C_DigestKey",
            "C_DigestFinal",
            "C_SignInit",
            "C_Sign",
            "C_SignUpdate",
            "C_SignFinal",
            "C_SignRecoverInit",
            "C_SignRecover",
            "C_VerifyInit",
            "C_Verify",
            "C_VerifyUpdate",
            "C_VerifyFinal",
            "C_VerifyRecoverInit",
            "C_VerifyRecover",
            "C_DigestEncryptUpdate",
            "C_DecryptDigestUpdate",
            "C_SignEncryptUpdate",
            "C_DecryptVerifyUpdate",
            "C_GenerateKey",
            "C_GenerateKeyPair",
            "C_WrapKey",
            "C_UnwrapKey",
            "C_DeriveKey",
            "C_SeedRandom",
            "C_GenerateRandom",
            "C_GetFunctionStatus",
            "C_CancelFunction",
            "C_WaitForSlotEvent");

    private final MemorySegment list;

    private FunctionList(MemorySegment list) {
        this.list = list;
    }

    /**
     * Loads a library, for as long as this process runs: nobody can tell whether its threads are through.
     *
     * @throws IllegalArgumentException if it cannot be loaded, or is no PKCS#11 library
     */
    @SuppressWarnings("restricted")
    static FunctionList load(Path library) {
        requireLayout();
        SymbolLookup symbols = SymbolLookup.libraryLookup(library, Arena.global());
        MemorySegment entry = symbols.find(ENTRY)
                .orElseThrow(() -> new IllegalArgumentException(library + " has no function " + ENTRY));
        try (Scratch memory = new Scratch()) {
            MemorySegment pointer = memory.allocate(ADDRESS);
            new Function(ENTRY, entry, ADDRESS).call(pointer);
            return new FunctionList(pointer.get(ADDRESS, 0).reinterpret(ADDRESS.byteSize() * (1 + ORDER.size())));
        } catch (CryptokiException e) {
            throw new IllegalArgumentException(library + " does not tell its functions", e);
        }
    }

    private static void requireLayout() {
        MemoryLayout unsignedLong = Linker.nativeLinker().canonicalLayouts().get("long");
        if (!(unsignedLong instanceof ValueLayout.OfLong)) {
            throw new IllegalArgumentException("PKCS#11 libraries can be used on 64-bit Linux and macOS only");
        }
    }

    /** The function of that name. */
    Function function(String name, MemoryLayout... parameters) {
        int version = 1;
        MemorySegment address = list.getAtIndex(ADDRESS, version + ORDER.indexOf(name));
        if (address.equals(MemorySegment.NULL)) {
            throw new IllegalArgumentException("the PKCS#11 library lacks " + name);
        }
        return new Function(name, address, parameters);
    }
}
