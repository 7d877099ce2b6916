package io.keywright.ledger.receipt;

import io.keywright.model.Receipt;
import java.nio.charset.StandardCharsets;

/** What stands between the values of a canonical receipt, in order. */
final class Literals {

    static final String ENVIRONMENT = "{\"environment\":";
    static final String ALGORITHM = ",\"kms_context\":{\"algorithm\":";
    static final String CHANGE_DIGEST = ",\"change_digest\":";
    static final String ERROR_CODE = ",\"error_code\":";
    static final String KEY_ID = ",\"key_id\":";
    static final String KEY_SIZE_BITS = ",\"key_size_bits\":";
    static final String OPERATION_TYPE = ",\"operation_type\":";
    static final String SUCCESS = ",\"success\":";
    static final String OPERATION = "},\"module\":\"" + Receipt.MODULE + "\",\"operation\":";
    static final String PLANE = ",\"plane\":";
    static final String RECEIPT_ID = ",\"receipt_id\":";
    static final String REQUESTING_MODULE = ",\"requesting_module\":";
    static final String SIGNATURE = ",\"signature\":";
    static final String TENANT_ID = ",\"tenant_id\":";
    static final String TS = ",\"ts\":";
    static final String END = "}";
    static final String NULL = "null";

    private Literals() {}

    static byte[] ascii(String literal) {
        return literal.getBytes(StandardCharsets.US_ASCII);
    }
}
