package io.keywright.cli.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.jr.ob.JSON;
import io.keywright.cli.kms.KmsAnswer;
import io.keywright.ledger.json.CanonicalJson;
import io.keywright.verifier.terminal.Printable;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * A receipt as it was read, unchecked.
 *
 * @param index its number in the ledger, where that is known
 */
record SeenReceipt(OptionalLong index, KmsAnswer receipt) {

    static SeenReceipt of(long index, byte[] canonical) throws IOException {
        return new SeenReceipt(OptionalLong.of(index), new KmsAnswer(JSON.std.mapFrom(canonical)));
    }

    String id() {
        return receipt.text("receipt_id");
    }

    /** The very bytes of the ledger's leaf, which have one form (RFC 8785). */
    String json() {
        return new String(CanonicalJson.write(receipt.members()), UTF_8);
    }

    /** What matters of it, as one line. */
    String line() {
        KmsAnswer context = receipt.object("kms_context");
        String outcome = context.optionalText("error_code").orElse(context.flag("success") ? "ok" : "no");
        String number = index.isPresent() ? "%10d  ".formatted(index.getAsLong()) : "";
        return Printable.of("%s%s  %s/%s/%s  %s  %s  %s  %s"
                .formatted(
                        number,
                        receipt.text("ts"),
                        receipt.text("tenant_id"),
                        receipt.text("environment"),
                        receipt.text("plane"),
                        receipt.text("requesting_module"),
                        receipt.text("operation"),
                        context.optionalText("key_id").orElse("-"),
                        outcome));
    }
}
