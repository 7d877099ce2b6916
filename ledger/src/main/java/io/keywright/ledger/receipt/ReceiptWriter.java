package io.keywright.ledger.receipt;

import static io.keywright.ledger.receipt.Literals.ascii;

import io.keywright.ledger.json.JsonWriter;
import io.keywright.model.Receipt;
import io.keywright.model.Receipt.KmsContext;
import org.jspecify.annotations.Nullable;

/** Writes the members of a receipt, sorted as RFC 8785 section 3.2.3 sorts them. Runs once for each request. */
final class ReceiptWriter {

    /** Enough for what is not of any length; the strings are added. */
    private static final int FIXED_BYTES = 480;

    private static final byte[] ENVIRONMENT = ascii(Literals.ENVIRONMENT);
    private static final byte[] ALGORITHM = ascii(Literals.ALGORITHM);
    private static final byte[] CHANGE_DIGEST = ascii(Literals.CHANGE_DIGEST);
    private static final byte[] ERROR_CODE = ascii(Literals.ERROR_CODE);
    private static final byte[] KEY_ID = ascii(Literals.KEY_ID);
    private static final byte[] KEY_SIZE_BITS = ascii(Literals.KEY_SIZE_BITS);
    private static final byte[] OPERATION_TYPE = ascii(Literals.OPERATION_TYPE);
    private static final byte[] SUCCESS_TRUE = ascii(Literals.SUCCESS + "true" + Literals.OPERATION);
    private static final byte[] SUCCESS_FALSE = ascii(Literals.SUCCESS + "false" + Literals.OPERATION);
    private static final byte[] PLANE = ascii(Literals.PLANE);
    private static final byte[] RECEIPT_ID = ascii(Literals.RECEIPT_ID);
    private static final byte[] REQUESTING_MODULE = ascii(Literals.REQUESTING_MODULE);
    private static final byte[] TENANT_ID = ascii(Literals.TENANT_ID);
    private static final byte[] TS = ascii(Literals.TS);
    private static final byte[] END = ascii(Literals.END);
    private static final byte[] NULL = ascii(Literals.NULL);

    private final JsonWriter json;

    private ReceiptWriter(JsonWriter json) {
        this.json = json;
    }

    static UnsignedReceipt write(Receipt receipt) {
        String tenant = receipt.scope().tenantId();
        JsonWriter json = new JsonWriter(FIXED_BYTES
                + tenant.length()
                + receipt.operation().length()
                + receipt.requestingModule().length());
        ReceiptWriter writer = new ReceiptWriter(json);
        writer.string(ENVIRONMENT, receipt.scope().environment().wireName());
        writer.context(receipt.context());
        json.string(receipt.operation());
        writer.string(PLANE, receipt.scope().plane().wireName());
        json.raw(RECEIPT_ID);
        json.uuid(receipt.receiptId());
        writer.string(REQUESTING_MODULE, receipt.requestingModule());
        int signatureOffset = json.length();
        writer.string(TENANT_ID, tenant);
        json.raw(TS);
        Timestamps.write(receipt.timestamp(), json);
        json.raw(END);
        return new UnsignedReceipt(json.toBytes(), signatureOffset);
    }

    /** Ends where the value of {@code operation} begins. */
    private void context(KmsContext context) {
        stringOrNull(ALGORITHM, context.algorithm());
        if (context.changeDigest() != null) {
            string(CHANGE_DIGEST, context.changeDigest());
        }
        stringOrNull(ERROR_CODE, context.errorCode());
        json.raw(KEY_ID);
        if (context.keyId() == null) {
            json.raw(NULL);
        } else {
            json.uuid(context.keyId());
        }
        json.raw(KEY_SIZE_BITS);
        if (context.keySizeBits() == null) {
            json.raw(NULL);
        } else {
            json.decimal(context.keySizeBits());
        }
        string(OPERATION_TYPE, context.operationType());
        json.raw(context.success() ? SUCCESS_TRUE : SUCCESS_FALSE);
    }

    private void string(byte[] before, String value) {
        json.raw(before);
        json.string(value);
    }

    private void stringOrNull(byte[] before, @Nullable String value) {
        json.raw(before);
        if (value == null) {
            json.raw(NULL);
        } else {
            json.string(value);
        }
    }
}
