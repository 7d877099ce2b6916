package io.keywright.ledger.receipt;

import io.keywright.ledger.encoding.StrictBase64;
import io.keywright.ledger.json.JsonReader;
import io.keywright.ledger.merkle.Hash;
import io.keywright.model.CanonicalUuid;
import io.keywright.model.Environment;
import io.keywright.model.Plane;
import io.keywright.model.Receipt;
import io.keywright.model.Receipt.KmsContext;
import io.keywright.model.Scope;
import io.keywright.model.WireName;
import java.time.Instant;
import java.util.UUID;

/** Reads the members of a receipt in their canonical order. What it lets pass may still be spelt otherwise. */
final class ReceiptReader {

    private final JsonReader json;

    private ReceiptReader(JsonReader json) {
        this.json = json;
    }

    static Receipt read(byte[] bytes) {
        return new ReceiptReader(new JsonReader(bytes)).receipt();
    }

    private Receipt receipt() {
        Environment environment = WireName.parse(Environment.class, string(Literals.ENVIRONMENT));
        KmsContext context = context();
        String operation = string(Literals.OPERATION);
        Plane plane = WireName.parse(Plane.class, string(Literals.PLANE));
        UUID receiptId = uuid(string(Literals.RECEIPT_ID));
        String requestingModule = string(Literals.REQUESTING_MODULE);
        String signature = string(Literals.SIGNATURE);
        Scope scope = new Scope(string(Literals.TENANT_ID), environment, plane);
        Instant timestamp = Timestamps.parse(string(Literals.TS));
        json.expect(Literals.END);
        json.expectEnd();
        return new Receipt(receiptId, timestamp, scope, operation, context, requestingModule, signature);
    }

    private KmsContext context() {
        json.expect(Literals.ALGORITHM);
        String algorithm = json.orNull(JsonReader::string);
        String changeDigest = json.skip(Literals.CHANGE_DIGEST) ? digest(json.string()) : null;
        json.expect(Literals.ERROR_CODE);
        String errorCode = json.orNull(JsonReader::string);
        json.expect(Literals.KEY_ID);
        UUID keyId = json.orNull(next -> uuid(next.string()));
        json.expect(Literals.KEY_SIZE_BITS);
        Integer keySizeBits = json.orNull(JsonReader::decimal);
        String operationType = string(Literals.OPERATION_TYPE);
        json.expect(Literals.SUCCESS);
        return new KmsContext(keyId, operationType, algorithm, keySizeBits, json.bool(), errorCode, changeDigest);
    }

    private String string(String before) {
        json.expect(before);
        return json.string();
    }

    private static String digest(String text) {
        StrictBase64.decode(text, Hash.BYTES);
        return text;
    }

    private static UUID uuid(String text) {
        return CanonicalUuid.find(text)
                .orElseThrow(() -> new IllegalArgumentException("an id must be a UUID in lower case"));
    }
}
