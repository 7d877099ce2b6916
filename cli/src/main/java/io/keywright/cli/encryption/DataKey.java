package io.keywright.cli.encryption;

import io.keywright.cli.approvals.Approving;
import io.keywright.cli.kms.KmsAnswer;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A key for one file, in the open for as long as that takes.
 *
 * @param header says how to come by it again
 * @param key 32 bytes, wiped when it is closed
 * @param receiptId of its making or opening
 */
record DataKey(FileHeader header, byte[] key, String receiptId) implements AutoCloseable {

    private static final int BITS = 256;

    /**
     * A new one, wrapped by that key of the service.
     *
     * @param service makes data keys, {@code POST data-keys}
     */
    static DataKey make(Approving.Request service, String keyReference, Map<String, String> context)
            throws IOException, InterruptedException {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("key_id", keyReference);
        request.put("key_size_bits", BITS);
        if (!context.isEmpty()) {
            request.put("context", context);
        }
        KmsAnswer made = service.send(request);
        FileHeader header = new FileHeader(made.text("key_id"), made.text("wrapped"), context);
        return new DataKey(header, made.bytes("plaintext"), made.text("receipt_id"));
    }

    /**
     * The one that {@code header} tells of.
     *
     * @param service opens data keys, {@code POST data-keys/unwrap}
     */
    static DataKey open(Approving.Request service, FileHeader header) throws IOException, InterruptedException {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("key_id", header.keyId());
        request.put("wrapped", header.wrapped());
        if (!header.context().isEmpty()) {
            request.put("context", header.context());
        }
        KmsAnswer opened = service.send(request);
        return new DataKey(header, opened.bytes("plaintext"), opened.text("receipt_id"));
    }

    @Override
    public void close() {
        Arrays.fill(key, (byte) 0);
    }

    @Override
    public String toString() {
        return "DataKey[" + header + "]";
    }
}
