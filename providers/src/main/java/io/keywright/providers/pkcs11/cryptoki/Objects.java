package io.keywright.providers.pkcs11.cryptoki;

import static io.keywright.providers.pkcs11.cryptoki.Structures.ULONG;
import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.LongStream;

/** The objects of a token, each named by a handle that lasts as long as the sessions do. */
public final class Objects {

    private final Function findInit;
    private final Function find;
    private final Function findFinal;
    private final Function getAttributeValue;
    private final Function generateKeyPair;
    private final Function destroy;

    Objects(FunctionList functions) {
        this.findInit = functions.function("C_FindObjectsInit", ULONG, ADDRESS, ULONG);
        this.find = functions.function("C_FindObjects", ULONG, ADDRESS, ULONG, ADDRESS);
        this.findFinal = functions.function("C_FindObjectsFinal", ULONG);
        this.getAttributeValue = functions.function("C_GetAttributeValue", ULONG, ULONG, ADDRESS, ULONG);
        this.generateKeyPair = functions.function(
                "C_GenerateKeyPair", ULONG, ADDRESS, ADDRESS, ULONG, ADDRESS, ULONG, ADDRESS, ADDRESS);
        this.destroy = functions.function("C_DestroyObject", ULONG, ULONG);
    }

    /** Up to {@code most} objects that have all these attributes and that the session may see. */
    public List<Long> find(long session, int most, Attribute... wanted) throws CryptokiException {
        try (Scratch memory = new Scratch()) {
            findInit.call(session, Attributes.write(memory, List.of(wanted)), (long) wanted.length);
            MemorySegment handles = memory.allocate(ULONG, most);
            MemorySegment count = memory.allocate(ULONG);
            find.call(session, handles, (long) most, count);
            findFinal.call(session);
            return LongStream.range(0, Math.min(count.get(ULONG, 0), most))
                    .mapToObj(i -> handles.getAtIndex(ULONG, i))
                    .toList();
        }
    }

    /** Some attributes, as far as the token tells them. */
    public Attributes attributes(long session, long object, long... types) throws CryptokiException {
        try (Scratch memory = new Scratch()) {
            MemorySegment room = Attributes.room(memory, types);
            try {
                getAttributeValue.call(session, object, room, (long) types.length);
            } catch (CryptokiException e) {
                requireOnlyOmissions(e);
            }
            return Attributes.read(room, types);
        }
    }

    private static void requireOnlyOmissions(CryptokiException e) throws CryptokiException {
        if (!e.is(ReturnValue.ATTRIBUTE_TYPE_INVALID)
                && !e.is(ReturnValue.ATTRIBUTE_SENSITIVE)
                && !e.is(ReturnValue.BUFFER_TOO_SMALL)) {
            throw e;
        }
    }

    /** The two objects of a key pair. */
    public record KeyPair(long publicKey, long privateKey) {}

    /** Makes a key pair; {@code session} must be one for reading and writing. */
    public KeyPair generateKeyPair(
            long session, Mechanism mechanism, List<Attribute> publicKey, List<Attribute> privateKey)
            throws CryptokiException {
        try (Scratch memory = new Scratch()) {
            MemorySegment publicHandle = memory.allocate(ULONG);
            MemorySegment privateHandle = memory.allocate(ULONG);
            generateKeyPair.call(
                    session,
                    mechanism.write(memory),
                    Attributes.write(memory, publicKey),
                    (long) publicKey.size(),
                    Attributes.write(memory, privateKey),
                    (long) privateKey.size(),
                    publicHandle,
                    privateHandle);
            return new KeyPair(publicHandle.get(ULONG, 0), privateHandle.get(ULONG, 0));
        }
    }

    /** Destroys an object for good; {@code session} must be one for reading and writing. */
    public void destroy(long session, long object) throws CryptokiException {
        destroy.call(session, object);
    }
}
